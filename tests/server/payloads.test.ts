// Every byte that each person's connection receives in a whole meeting, from the real server's own sockets: nothing of the leaders' is in anybody
// else's, and nothing of the room in what somebody at the doorstep gets (R6.2, R7.1, R7.5).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPhaseIds } from '../../shared/ritual/phases.ts';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

const toLeaders = 'only leaders read this';
const wordToLeaders = 'a private word from Cid';
const toPresenter = 'only Ben and the leaders read this';
/** Where a desk and nothing else has a field. */
const ofDesk = [
  ...['desk', 'path', 'next', 'back', 'undoUntil', 'undoTo', 'clock', 'caseNumber', 'offers', 'chosen', 'presenterInvited'],
  ...[
    'presenterAway',
    'knocks',
    'outside',
    'silences',
    'lost',
    'closed',
    'raisedAt',
    'goneOnWithout',
    'since',
    'hands',
    'circles',
    'timeKeeper',
  ],
];

const names = ['Ann', 'Hal', 'Ben', 'Cid', 'Dee', 'Eva', 'Finn'] as const;
type Name = (typeof names)[number];
const heard: Record<Name, string[]> = { Ann: [], Hal: [], Ben: [], Cid: [], Dee: [], Eva: [], Finn: [] };
const everybody = {} as Record<Name, TestPerson>;
let app: CountedApp;

/** As it came over the wire, pings left out. */
async function joins(name: Name): Promise<TestPerson> {
  const person = await signIn(app, name);
  everybody[name] = person;
  const isConnected = person.connect();
  person.socket.io.on('open', () =>
    person.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      if (type === 'message') heard[name].push(String(data));
    }),
  );
  await isConnected;
  return person;
}

beforeAll(async () => {
  app = await openCountedApp();
  for (const name of names) await joins(name);
  await holdAMeeting();
}, 60_000);

afterAll(async () => {
  for (const person of Object.values(everybody)) person.drop();
  await app?.close();
});

async function holdAMeeting(): Promise<void> {
  const { Ann: ann, Hal: hal, Ben: ben, Cid: cid, Dee: dee, Eva: eva } = everybody;
  for (const person of [ann, hal, ben, cid, dee]) await done(person.enter());
  const { id: deeId } = dee;
  await done(ann.advance('gathering', 'opening'));
  await done(ann.advance('opening', 'caseCall'));
  for (const person of [cid, ben]) await done(person.perform({ type: 'offerCase' }));
  await done(hal.perform({ type: 'chooseCase', personId: ben.id }));
  await done(ben.perform({ type: 'acceptCase' }));
  await done(ann.advance('caseCall', 'presentation'));
  await done(eva.enter()); // she knocks
  await done(ann.perform({ type: 'hold', personId: dee.id }));
  await done(dee.perform({ type: 'tellMicrophone', microphone: 'missing' }));
  await done(ann.advance('presentation', 'clarifying'));
  await done(ann.advance('clarifying', 'associative'));
  await done(ben.perform({ type: 'signalLeaders' }));
  for (const [to, text] of [['leaders', toLeaders] as const, ['presenter', toPresenter] as const])
    expect(await ann.socket.timeout(5_000).emitWithAck('whisper', { to, text })).toMatchObject({ ok: true });
  expect(await cid.socket.timeout(5_000).emitWithAck('whisper', { to: 'leaders', text: wordToLeaders })).toMatchObject({
    ok: true,
  });
  await done(hal.perform({ type: 'acknowledgeSignal' }));
  await done(ann.perform({ type: 'handTime', from: null, to: hal.id }));
  await done(ann.perform({ type: 'takeBreak', from: null, minutes: 5 }));
  await done(ann.perform({ type: 'setMinutes', phase: 'associative', minutes: 31 }));
  await done(ann.perform({ type: 'resume' }));
  await done(ann.perform({ type: 'release', personId: dee.id }));
  await done(dee.perform({ type: 'leave' }));
  await done(ann.perform({ type: 'closeDoor', personId: deeId }));
  await done(ann.advance('associative', 'closingRound'));
  await done(ben.perform({ type: 'comeIn' }));
  await done(ann.advance('closingRound', 'farewell'));
  await done(ann.advance('farewell', 'debrief'));
  for (const person of [ben, cid]) await person.sees(({ kind }) => kind === 'over');
  await done(hal.advance('debrief', 'ended'));
  await ann.sees(({ kind }) => kind === 'over');
}

const keyIn = (key: string) => `"${key}":`;

describe('what came over the wire', () => {
  test('[R7.1] the leaders were told of everything, so that there was something to keep from others', () => {
    const all = heard.Ann.join('\n');
    for (const key of ofDesk.filter((one) => !['closed', 'hands', 'circles', 'goneOnWithout'].includes(one)))
      expect(all).toContain(keyIn(key));
    for (const text of [toLeaders, toPresenter, wordToLeaders]) expect(all).toContain(text);
  });

  for (const name of ['Ben', 'Cid', 'Dee'] as const) {
    test(`[R7.1] [R7.5] ${name} got nothing that belongs to the leaders`, () => {
      const all = heard[name].join('\n');
      expect(heard[name].filter((frame) => frame.includes('"view"')).length).toBeGreaterThan(5);
      for (const key of ofDesk) expect(all).not.toContain(keyIn(key));
      for (const secret of [toLeaders, wordToLeaders, 'Let in', everybody.Eva.ref]) expect(all).not.toContain(secret);
      expect(all.includes(toPresenter)).toBe(name === 'Ben');
      if (name !== 'Ben')
        expect(all).not.toMatch(/"signal":"(raised|acknowledged)"|"case":"(asked|accepted|steppedBack|invitedBack)"/);
      if (name !== 'Dee') expect(all).not.toContain('"listening"');
      // Of whoever is held, not even that their microphone is missing is more than their own chair tells.
      if (name === 'Cid') expect(all).toContain('"case":"offered"');
    });
  }

  test('[R2.2] nobody but the leaders could tell who else had offered', () => {
    expect(heard.Dee.join()).not.toContain('"offered"');
  });

  for (const name of ['Eva', 'Finn'] as const) {
    test(`[R6.2] ${name}, at the doorstep, got nothing of the room: no name, no id, no phase, and no more messages than the door's own`, () => {
      const all = heard[name].join('\n');
      const others = names.filter((one) => one !== name);
      for (const word of [
        'Tuesday group',
        ...others,
        ...others.map((one) => everybody[one].ref),
        ...allPhaseIds,
        'chairs',
        'presenterId',
      ])
        expect(all, word).not.toContain(word);
      const views = heard[name].filter((frame) => frame.startsWith('2["view"'));
      const seen = views.map((frame) => ({ ...JSON.parse(frame.slice(1))[1], version: 0, serverNow: 0 }));
      const over = { kind: 'over', version: 0, serverNow: 0 };
      const outside = { kind: 'doorstep', version: 0, serverNow: 0, door: 'outside' };
      expect(seen).toEqual([outside, ...(name === 'Eva' ? [{ ...outside, door: 'knocking' }] : []), over]);
    });
  }
});
