// R5.6 and R4.2 against a modified client: whoever sits in the circle that listens, or is held, is heard by nobody, gate off and on, whatever
// their program tries; and an observer never (R6.6). One stage for all: Dee attacks from the outer circle, Ben presents, Finn observes.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { startBot } from '../support/bot-process.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { allRights, innerMedia, roomOf } from './inner-media.ts';
import { openRawConnection } from './raw-connection.ts';
import { type Stage, stageForAll } from './stage.ts';

// Four of eight sit inside: Ann and Hal, who lead, Ben and Cid.
const theStage = stageForAll(() => ({ form: { circles: 'two', seats: 8 }, records: withObserver }), {
  attacker: 'Dee',
  opensIn: 'caseCall',
});

/** Finn observes, with everybody's yes for the meeting that is on. */
async function withObserver(db: Database): Promise<void> {
  const seats = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .select(['people.id', 'people.short_name as name', 'seats.group_id'])
    .execute();
  const finn = seats.find(({ name }) => name === 'Finn');
  const meeting = await db.selectFrom('meetings').select('id').executeTakeFirstOrThrow();
  if (!finn) throw new Error('the demo group has a Finn');
  await db.updateTable('seats').set({ role: 'observer' }).where('person_id', '=', finn.id).execute();
  const yes = seats
    .filter(({ id }) => id !== finn.id)
    .map(({ id }) => ({
      ...{ id: randomUUID(), group_id: finn.group_id, meeting_id: meeting.id, person_id: id, about_id: finn.id },
      ...{ kind: 'observer' as const, said: 'yes' as const, said_at: new Date() },
    }));
  await db.insertInto('consents').values(yes).execute();
}

/** Frames of 10 ms, where other tests of this file have listened for longer. */
const shortly = 100;

let ben: TestPerson;

test('[R5.6] [R3.7] a case silences the outer circle: sound, a stored pass, another connection and words reach nobody, and it is confirmed', async () => {
  const stage = theStage();
  const { app, ann, ben: dee, benBot: deeBot } = stage;
  await stage.benIsHeard();
  ben = await signIn(app, 'Ben');
  stage.also(() => ben.drop());
  await done(ben.enter());
  const door = await stage.door(dee);
  const pass = await (await innerMedia(app)).gateway.mintPass(roomOf(door), dee.id, allRights);

  await begins(stage);
  const confirmed = await stage.untilSilent();
  await dee.seesRoom(({ me }) => me.silence === 'confirmed');
  const sent = await deeBot.sent();
  await stage.benIsSilentSince(confirmed); // F1: keeps sending
  expect((await deeBot.sent()) - sent, 'packets of sound sent all the while').toBeGreaterThan(100);

  await deeBot.join(door, pass); // F3
  await expect(deeBot.speak()).rejects.toThrow();
  await deeBot.untilHeard(ann.id); // F9: the outer circle hears
  await deeBot.leave();
  const shadow = await openRawConnection(`${door}/rtc?access_token=${pass}&publish=ghost&protocol=16&auto_subscribe=1`); // F6
  expect(shadow.joined?.participant?.identity).toBe(dee.id);
  expect(shadow.joined?.participant?.permission?.canPublishSources).toHaveLength(1);
  shadow.close();
  await stage.comesIn(dee, deeBot);
  for (let packet = 0; packet < 5; packet++) await deeBot.data().catch(() => {}); // F8
  await stage.benIsSilent();
  expect((await stage.cidBot.state()).received).toEqual([]);
});

