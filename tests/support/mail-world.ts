// A program with one group whose people can be mailed, in records that a test has opened, and what it takes to plan and move its meetings.
import type { Transaction } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writeForm } from '../../server/groups/stored-form.ts';
import { presets } from '../../shared/ritual/forms.ts';
import type { Role } from '../../shared/ritual/roles.ts';

interface MailPerson {
  readonly name: string;
  readonly address: string | null;
  readonly role?: Role;
  readonly language?: string;
  readonly zone?: string;
  readonly reminders?: 'both' | 'day' | 'hours' | 'none';
}

export interface MailWorld {
  readonly program: string;
  readonly group: string;
  /** By name. */
  readonly seats: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
  plan(startsAt: readonly number[]): Promise<string[]>;
  /** As a moved date is written: another hour, a higher sequence. */
  move(meeting: string, startsAt: number): Promise<void>;
  cancel(meeting: string): Promise<void>;
  within<T>(act: (records: Transaction<Tables>) => Promise<T>): Promise<T>;
}

export async function mailWorld(db: Database, now: number, people: readonly MailPerson[]): Promise<MailWorld> {
  const [program, group, series] = [newId(), newId(), newId()];
  const at = new Date(now);
  await db
    .insertInto('programs')
    .values({ id: program, name: 'Family medicine', language: 'en', zone: 'America/Denver', made_at: at, closed_at: null })
    .execute();
  await db
    .insertInto('groups')
    .values({ id: group, name: `Tuesday group ${group.slice(0, 4)}`, program_id: program, zone: 'America/Denver', made_at: at })
    .execute();
  await db
    .insertInto('series')
    .values({
      ...{
        id: series,
        group_id: group,
        form: writeForm(presets.Hungarian),
        contract: '',
        meeting_minutes: 90,
        meets_freely: false,
      },
      ...{ created_at: at, zone: 'America/Denver' },
    })
    .execute();
  const ids = Object.fromEntries(people.map(({ name }) => [name, { person: newId(), seat: newId() }]));
  const idsOf = (name: string) => ids[name] ?? { person: '', seat: '' };
  await db
    .insertInto('people')
    .values(
      people.map(({ name, address, language, zone, reminders }) => ({
        ...{ id: idsOf(name).person, full_name: name, short_name: name, program_id: program, address },
        ...{ language: language ?? null, zone: zone ?? null, reminders: reminders ?? 'both' },
      })),
    )
    .execute();
  await db
    .insertInto('seats')
    .values(
      people.map(({ name, role = 'member' }, position) => ({
        ...{ ref: idsOf(name).seat, group_id: group, person_id: idsOf(name).person, position, role },
        ...{ credential: null, meeting_id: null, standing: null, joined_at: at, left_at: null },
      })),
    )
    .execute();
  const change = (meeting: string, values: Partial<Pick<Tables['meetings'], 'starts_at' | 'ends_at' | 'cancelled_at'>>) =>
    db
      .updateTable('meetings')
      .set((eb) => ({ ...values, sequence: eb('sequence', '+', 1) }))
      .where('id', '=', meeting)
      .execute();
  return {
    ...{ program, group },
    seats: Object.fromEntries(people.map(({ name }) => [name, idsOf(name).seat])),
    people: Object.fromEntries(people.map(({ name }) => [name, idsOf(name).person])),
    async plan(startsAt) {
      const rows = startsAt.map((start) => ({
        ...{ id: newId(), series_id: series, starts_at: new Date(start), ends_at: new Date(start + 90 * 60_000), closed_at: null },
        // The instants are what these tests are about: no rules of a zone move them.
        ...{ local_start: '2027-03-16T19:00', zone: 'America/Denver', tz_data: '9999z' },
      }));
      await db.insertInto('meetings').values(rows).execute();
      return rows.map(({ id }) => id);
    },
    async move(meeting, startsAt) {
      await change(meeting, { starts_at: new Date(startsAt), ends_at: new Date(startsAt + 90 * 60_000) });
    },
    async cancel(meeting) {
      await change(meeting, { cancelled_at: at });
    },
    within: (act) => db.transaction().execute(act),
  };
}
