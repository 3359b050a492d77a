// A rehearsal beside people on a real server: whoever sits in a chair keeps it, whoever wants a simulated member's gets it, and the rest go on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startMembers } from '../../scripts/rehearse/members.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

let app: TestApp;
let ann: TestPerson;
let ben: TestPerson;

beforeAll(async () => {
  app = await startApp({ media: false });
  [ann, ben] = [await signIn(app, 'Ann'), await signIn(app, 'Ben')];
  for (const person of [ann, ben]) await done(person.enter());
}, 180_000);

afterAll(async () => {
  for (const person of [ann, ben]) person?.drop();
  await app?.stop();
});

test('[R6.5] a taken chair is left to its person, one that somebody wants is given up, and another member offers the case', async () => {
  const taken: string[] = [];
  const company = await startMembers({
    baseUrl: app.url,
    links: app.links,
    names: ['Ben', 'Cid', 'Dee'],
    behaviour: 'lifelike',
    onTaken: (name) => taken.push(name),
  });
  onTestFinished(() => company.stop());
  expect(taken).toEqual(['Ben']);
  await ann.seesRoom(({ chairs }) => chairs.filter(({ state }) => state === 'present').length === 4);

  await leadTo('caseCall', ann, ben);
  // The first member who will offer one, in a few seconds.
  await company.until('Cid may offer a case', () => company.member('Cid').part === 'mayOffer');
  const cid = await signIn(app, 'Cid');
  onTestFinished(() => cid.drop());
  expect(await cid.enter()).toEqual({ ok: false, refusal: 'on-another-device' });
  await done(cid.enter(true));
  await company.until('the simulated Cid is gone', () => taken.includes('Cid'));
  expect(company.member('Cid').room).toBeNull();

  await company.until('Dee offers a case', () => company.member('Dee').part === 'offered', 20_000);
  expect(taken).toEqual(['Ben', 'Cid']);
  expect([ann.goodbye, ben.goodbye, cid.goodbye]).toEqual([null, null, null]);
}, 180_000);

test('the rehearsal says whose chair is taken, and ends well however often it is told to', async () => {
  const rehearsal = spawn(process.execPath, ['--import', 'tsx', 'scripts/rehearse/main.ts'], {
    env: {
      ...process.env,
      REHEARSE_URL: app.url,
      REHEARSE_DATA: app.dataDir,
      REHEARSE_EXCEPT: 'Cid, Hal',
      REHEARSE_NUMBER: '2',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void rehearsal.kill('SIGKILL'));
  let said = '';
  rehearsal.stdout.on('data', (text) => (said += text));
  await vi.waitFor(() => expect(said).toContain('Dee is in the room.'), { timeout: 60_000 });
  expect(said).toContain("Ben's chair is taken.");
  expect(said.match(/^(\w+)'s chair is free for you/gm)).toHaveLength(3);

  const ended = once(rehearsal, 'exit');
  const again = setInterval(() => rehearsal.kill('SIGINT'), 1);
  onTestFinished(() => clearInterval(again));
  expect(await ended).toEqual([0, null]);
}, 180_000);
