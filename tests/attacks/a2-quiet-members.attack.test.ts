// A2: a member and somebody at the doorstep keep every byte that the server sends them in quiet associations, while that happens which
// only leaders may know (R7.5). Not one byte comes of it, their answers are what they were, and a new connection tells them nothing.

import { SignalRequest } from '@livekit/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RoomView } from '../../shared/ritual/view.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';
import { innerMedia, roomOf } from './inner-media.ts';
import { openRawLine, type RawLine } from './raw-connection.ts';

let house: TestApp;
let ann: TestPerson;
let ben: TestPerson;
let cid: TestPerson;
let dee: TestPerson;
let hal: TestPerson;
/** At the doorstep. */
let gita: TestPerson;

/** Whatever comes over the socket, but for the beat by which both sides know that it lives. */
function bytesOf({ socket }: TestPerson): string[] {
  const bytes: string[] = [];
  socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
    if (type === 'message' && /^[23]/.test(String(data))) bytes.push(String(data)); // events and answers
  });
  return bytes;
}

/** Numbers and times of a connection's own are not those of another. */
const unstamped = (bytes: readonly string[]) => bytes.map((each) => each.replace(/"(version|serverNow)":\d+/g, '"$1":0'));

/** Answers come after everything that was sent before them. */
async function asksInVain(person: TestPerson): Promise<void> {
  expect(await person.perform({ type: 'pause' }, 'asked')).toMatchObject({ ok: false });
}

beforeAll(async () => {
  house = await startApp();
  const people = await Promise.all(['Ann', 'Ben', 'Cid', 'Dee', 'Hal', 'Gita'].map((name) => signIn(house, name)));
  [ann, ben, cid, dee, hal, gita] = people as [TestPerson, TestPerson, TestPerson, TestPerson, TestPerson, TestPerson];
  for (const person of [ann, ben, cid, dee, hal]) {
    await done(person.enter());
    await person.sees((view) => view.kind === 'room');
  }
  await gita.connect();
  await gita.sees((view) => view.kind === 'doorstep');
  await leadTo('associative', ann, ben);
  await ann.seesRoom(isConfirmed);
  await cid.seesRoom(({ phase }) => phase === 'associative');
}, 240_000);

afterAll(async () => {
  for (const person of [ann, ben, cid, dee, hal, gita]) person?.drop();
  await house?.stop();
});

const isConfirmed = ({ desk }: RoomView) => desk?.silences[0]?.since != null;
const note = (from: TestPerson, to: 'leaders' | 'presenter') =>
  from.socket.timeout(60_000).emitWithAck('whisper', { to, text: 'Shall we bring you back?' });

/** All that leaders alone may know of a silence; each waits until the desk shows it. */
async function whatLeadersKnow(): Promise<void> {
  await done(ben.perform({ type: 'signalLeaders' }));
  await hal.seesRoom(({ desk }) => desk?.signal?.acknowledged === false);
  await done(ann.perform({ type: 'acknowledgeSignal' }));
  await ben.seesRoom(({ me }) => me.signal === 'acknowledged');
  expect(await note(ann, 'leaders')).toMatchObject({ ok: true });
  expect(await note(hal, 'presenter')).toMatchObject({ ok: true });
  await ben.sees((_view, { whispers }) => whispers.length > 0);
  await done(ben.perform({ type: 'withdrawSignal' }));
  await hal.seesRoom(({ desk }) => desk?.signal === null);
  const finn = await signIn(house, 'Finn');
  await done(finn.enter());
  await hal.seesRoom(({ desk }) => desk?.knocks.length === 1);
  await done(finn.perform({ type: 'leave' }));
  await hal.seesRoom(({ desk }) => desk?.knocks.length === 0);
  finn.drop();
  const benId = ben.id;
  expect(await dee.socket.timeout(60_000).emitWithAck('soundFrom', { personId: benId })).toMatchObject({ ok: true });
  await ann.seesRoom((room) => !isConfirmed(room));
  await ann.seesRoom(isConfirmed);
  await done(ben.perform({ type: 'leave' }));
  await hal.seesRoom(({ desk }) => desk?.presenterAway === true);
  await done(ben.enter());
  await hal.seesRoom(({ desk }) => desk?.knocks.length === 1);
  await done(ann.perform({ type: 'admit', personId: benId }));
  await ann.seesRoom((room) => room.desk?.presenterAway === false && isConfirmed(room));
}

test('[R7.5] not one byte comes to a member, or to the doorstep, of what leaders alone may know', async () => {
  const [leader, member, doorstep] = [bytesOf(hal), bytesOf(cid), bytesOf(gita)];
  await whatLeadersKnow();
  expect(leader.length, 'the desk is told each time').toBeGreaterThan(8);
  expect(member).toEqual([]);
  expect(doorstep).toEqual([]);
});

