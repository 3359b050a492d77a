// What Prometheus reads: a running app counts a command, a refusal and their times; no person and no room is named; and nothing is on the
// people's port.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

let app: TestApp;
let port: number;
let ann: TestPerson;
let ben: TestPerson;

beforeAll(async () => {
  port = await freeTcpPort();
  app = await startApp({ media: false, env: { METRICS_PORT: String(port) } });
  [ann, ben] = [await signIn(app, 'Ann'), await signIn(app, 'Ben')];
  for (const person of [ann, ben]) await done(person.enter());
  await ann.seesRoom(() => true);
  await ben.seesRoom(() => true);
}, 180_000);

afterAll(async () => {
  for (const person of [ann, ben]) person?.drop();
  await app?.stop();
});

async function read(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return answer.text();
}

/** The value of one series, such as `balint_open_sockets` or `balint_commands_total{kind="inside",outcome="done"}`. */
async function value(line: string): Promise<number> {
  const found = (await read()).split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? 0 : Number(found.slice(line.length + 1));
}

test('a command and a refusal are counted, with the time they took', async () => {
  const times = await value('balint_command_seconds_count');
  const refused = await value('balint_refusals_total{why="rule"}');
  const inside = await value('balint_commands_total{kind="inside",outcome="done"}');
  const stored = await value('balint_log_appends_total{outcome="appended"}');
  await done(ann.perform({ type: 'pause' }));
  expect(await ben.perform({ type: 'resume' })).toEqual({ ok: false, refusal: 'not-a-leader' });
  await done(ann.perform({ type: 'resume' }));
  expect(await value('balint_commands_total{kind="inside",outcome="done"}')).toBe(inside + 2);
  expect(await value('balint_commands_total{kind="inside",outcome="refused"}')).toBe(1);
  expect(await value('balint_refusals_total{why="rule"}')).toBe(refused + 1);
  expect(await value('balint_commands_total{kind="door",outcome="done"}')).toBeGreaterThan(1);
  expect(await value('balint_command_seconds_count')).toBe(times + 3);
  expect(await value('balint_log_appends_total{outcome="appended"}')).toBe(stored + 2);
  expect(await value('balint_fan_out_seconds_count{stored_by="here"}')).toBe(
    await value('balint_log_appends_total{outcome="appended"}'),
  );
});

test('what is open and what answers is read when it is asked for', async () => {
  expect(await value('balint_open_sockets')).toBe(2);
  expect(await value('balint_rooms_known')).toBe(1);
  expect(await value('balint_rooms_looked_after')).toBe(1);
  expect(await value('balint_up{part="records"}')).toBe(1);
  expect(await value('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('it contains no person, group, room, address or secret, after a whole case', async () => {
  await leadTo('closingRound', ann, ben);
  const text = await read();
  expect(text, 'there is something to read').toMatch(/balint_commands_total\{kind="inside",outcome="done"\} \d/);
  const labels = [...text.matchAll(/="([^"]*)"/g)].map(([, label = '']) => label);
  const secrets = [ann.id, ben.id, ann.ref, ben.ref, ann.cookie, ann.device, 'Ann', 'Ben', 'Tuesday', '127.0.0.1'];
  for (const secret of secrets) expect(text).not.toContain(secret);
  for (const label of labels) expect(label).toMatch(/^[a-zA-Z0-9._+-]{1,30}$/);
});

test('the port that people use does not serve it', async () => {
  expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
});
