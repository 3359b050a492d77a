// R7.7 on the real server's own sockets: a member's private word reaches whoever leads and is there, and nobody else gets one byte more or less for it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longestNote } from '../../shared/protocol/note.ts';
import { mostWords } from '../../shared/ritual/word-to-leaders.ts';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

let app: CountedApp;
let ann: TestPerson;
let hal: TestPerson;
let ben: TestPerson;
let cid: TestPerson;
let dee: TestPerson;
const frames = new Map<TestPerson, string[]>();

async function joins(name: string): Promise<TestPerson> {
  const person = await signIn(app, name);
  const isConnected = person.connect();
  const heard: string[] = [];
  frames.set(person, heard);
  person.socket.io.on('open', () =>
    person.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      if (type === 'message') heard.push(String(data));
    }),
  );
  await isConnected;
  return person;
}

const writes = (who: TestPerson, text: string, to: 'leaders' | 'presenter' = 'leaders') =>
  who.socket.timeout(10_000).emitWithAck('whisper', { to, text });
const textsOf = ({ whispers }: TestPerson) => whispers.map(({ text }) => text);
const reads = (who: TestPerson, text: string) => who.sees((_view, { whispers }) => whispers.some((one) => one.text === text));

beforeAll(async () => {
  app = await openCountedApp();
  [ann, hal, ben, cid, dee] = [await joins('Ann'), await joins('Hal'), await joins('Ben'), await joins('Cid'), await joins('Dee')];
  for (const person of [ann, hal, ben, cid, dee]) await done(person.enter());
}, 60_000);

afterAll(async () => {
  for (const person of [ann, hal, ben, cid, dee]) person?.drop();
  await app?.close();
});

describe('a private word to the leaders', () => {
  test('[R7.7] reaches all who lead, with its writer’s name; its writer gets the answer and nothing else', async () => {
    await cid.seesRoom(({ me }) => me.mayWrite === true);
    const before = frames.get(cid)?.length ?? 0;
    expect(await writes(cid, 'I need a minute outside')).toMatchObject({ ok: true });
    for (const leader of [ann, hal]) {
      await reads(leader, 'I need a minute outside');
      expect(leader.whispers.at(-1)).toMatchObject({ to: 'leaders', from: cid.id });
      expect(leader.whispers.at(-1)).not.toHaveProperty('presenterId');
    }
    expect(frames.get(cid)?.slice(before)).toEqual([expect.stringMatching(/^3\d*\[\{"ok":true,"version":\d+\}\]$/)]);
  });

  test('[R7.7] [R7.5] for everybody else not one frame is more or less, nor anything stored', async () => {
    // A view that everybody gets stands before and after it, so that what is missing between them is not just late.
    await done(ann.perform({ type: 'pause' }));
    await Promise.all([ben, dee].map((other) => other.seesRoom(({ pausedAt }) => pausedAt !== null)));
    const before = [ben, dee].map((other) => frames.get(other)?.length ?? 0);
    const stored = app.storedByAll;
    expect(await writes(cid, 'between two views')).toMatchObject({ ok: true });
    await reads(hal, 'between two views');
    expect(app.storedByAll).toBe(stored);
    await done(ann.perform({ type: 'resume' }));
    await Promise.all([ben, dee].map((other) => other.seesRoom(({ pausedAt }) => pausedAt === null)));
    for (const [i, other] of [ben, dee].entries()) {
      expect(frames.get(other)?.slice(before[i])).toEqual([expect.stringMatching(/^2\["view",\{"kind":"room".*"pausedAt":null/)]);
      expect(frames.get(other)?.join('\n')).not.toMatch(/between two views|whisper/);
    }
  });

  test('[R7.7] is read again by a leader who reloads, and by nobody who did not lead', async () => {
    hal.drop();
    hal.whispers.length = 0;
    await hal.connect();
    await reads(hal, 'I need a minute outside');
    expect(textsOf(cid)).toEqual([]);
  });

  test('[R7.7] is bounded in length, and one line of anything else is malformed', async () => {
    for (const text of ['', '   ', 'x'.repeat(longestNote + 1)])
      expect(await writes(cid, text)).toEqual({ ok: false, trouble: 'malformed' });
  });

  test('[R7.7] goes to the leaders alone: to the presenter a member writes nothing', async () => {
    expect(await writes(cid, 'psst', 'presenter')).toEqual({ ok: false, refusal: 'not-a-leader' });
  });

  test('[R7.7] is bounded in number, for each person alone, also when many are sent at once', async () => {
    const sent = await Promise.all(Array.from({ length: mostWords + 5 }, (_, i) => writes(dee, `word ${i}`)));
    expect(sent.filter(({ ok }) => ok)).toHaveLength(mostWords);
    expect(sent.filter(({ ok }) => !ok)).toEqual(Array(5).fill({ ok: false, refusal: 'no-more-words' }));
    await ann.sees(() => textsOf(ann).filter((text) => text.startsWith('word ')).length === mostWords);
    expect(await writes(cid, 'still heard')).toMatchObject({ ok: true });
  });

  test('[R7.7] [R3.4] whoever has stepped back has the signal and nothing besides, until they are back', async () => {
    await done(ann.advance('gathering', 'opening'));
    await done(ann.advance('opening', 'caseCall'));
    await done(ann.perform({ type: 'chooseCase', personId: ben.id }));
    await done(ben.perform({ type: 'acceptCase' }));
    await done(ann.advance('caseCall', 'presentation'));
    expect(await writes(ben, 'before I step back')).toMatchObject({ ok: true });
    await done(ann.advance('presentation', 'associative'));
    expect(await writes(ben, 'from outside')).toEqual({ ok: false, refusal: 'not-now' });
    expect(ben.room.me).not.toHaveProperty('mayWrite');
    await done(ann.advance('associative', 'closingRound'));
    expect(await writes(ben, 'invited')).toEqual({ ok: false, refusal: 'not-now' });
    await done(ben.perform({ type: 'comeIn' }));
    expect(await writes(ben, 'back again')).toMatchObject({ ok: true });
    await reads(ann, 'back again');
    for (const unread of ['from outside', 'invited']) expect(textsOf(ann)).not.toContain(unread);
  });

  test('[R7.7] [R7.2] nobody writes into an empty place: while nobody leads it is refused', async () => {
    for (const leader of [ann, hal]) await done(leader.perform({ type: 'leave' }));
    await cid.seesRoom(({ me, leaderlessSince }) => leaderlessSince !== null && me.mayWrite === undefined);
    expect(await writes(cid, 'is anybody there?')).toEqual({ ok: false, refusal: 'nobody-leads' });
    for (const leader of [ann, hal]) await done(leader.enter());
    await cid.seesRoom(({ me }) => me.mayWrite === true);
    expect(textsOf(ann)).not.toContain('is anybody there?');
  });

  test('[R7.7] [R7.4] once only leaders are there, it is over for members', async () => {
    await done(ann.advance('closingRound', 'farewell'));
    await done(ann.advance('farewell', 'debrief'));
    await cid.sees(({ kind }) => kind === 'over');
    expect(await writes(cid, 'one last thing')).toEqual({ ok: false, refusal: 'meeting-over' });
  });
});