test('[R7.5] answers and a new connection tell a member, or the doorstep, nothing of it', async () => {
  const asked = async (person: TestPerson) => {
    person.drop();
    person.view = null;
    const connected = person.connect();
    const bytes = bytesOf(person);
    await connected;
    await person.sees(() => true);
    await asksInVain(person);
    return unstamped(bytes);
  };
  const before = [await asked(cid), await asked(gita)];
  await whatLeadersKnow();
  expect([await asked(cid), await asked(gita)]).toEqual(before);
});

test('[R4.2] of somebody who is held a member is told to play nothing from there, and nothing else', async () => {
  const before = cid.room;
  await done(ann.perform({ type: 'hold', personId: dee.id }));
  await cid.seesRoom(({ chairs }) => chairs.some(({ personId, mayBeHeard }) => personId === dee.id && !mayBeHeard));
  const chairs = before.chairs.map((chair) => (chair.personId === dee.id ? { ...chair, mayBeHeard: false } : chair));
  expect(cid.room).toMatchObject({ ...before, chairs, version: expect.any(Number), serverNow: expect.any(Number) });
  await done(ann.perform({ type: 'release', personId: dee.id }));
  await cid.seesRoom(({ chairs: now }) => now.some(({ personId, mayBeHeard }) => personId === dee.id && mayBeHeard));
});

describe('the media server’s words to a member', () => {
  let gateway: Awaited<ReturnType<typeof innerMedia>>['gateway'];
  let mediaRoom = '';
  let benLine: RawLine;
  let cidLine: RawLine;

  async function mediaLine(person: TestPerson): Promise<RawLine> {
    const door = (await person.mediaDoor())?.path ?? '';
    mediaRoom = roomOf(door);
    const line = await openRawLine(`${house.url.replace('http', 'ws')}${door}/rtc?protocol=16&auto_subscribe=1`);
    if (!line.joined) throw new Error(`${person.name} was refused: ${line.status}`);
    return line;
  }

  const rightsOfBen = async () =>
    (await gateway.presences(mediaRoom)).find(({ identity }) => identity === ben.id)?.rights?.mayBeHeard;
  /** What LiveKit says of Ben to himself: so often it spoke of him. */
  const toldBen = () => benLine.frames.filter(({ message }) => message.case === 'update').length;

  /** LiveKit answers what it is asked after all it has said before. */
  async function hasHeardAll(line: RawLine): Promise<void> {
    const pongs = () => line.frames.filter(({ message }) => message.case === 'pongResp').length;
    const before = pongs();
    line.send(new SignalRequest({ message: { case: 'pingReq', value: { timestamp: BigInt(Date.now()) } } }));
    await expect.poll(pongs).toBeGreaterThan(before);
  }

  beforeAll(async () => {
    gateway = (await innerMedia(house)).gateway;
    [benLine, cidLine] = [await mediaLine(ben), await mediaLine(cid)];
  });

  afterAll(() => {
    for (const line of [benLine, cidLine]) line?.close();
  });

  test('[R3.5] [R2.4] [R7.5] tell neither that the presenter is invited, nor that they are there, nor that they have gone', async () => {
    const about = (text: string) => cidLine.frames.filter((frame) => Buffer.from(frame.toBinary()).includes(text));
    const sid = benLine.joined?.participant?.sid ?? 'unknown';
    expect(await rightsOfBen()).toBe(false);
    const told = toldBen();
    await done(ann.advance('associative', 'closingRound'));
    await expect.poll(rightsOfBen).toBe(true);
    await done(ann.perform({ type: 'goBack', from: 'closingRound', to: 'associative' }));
    await expect.poll(rightsOfBen).toBe(false);
    await expect.poll(toldBen).toBeGreaterThan(told + 1);
    benLine.close();
    await expect.poll(async () => (await gateway.presences(mediaRoom)).length, { timeout: 30_000 }).toBe(1);
    await hasHeardAll(cidLine);
    expect([...about(sid), ...about(ben.id)]).toEqual([]);
    expect(cidLine.frames.map(({ message }) => message.case)).not.toContain('roomUpdate');
  }, 90_000);

  test('[R7.5] tell nothing of a release, and of others nothing but what they send', async () => {
    const deeLine = await mediaLine(dee);
    const before = cidLine.frames.length;
    for (const type of ['hold', 'release'] as const) await done(ann.perform({ type, personId: dee.id }));
    await hasHeardAll(deeLine);
    deeLine.close();
    await hasHeardAll(cidLine);
    const cases = cidLine.frames.slice(before).map(({ message }) => message.case);
    expect(cases.filter((each) => each === 'update' || each === 'connectionQuality')).toEqual([]);
  });
});
