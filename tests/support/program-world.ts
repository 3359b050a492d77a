// A program with one group in which every role sits, and a foreign one beside it; each person signs in with an account of their own.
// `signIn` knows them by a cookie of the tests, so that roles are tried without the ways of signing in.
import type { Database } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import { writeForm } from '../../server/groups/stored-form.ts';
import type { AccountOfRequest, ProgramRole } from '../../server/ports/programs.ts';
import { presets } from '../../shared/ritual/forms.ts';
import type { Role } from '../../shared/ritual/roles.ts';

/** Somebody signed in who is nobody here, too. */
export type Somebody = Exclude<ProgramRole, 'signedIn'> | 'nobody';

type Standing = 'candidate' | 'supervisor' | null;
const circle: readonly (readonly [Somebody, Role, Standing])[] = [
  ['leader', 'leader', null],
  ['coLeader', 'coLeader', null],
  ['leaderInTraining', 'coLeader', 'candidate'],
  ['member', 'member', null],
  ['observer', 'observer', null],
  ['supervisor', 'observer', 'supervisor'],
];

export interface World {
  readonly program: string;
  readonly group: string;
  readonly series: string;
  readonly meeting: string;
  readonly seats: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
  readonly accounts: Readonly<Record<Somebody, string>>;
}

export const everybody: readonly Somebody[] = ['coordinator', ...circle.map(([who]) => who), 'nobody'];

export const signInByTestCookie: AccountOfRequest = {
  async accountOfRequest(cookies) {
    const [, accountId] = /(?:^|;\s*)br_test=([0-9a-f]{18})/.exec(cookies ?? '') ?? [];
    return accountId === undefined ? null : { accountId };
  },
};

export const cookieOf = (world: World, who: Somebody) => `br_test=${world.accounts[who]}`;

export async function makeWorld(db: Database, name: string, now: number): Promise<World> {
  const [program, group, series, meeting] = [newId(), newId(), newId(), newId()];
  const at = new Date(now);
  await db
    .insertInto('programs')
    .values({ id: program, name, language: 'en', zone: 'Europe/Berlin', made_at: at, closed_at: null })
    .execute();
  const accounts = Object.fromEntries(everybody.map((who) => [who, newId()])) as Record<Somebody, string>;
  const addressOf = (who: Somebody) => `${who.toLowerCase()}.${program}@example.org`;
  await db
    .insertInto('accounts')
    .values(Object.values(accounts).map((id) => ({ id, language: 'en', zone: null, created_at: at, closed_at: null })))
    .execute();
  await db
    .insertInto('account_addresses')
    .values(everybody.map((who) => ({ address: addressOf(who), account_id: accounts[who], proved_at: at })))
    .execute();
  await db
    .insertInto('program_staff')
    .values({ program_id: program, address: addressOf('coordinator'), role: 'coordinator', invited_at: at, ended_at: null })
    .execute();
  await db
    .insertInto('groups')
    .values({ id: group, name: `${name} group`, program_id: program, made_at: at })
    .execute();
  await db
    .insertInto('series')
    .values({
      ...{ id: series, group_id: group, form: writeForm(presets['ANZ-UK 90/2']), contract: 'What is said here stays here.' },
      ...{ meeting_minutes: 90, meets_freely: true, created_at: at },
    })
    .execute();
  await db
    .insertInto('meetings')
    .values({ id: meeting, series_id: series, starts_at: at, ends_at: new Date(now + 90 * 60_000), closed_at: null })
    .execute();
  const people = Object.fromEntries(circle.map(([who]) => [who, newId()]));
  const seats = Object.fromEntries(circle.map(([who]) => [who, newId()]));
  const person = ([who]: (typeof circle)[number]) => ({
    ...{ id: people[who] ?? '', full_name: `${who} Surname`, short_name: who },
    ...{ program_id: program, address: addressOf(who), proved_at: at },
  });
  await db.insertInto('people').values(circle.map(person)).execute();
  const seat = ([who, role, standing]: (typeof circle)[number], position: number) => ({
    ...{ ref: seats[who] ?? '', group_id: group, person_id: people[who] ?? '', position, role, standing },
    ...{ credential: null, meeting_id: null, joined_at: at },
  });
  await db.insertInto('seats').values(circle.map(seat)).execute();
  return { program, group, series, meeting, seats, people, accounts };
}
