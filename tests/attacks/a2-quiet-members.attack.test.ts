// A2: a member and somebody at the doorstep record every byte that the server sends them during quiet associations, while things happen that
// only leaders may know (R7.5). Not one byte comes of it, their answers stay the same, and a new connection tells them nothing.

import { SignalRequest } from '@livekit/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RoomView } from '../../shared/ritual/view.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';
import { innerMedia, roomOf } from './inner-media.ts';
import { openRawConnection, type RawConnection } from './raw-connection.ts';

let app: TestApp;
let ann: TestPerson;
let ben: TestPerson;
let cid: TestPerson;
let dee: TestPerson;
let hal: TestPerson;
/** At the doorstep. */
let gita: TestPerson;

/** Whatever comes over the socket, except the pings by which both sides know that it is alive. */
function bytesOf({ socket }: TestPerson): string[] {
  const bytes: string[] = [];
  socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
    if (type === 'message' && /^[23]/.test(String(data))) bytes.push(String(data)); // events and answers
  });
  return bytes;
}

/** Each connection has numbers and times of its own. */
const unstamped = (bytes: readonly string[]) => bytes.map((each) => each.replace(/"(version|serverNow)":\d+/g, '"$1":0'));

/** Answers come after everything that was sent before them. */
async function asksInVain(person: TestPerson): Promise<void> {
  expect(await person.perform({ type: 'pause' }, 'asked')).toMatchObject({ ok: false });
}

beforeAll(async () => {
  app = await startApp();
  const people = await Promise.all(['Ann', 'Ben', 'Cid', 'Dee', 'Hal', 'Gita'].map((name) => signIn(app, name)));
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
  await app?.stop();
});

const isConfirmed = ({ desk }: RoomView) => desk?.silences[0]?.since != null;
const note = (from: TestPerson, to: 'leaders' | 'presenter') =>
  from.socket.timeout(60_000).emitWithAck('whisper', { to, text: 'Shall we bring you back?' });

/** Everything about a silence that only leaders may know; each step waits until the desk shows it. */
async function whatLeadersKnow(): Promise<void> {
  await done(ben.perform({ type: 'signalLeaders' }));
  await hal.seesRoom(({ desk }) => desk?.signal?.acknowledged === false);
  await done(ann.perform({ type: 'acknowledgeSignal' }));
  await ben.seesRoom(({ me }) => me.signal === 'acknowledged');
  expect(await note(ann, 'leaders')).toMatchObject({ ok: true });
  expect(await note(hal, 'presenter')).toMatchObject({ ok: true });
  await ben.sees((_view, { whispers }) => whispers.length > 0);
  expect(await note(dee, 'leaders')).toMatchObject({ ok: true });
  const from = ann.room.desk?.timeKeeper?.personId ?? null;
  const to = from === hal.id ? ann.id : hal.id;
  await done(ann.perform({ type: 'handTime', from, to }));
  await hal.seesRoom(({ desk }) => desk?.timeKeeper?.personId === to);
  await done(ben.perform({ type: 'withdrawSignal' }));
  await hal.seesRoom(({ desk }) => desk?.signal === null);
  const finn = await signIn(app, 'Finn');
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

test('[R7.5] not one byte of what only leaders may know comes to a member, or to the doorstep', async () => {
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

test('[R4.2] about somebody who is held, a member is told only to play nothing from there', async () => {
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
  let benConnection: RawConnection;
  let cidConnection: RawConnection;

  async function mediaConnection(person: TestPerson): Promise<RawConnection> {
    const door = (await person.mediaDoor())?.path ?? '';
    mediaRoom = roomOf(door);
    const connection = await openRawConnection(`${app.url.replace('http', 'ws')}${door}/rtc?protocol=16&auto_subscribe=1`);
    if (!connection.joined) throw new Error(`${person.name} was refused: ${connection.status}`);
    return connection;
  }

  const rightsOfBen = async () =>
    (await gateway.presences(mediaRoom)).find(({ identity }) => identity === ben.id)?.rights?.mayBeHeard;
  /** What LiveKit tells Ben about himself: how often it spoke of him. */
  const toldBen = () => benConnection.frames.filter(({ message }) => message.case === 'update').length;

  /** LiveKit answers a question only after everything it has said before. */
  async function hasHeardAll(connection: RawConnection): Promise<void> {
    const pongs = () => connection.frames.filter(({ message }) => message.case === 'pongResp').length;
    const before = pongs();
    connection.send(new SignalRequest({ message: { case: 'pingReq', value: { timestamp: BigInt(Date.now()) } } }));
    await expect.poll(pongs).toBeGreaterThan(before);
  }

  beforeAll(async () => {
    gateway = (await innerMedia(app)).gateway;
    [benConnection, cidConnection] = [await mediaConnection(ben), await mediaConnection(cid)];
  });

  afterAll(() => {
    for (const connection of [benConnection, cidConnection]) connection?.close();
  });

  test('[R3.5] [R2.4] [R7.5] tell neither that the presenter is invited, nor that they are there, nor that they have gone', async () => {
    const about = (text: string) => cidConnection.frames.filter((frame) => Buffer.from(frame.toBinary()).includes(text));
    const sid = benConnection.joined?.participant?.sid ?? 'unknown';
    expect(await rightsOfBen()).toBe(false);
    const told = toldBen();
    await done(ann.advance('associative', 'closingRound'));
    await expect.poll(rightsOfBen).toBe(true);
    await done(ann.perform({ type: 'goBack', from: 'closingRound', to: 'associative' }));
    await expect.poll(rightsOfBen).toBe(false);
    await expect.poll(toldBen).toBeGreaterThan(told + 1);
    benConnection.close();
    await expect.poll(async () => (await gateway.presences(mediaRoom)).length, { timeout: 30_000 }).toBe(1);
    await hasHeardAll(cidConnection);
    expect([...about(sid), ...about(ben.id)]).toEqual([]);
    expect(cidConnection.frames.map(({ message }) => message.case)).not.toContain('roomUpdate');
  }, 90_000);

  test('[R7.5] tell nothing of a release, and about others nothing but what they send', async () => {
    const deeConnection = await mediaConnection(dee);
    const before = cidConnection.frames.length;
    for (const type of ['hold', 'release'] as const) await done(ann.perform({ type, personId: dee.id }));
    await hasHeardAll(deeConnection);
    deeConnection.close();
    await hasHeardAll(cidConnection);
    const cases = cidConnection.frames.slice(before).map(({ message }) => message.case);
    expect(cases.filter((each) => each === 'update' || each === 'connectionQuality')).toEqual([]);
  });
});
