// F19: a member reports that they hear somebody. True or not, it costs the confirmation and nothing else (R3.7), and only leaders learn of it.
// Nobody is in the media server's room here, so it keeps confirming that all are silent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../shared/protocol/messages.ts';
import type { RoomView, View } from '../../shared/ritual/view.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

const asAPageSaysIt = 1000;
const openingMs = 240_000;

let app: TestApp;
let ann: TestPerson;
let ben: TestPerson;
let cid: TestPerson;

const confirmed = ({ desk }: RoomView) =>
  desk?.silences.some(({ personId, since }) => personId === ben.id && since !== null) === true;
const doubted = ({ desk }: RoomView) =>
  desk?.silences.some(({ personId, since }) => personId === ben.id && since === null) === true;
const sealSince = () => ann.room.desk?.silences.find(({ personId }) => personId === ben.id)?.since ?? 0;

function says(who: TestPerson, message: unknown): Promise<Reply> {
  return who.socket.timeout(60_000).emitWithAck('soundFrom', message as never);
}

beforeAll(async () => {
  app = await startApp();
  [ann, ben, cid] = [await signIn(app, 'Ann'), await signIn(app, 'Ben'), await signIn(app, 'Cid')];
  for (const person of [ann, ben, cid]) {
    await done(person.enter());
    await person.sees((view) => view.kind === 'room');
  }
  await leadTo('associative', ann, ben);
  await ann.seesRoom(confirmed);
}, openingMs);

afterAll(async () => {
  for (const person of [ann, ben, cid]) person?.drop();
  await app?.stop();
});

test('[R3.7] a report of sound takes the confirmation from the desk, and quiet gives it back', async () => {
  await ben.seesRoom(({ me }) => me.silence === 'confirmed');
  const cidSees = cid.room;
  const { serverNow: _, version: __, ...benSaw } = ben.room;
  const began = Date.now();
  expect(await says(cid, { personId: ben.id })).toMatchObject({ ok: true });
  await ann.seesRoom(doubted);
  await ann.seesRoom(confirmed);
  expect(sealSince() - began).toBeGreaterThanOrEqual(1500);
  // Answers come after the views that were sent before them.
  for (const person of [cid, ben]) await person.perform({ type: 'pause' });
  expect(cid.room, 'a member was sent no view').toBe(cidSees);
  await ben.seesRoom(({ me }) => me.silence === 'confirmed');
  const { serverNow: ___, version: ____, ...benSees } = ben.room;
  expect(benSees, 'the presenter reads of the silence alone, and that is as it was').toEqual(benSaw);
});

test('[R3.7] while the reports go on, the desk never reads confirmed', async () => {
  expect(await says(cid, { personId: ben.id })).toMatchObject({ ok: true });
  await ann.seesRoom(doubted);
  let confirmations = 0;
  const count = (view: View) => void (view.kind === 'room' && confirmed(view) && confirmations++);
  ann.socket.on('view', count);
  const last = await new Promise<number>((resolve, reject) => {
    let words = 0;
    const timer = setInterval(async () => {
      const reply = await says(cid, { personId: ben.id }).catch(reject);
      if (++words < 6 && reply?.ok) return;
      clearInterval(timer);
      resolve(Date.now());
    }, asAPageSaysIt);
  });
  expect(confirmations).toBe(0);
  await ann.seesRoom(confirmed);
  ann.socket.off('view', count);
  expect(sealSince() - last).toBeGreaterThanOrEqual(1500);
});

test.each([
  ['about somebody who may be heard', () => says(cid, { personId: ann.id })],
  ['about oneself', () => says(ben, { personId: ben.id })],
  ['about nobody', () => says(cid, { personId: 'nobody' })],
])('a report %s changes nothing', async (_what, say) => {
  await ann.seesRoom(confirmed);
  const views: View[] = [];
  const note = (view: View) => void views.push(view);
  ann.socket.on('view', note);
  expect(await say()).toMatchObject({ ok: true });
  // Every change of the desk is a view, so the next ones are those made on purpose.
  await done(ann.perform({ type: 'pause' }));
  await done(ann.perform({ type: 'resume' }));
  ann.socket.off('view', note);
  expect(views.map((view) => view.kind === 'room' && [view.pausedAt !== null, confirmed(view)])).toEqual([
    [true, true],
    [false, true],
  ]);
});

test('a report from a connection without a seat, or with something added, is refused', async () => {
  const second = await signIn(app, 'Cid');
  await second.connect();
  expect(await says(second, { personId: ben.id })).toEqual({ ok: false, refusal: 'not-in-the-room' });
  second.drop();
  expect(await says(cid, { personId: ben.id, by: ann.id })).toEqual({ ok: false, trouble: 'malformed' });
  expect(confirmed(ann.room)).toBe(true);
});

test('a flood of reports is refused for its sender; the presenter still hears', async () => {
  const replies = await Promise.all(Array.from({ length: 80 }, () => says(cid, { personId: ben.id })));
  expect(replies.filter((reply) => !reply.ok && 'trouble' in reply && reply.trouble === 'too-many').length).toBeGreaterThan(20);
  await ann.seesRoom(doubted);
  expect(ben.room.me.rights.mayHear).toBe(true);
  await ann.seesRoom(confirmed);
});
