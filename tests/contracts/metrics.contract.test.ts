// The metrics of sound and picture: joins through the proxy, looks, the time a silence took, and open connections.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

let app: TestApp;
let port: number;
let ann: TestPerson;
let ben: TestPerson;
let bot: MediaBot;

beforeAll(async () => {
  port = await freeTcpPort();
  [app, bot] = await Promise.all([startApp({ env: { METRICS_PORT: String(port) } }), startBot()]);
  [ann, ben] = [await signIn(app, 'Ann'), await signIn(app, 'Ben')];
  for (const person of [ann, ben]) {
    await done(person.enter());
    await person.seesRoom(() => true);
  }
}, 180_000);

afterAll(async () => {
  for (const person of [ann, ben]) person?.drop();
  await bot?.quit();
  await app?.stop();
});

async function value(line: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? 0 : Number(found.slice(line.length + 1));
}

test('a join, a refused one, the looks and a confirmed silence are counted', async () => {
  await expect.poll(() => value('balint_up{part="media"}')).toBe(1);
  const door = await ben.mediaDoor();
  if (!door) throw new Error('there is no media address');
  const address = `${app.url.replace('http', 'ws')}${door.path}`;
  await bot.join(address);
  // One whose transport is slow is tried anew.
  const joins = await value('balint_media_joins_total{outcome="joined"}');
  expect(joins).toBeGreaterThan(0);
  expect(await value('balint_media_join_seconds_count')).toBe(joins);
  expect(await value('balint_open_media_lines')).toBe(1);
  await expect(bot.join(`${address}x`)).rejects.toThrow();
  expect(await value('balint_media_joins_total{outcome="refused"}')).toBeGreaterThan(0);

  await leadTo('associative', ann, ben);
  await ann.seesRoom((view) => view.desk?.silences.some(({ since }) => since !== null) === true);
  expect(await value('balint_silence_confirmation_seconds_count')).toBe(1);
  expect(await value('balint_silence_confirmation_seconds_sum')).toBeLessThan(60);
  await expect.poll(() => value('balint_rights_look_seconds_count')).toBeGreaterThan(1);
  expect(await value('balint_oldest_look_seconds')).toBeLessThan(60);
});
