// Puts groups with people, seats and sessions straight into the records, as many at once as a load needs. Everybody has accepted the contract.
import { hashOfSession, sealedSession } from '../../server/accounts/session-seal.ts';
import { openDatabase } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import { presets } from '../../shared/ritual/forms.ts';
import type { PersonPlan } from './rooms-driver.ts';

/** The secret of the servers that should know these people. */
export const seedSecret = 'a secret that the servers of this load share';

const meetingMinutes = 90;
/** A statement takes no more than 65,535 values. */
const groupsAtOnce = 100;

/** Answers with the people of each group in the order of the circle; the first two lead. */
export async function seedGroups(databaseUrl: string, sizes: readonly number[]): Promise<PersonPlan[][]> {
  const db = await openDatabase({ url: databaseUrl, onLostConnection: () => undefined });
  const now = Date.now();
  const made: PersonPlan[][] = [];
  try {
    for (let from = 0; from < sizes.length; from += groupsAtOnce) {
      const groups = sizes.slice(from, from + groupsAtOnce).map((size, i) => groupOf(size, from + i, now));
      await db
        .insertInto('groups')
        .values(groups.flatMap(({ group }) => group))
        .execute();
      await db
        .insertInto('people')
        .values(groups.flatMap(({ people }) => people))
        .execute();
      await db
        .insertInto('series')
        .values(groups.flatMap(({ series }) => series))
        .execute();
      await db
        .insertInto('seats')
        .values(groups.flatMap(({ seats }) => seats))
        .execute();
      await db
        .insertInto('meetings')
        .values(groups.flatMap(({ meeting }) => meeting))
        .execute();
      await db
        .insertInto('contract_acceptances')
        .values(groups.flatMap(({ accepted }) => accepted))
        .execute();
      await db
        .insertInto('sessions')
        .values(groups.flatMap(({ sessions }) => sessions))
        .execute();
      made.push(...groups.map(({ plan }) => plan));
    }
  } finally {
    await db.destroy();
  }
  return made;
}

function groupOf(size: number, number: number, now: number) {
  const [groupId, seriesId] = [newId(), newId()];
  const at = new Date(now);
  const plan = Array.from({ length: size }, () => {
    const ref = newId();
    return { ref, session: sealedSession(seedSecret, ref), personId: newId() };
  });
  return {
    plan,
    group: [{ id: groupId, name: `Group ${number}` }],
    people: plan.map(({ personId }, i) => ({ id: personId, full_name: `Person ${i} of ${number}`, short_name: `Person ${i}` })),
    series: [
      {
        id: seriesId,
        group_id: groupId,
        form: JSON.stringify(presets['ANZ-UK 90/2']),
        contract: 'What is said here stays here.',
        meeting_minutes: meetingMinutes,
        meets_freely: true,
        created_at: at,
      },
    ],
    seats: plan.map(({ ref, personId }, position) => ({
      ref,
      group_id: groupId,
      person_id: personId,
      position,
      role: position === 0 ? ('leader' as const) : position === 1 ? ('coLeader' as const) : ('member' as const),
      credential: null,
    })),
    meeting: [
      { id: newId(), series_id: seriesId, starts_at: at, ends_at: new Date(now + meetingMinutes * 60_000), closed_at: null },
    ],
    accepted: plan.map(({ personId }) => ({ series_id: seriesId, person_id: personId, accepted_at: at })),
    sessions: plan.map(({ ref, session }) => ({
      hash: hashOfSession(seedSecret, ref, session) ?? '',
      seat_ref: ref,
      created_at: at,
      revoked_at: null,
    })),
  };
}