test('[R5.6] its own round gives the voice back, a hold within it takes it again, and the round’s end does', async () => {
  const stage = theStage();
  const { ann, ben: dee, benBot: deeBot } = stage;
  await done(ann.perform({ type: 'giveRound', from: 'presentation', to: 'both' }));
  await dee.seesRoom(({ me }) => me.rights.mayBeHeard && me.silence === undefined);
  await stage.comesIn(dee, deeBot);
  await stage.benSpeaks();
  await stage.benIsHeard();

  await done(ann.perform({ type: 'hold', personId: dee.id }));
  await stage.saysNothingSince(await stage.untilSilent(), shortly);
  await done(ann.perform({ type: 'release', personId: dee.id }));
  await dee.seesRoom(({ me }) => me.rights.mayBeHeard);
  await stage.benSpeaks();
  await stage.benIsHeard();

  await done(ann.perform({ type: 'giveRound', from: 'presentation', to: 'inner' }));
  await stage.saysNothingSince(await stage.untilSilent(), shortly);
});

test('[R4.6] a voice under a picture’s name is not heard from the outer circle either, and costs the phase', async () => {
  const stage = theStage();
  const { ann, ben: dee, benBot: deeBot } = stage;
  await stage.comesIn(dee, deeBot);
  await expect(deeBot.speak('camera')).rejects.toThrow();
  await ann.seesRoom(({ desk }) => desk?.closed?.includes(dee.id) === true);
  await done(ann.perform({ type: 'giveRound', from: 'presentation', to: 'both' }));
  await stage.comesIn(dee, deeBot);
  await expect(deeBot.speak()).rejects.toThrow();
  await stage.benIsUnseen();
});

test('[R5.6] the inner circle is held as well while the outer one has the round', async () => {
  const stage = theStage();
  const { ann, ben: dee, benBot: deeBot } = stage;
  await done(ann.advance('presentation', 'caseCall'));
  // Not while an undo could lead back into the case.
  await expect
    .poll(() => ann.perform({ type: 'seatIn', personId: dee.id, circle: 'inner' }), { timeout: 60_000, interval: 500 })
    .toMatchObject({ ok: true });
  await begins(stage);
  await dee.seesRoom(({ round, me }) => round === 'inner' && me.rights.mayBeHeard);
  await stage.comesIn(dee, deeBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
  await done(ann.perform({ type: 'giveRound', from: 'presentation', to: 'outer' }));
  await stage.saysNothingSince(await stage.untilSilent(), shortly);
  await stage.comesIn(dee, deeBot);
  await expect(deeBot.speak()).rejects.toThrow();
  await stage.benIsSilent();
});

test('[R6.6] an observer hears, and is neither heard nor seen in any way, with whatever pass', async () => {
  const stage = theStage();
  const { app, ann, cidBot } = stage;
  const finn = await signIn(app, 'Finn');
  const finnBot = await startBot();
  stage.also(() => Promise.all([finnBot.quit(), finn.drop()]));
  await finn.enter();
  if (finn.view?.kind !== 'room') {
    await ann.seesRoom(({ desk }) => desk?.knocks.length === 1);
    await done(ann.perform({ type: 'admit', personId: ann.room.desk?.knocks[0]?.personId ?? '' }));
  }
  await finn.seesRoom(({ me }) => me.role === 'observer');
  const door = await stage.door(finn);
  const pass = await (await innerMedia(app)).gateway.mintPass(roomOf(door), finn.id, allRights);
  for (const act of [() => finnBot.speak(), () => finnBot.speak('camera')]) {
    await finnBot.join(door, pass);
    await expect(act()).rejects.toThrow();
  }
  await finnBot.join(door);
  await finnBot.untilHeard(ann.id);
  await cidBot.forget();
  await stage.annIsHeard();
  expect(await cidBot.ear(finn.id)).toMatchObject({ audible: 0, played: 0, pictures: 0 });
});

/** Ben's case: from the call to the presentation. */
async function begins({ ann, cid }: Stage): Promise<void> {
  await done(ann.perform({ type: 'chooseCase', personId: ben.id }));
  await done(ben.perform({ type: 'acceptCase' }));
  await cid.seesRoom(({ phase }) => phase === 'caseCall'); // a view of an earlier silence must not be taken for this one's
  await done(ann.advance('caseCall', 'presentation'));
  await cid.seesRoom(({ phase }) => phase === 'presentation');
}
