// The whole server without media: entering, views, refusals, bad messages, one device, notes, and nothing lost by a kill.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../../shared/protocol/messages.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

let app: TestApp;
let ann: TestPerson;
let ben: TestPerson;
let cid: TestPerson;
let hal: TestPerson;

beforeAll(async () => {
  app = await startApp({ media: false });
  [ann, ben, cid, hal] = (await Promise.all(['Ann', 'Ben', 'Cid', 'Hal'].map((name) => signIn(app, name)))) as [
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  for (const person of [ann, ben, cid, hal]) await person.enter();
  await cid.seesRoom((view) => view.chairs.filter((chair) => chair.state === 'present').length === 4);
}, 180_000);

afterAll(async () => {
  for (const person of [ann, ben, cid, hal]) person?.drop();
  await app?.stop();
});

/** As the same tab does it after a reload: what it knew is gone. */
async function reload(person: TestPerson): Promise<void> {
  person.drop();
  person.whispers.length = 0;
  await done(person.enter());
}

describe('at the door', () => {
  test('[R6.2] before entering a person is told nothing of the room', async () => {
    const dee = await signIn(app, 'Dee');
    await dee.connect();
    await dee.sees(() => true);
    expect(dee.view).toEqual({ kind: 'doorstep', version: expect.any(Number), door: 'outside' });
    dee.drop();
  });

  test.each([
    ['a seat without its session', { seat: '0123456789abcdef01' }, 'not-signed-in'],
    ['a page from before the last', { protocol: 0 }, 'wrong-protocol'],
    ['a page newer than this server', { protocol: 99 }, 'server-older'],
    ['no device', { device: undefined }, 'malformed'],
    ['a device that is a story', { device: 'x'.repeat(500) }, 'malformed'],
  ])('%s is refused with a code', async (_what, more, why) => {
    const eva = await signIn(app, 'Eva');
    await expect(eva.connect(more)).rejects.toThrow(why);
  });

  test('[R6.5] a second device learns nothing, is refused, and may replace the first', async () => {
    const second = await signIn(app, 'Cid');
    await second.connect();
    await second.sees(() => true);
    expect(second.view?.kind).toBe('doorstep');
    expect(await second.enter()).toEqual({ ok: false, refusal: 'on-another-device' });
    await done(second.enter(true));
    await second.seesRoom(() => true);
    await cid.sees((_view, person) => person.goodbye === 'replaced');
    cid = second;
  });
});

describe('messages', () => {
  test.each([
    ['an unknown command', { id: 'm1', command: { type: 'recordEverything' } }],
    ['an extra field', { id: 'm2', command: { type: 'pause', by: 'somebody-else' } }],
    ['no id', { command: { type: 'pause' } }],
    ['no object', 'pause'],
    ['nothing', null],
    ['a prototype', { id: 'm3', command: { type: 'hold', personId: '__proto__' } }],
  ])('%s is answered, and the room is undisturbed', async (_what, message) => {
    const before = ann.view;
    const reply = await ann.socket.timeout(60_000).emitWithAck('perform', message as never);
    expect(reply).toMatchObject({ ok: false });
    expect(ann.view, 'no view has come').toBe(before);
  });

  test('a message of an unknown kind is answered, and counts like any other', async () => {
    const gita = await signIn(app, 'Gita');
    await gita.connect();
    const ask = () => gita.socket.timeout(60_000).emitWithAck('everything' as 'perform', {} as never);
    expect(await ask()).toEqual({ ok: false, trouble: 'malformed' });
    const replies = await Promise.all(Array.from({ length: 80 }, ask));
    expect(replies).toContainEqual({ ok: false, trouble: 'too-many' });
    gita.drop();
  });

  test('a message larger than any command ends only that connection', async () => {
    const finn = await signIn(app, 'Finn');
    await finn.connect();
    const ended = new Promise((resolve) => finn.socket.once('disconnect', resolve));
    finn.socket.emit('perform', { id: 'x'.repeat(50_000) } as never, () => undefined);
    await ended;
    finn.drop();
    expect(await ann.perform({ type: 'resume' })).toEqual({ ok: false, refusal: 'already-so' });
  });

  test('a flood is refused for its sender alone', async () => {
    const gita = await signIn(app, 'Gita');
    await gita.connect();
    const replies = await Promise.all(Array.from({ length: 80 }, () => gita.perform({ type: 'leave' })));
    expect(replies.some((reply) => !reply.ok && 'trouble' in reply && reply.trouble === 'too-many')).toBe(true);
    gita.drop();
    expect(await ann.perform({ type: 'resume' })).toEqual({ ok: false, refusal: 'already-so' });
  });

  test('[R1.6] what was done is answered as done when it is sent again, though its person has meanwhile stored too much', async () => {
    const dee = await signIn(app, 'Dee');
    await dee.connect();
    const commands = [{ type: 'enter', device: dee.device, replace: true }, { type: 'leave' }] as const;
    let last = -1;
    let refusal: Reply | null = null;
    while (refusal === null) {
      const reply = await dee.perform(commands[(last + 1) % 2] ?? commands[0], `step-${last + 1}`);
      if (reply.ok) last += 1;
      else refusal = reply;
    }
    expect(refusal).toEqual({ ok: false, trouble: 'too-many' });
    expect(await dee.perform(commands[last % 2] ?? commands[0], `step-${last}`)).toMatchObject({ ok: true });
    dee.drop();
  });

  test('[R1.6] a resent message is carried out once and answered the same', async () => {
    const first = await ann.perform({ type: 'pause' }, 'same-id');
    const again = await ann.perform({ type: 'pause' }, 'same-id');
    expect(first).toMatchObject({ ok: true });
    expect(again).toEqual(first);
    await done(ann.perform({ type: 'resume' }));
  });

  test("[R1.4] a member's leading is refused, and a device in the payload counts for nothing", async () => {
    expect(await cid.advance('gathering', 'opening')).toEqual({ ok: false, refusal: 'not-a-leader' });
    expect(await cid.perform({ type: 'enter', device: 'foreign', replace: true })).toMatchObject({ ok: true });
    await cid.seesRoom(() => true);
    expect(cid.goodbye).toBeNull();
  });
});

describe('a case', () => {
  test('[R3.4] [R7.1] notes and the signal reach the leaders, and no member gets a trace of them', async () => {
    await leadTo('associative', ann, ben);
    expect(await cid.socket.emitWithAck('whisper', { to: 'presenter', text: 'may I?' })).toEqual({
      ok: false,
      refusal: 'not-a-leader',
    });
    await ann.socket.emitWithAck('whisper', { to: 'leaders', text: 'a little longer' });
    await hal.sees((_view, { whispers }) => whispers.some(({ text }) => text === 'a little longer'));
    await done(ben.perform({ type: 'signalLeaders' }));
    await hal.seesRoom((view) => view.desk?.signal?.acknowledged === false);
    await hal.socket.emitWithAck('whisper', { to: 'presenter', text: 'we have seen it' });
    await ben.sees((_view, { whispers }) => whispers.length === 1);
    expect(cid.whispers).toEqual([]);
    expect(JSON.stringify(cid.view)).not.toMatch(/desk|signal":"raised|knock|silence/);
    expect(ben.whispers.map(({ to }) => to)).toEqual(['presenter']);
  });

  test('[R3.4] a note to the presenter says to whom it went, and is sent again after they reload', async () => {
    expect(ben.whispers).toMatchObject([{ to: 'presenter', presenterId: ben.id }]);
    await reload(ben);
    await ben.sees((_view, { whispers }) => whispers.length > 0);
    expect(ben.whispers[0]).toMatchObject({ text: 'we have seen it', presenterId: ben.id });
  });

  test('[R3.4] a note to a presenter who is not in the room is refused, and reaches nobody', async () => {
    const before = hal.whispers.length;
    const benId = ben.id;
    await done(ben.perform({ type: 'leave' }));
    expect(await ann.socket.emitWithAck('whisper', { to: 'presenter', text: 'where are you?' })).toEqual({
      ok: false,
      refusal: 'person-not-in-the-room',
    });
    await ben.enter();
    await ann.seesRoom((view) => view.desk?.knocks.length === 1);
    await done(ann.perform({ type: 'admit', personId: benId }));
    await ben.seesRoom((view) => view.me.case === 'steppedBack');
    expect(hal.whispers).toHaveLength(before);
  });

  test('[R3.4] [R2.5] a note to the presenter disappears with their silence, for leaders and in the next silence too', async () => {
    await done(ann.advance('associative', 'closingRound'));
    expect(await ann.socket.emitWithAck('whisper', { to: 'presenter', text: 'welcome' })).toEqual({
      ok: false,
      refusal: 'not-now',
    });
    await done(ann.perform({ type: 'goBack', from: 'closingRound', to: 'associative' }));
    for (const person of [ben, hal]) await reload(person);
    await hal.sees((_view, { whispers }) => whispers.length > 0);
    expect(new Set(hal.whispers.map(({ to }) => to))).toEqual(new Set(['leaders']));
    await ann.socket.emitWithAck('whisper', { to: 'presenter', text: 'once more' });
    await ben.sees((_view, { whispers }) => whispers.length > 0);
    expect(ben.whispers.map(({ text }) => text)).toEqual(['once more']);
  });

  test('[R3.2] [R5.2] killed in the associative phase, the app comes back with phase, seats and the silence', async () => {
    const before = ann.room;
    await app.end('SIGKILL');
    await app.start();
    await ann.seesRoom((view) => view !== before && view.chairs.filter((chair) => chair.state === 'present').length >= 3);
    expect(ann.room.phase).toBe('associative');
    expect(ann.room.chairs.map(({ personId }) => personId)).toEqual(before.chairs.map(({ personId }) => personId));
    await ben.seesRoom((view) => view.me.case === 'steppedBack' && !view.me.rights.mayBeHeard);
    expect(await ann.perform({ type: 'undo', from: 'closingRound' })).toMatchObject({ ok: false });
  });

  test('a second server on the same folder is refused in a sentence that names the first', async () => {
    const second = startApp({ media: false, dataDir: app.dataDir });
    await expect(second).rejects.toThrow(new RegExp(`in use by another Balint Room server \\(process ${app.pid}\\)`));
  });

  test('[R9.1] [R9.2] after the end only attendance is left: no journal, and everybody connected is told that it is over', async () => {
    await done(ann.advance('associative', 'ended'));
    await ann.sees((_view, { goodbye }) => goodbye === 'over');
    expect((await readdir(join(app.dataDir, 'rooms'))).filter((name) => name.endsWith('.journal'))).toEqual([]);
    expect(await readdir(join(app.dataDir, 'keys'))).toEqual([]);
  }, 180_000);

  test('nothing that the server has printed since its greeting contains a name, address or token', () => {
    const logged = app.said
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n');
    expect(logged).not.toBe('');
    expect(logged).not.toMatch(/\b(Ann|Ben|Cid)\b|br_|[\w-]{30}|a little longer|we have seen it/);
  });
});
