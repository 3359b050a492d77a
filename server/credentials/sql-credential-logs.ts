// Logs in the records: an account's own over all its cards, and those of the people it supervises.
import { sql } from 'kysely';
import type { ConfirmEntry, CredentialLog, LogEntry, NewLogEntry } from '../../shared/protocol/program/credential-log.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialLogs } from '../ports/credential-log.ts';
import { fault, Refused } from '../ports/refused.ts';
import { csvOf } from '../programs/csv-text.ts';
import { inOne, type Records } from '../programs/in-one.ts';
import { may } from '../programs/may.ts';
import { isCardOf } from '../programs/own-cards.ts';
import { roleOfSeat } from '../programs/role-of-seat.ts';
import { entriesOf } from './log-entries.ts';
import { whatBodiesAsk } from './what-bodies-ask.ts';
import { supervisionsOf, supervisorsOf } from './who-supervises.ts';

/** Whoever enters more than this has made a mistake. */
const mostEntries = 2000;
const columns = ['day', 'kind', 'minutes', 'cases', 'place', 'group', 'source', 'confirmed', 'confirmed_by', 'with'] as const;

export class SqlCredentialLogs implements CredentialLogs {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(db: Database, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#clock = clock;
  }

  log(accountId: string): Promise<CredentialLog> {
    return orFault(async () => {
      const cards = await cardsOf(this.#db, accountId);
      const entries = await entriesOf(this.#db, cards);
      const supervisions = await supervisionsOf(this.#db, cards);
      const supervised = new Map(
        supervisions.flatMap((each) => (cards.includes(each.supervisor.id) ? [[each.candidate.id, each] as const] : [])),
      );
      return {
        entries,
        requirements: whatBodiesAsk(entries, this.#today()),
        mayAdd: await mayWrite(this.#db, cards),
        supervisors: await supervisorsOf(this.#db, cards),
        supervised: await Promise.all(
          [...supervised.values()].map(async ({ groupId, candidate: { id, name }, supervisor }) => ({
            ...{ groupId, personId: id, name, asId: supervisor.id, entries: await entriesOf(this.#db, [id]) },
          })),
        ),
      };
    });
  }

  asCsv(accountId: string): Promise<string> {
    return orFault(async () => {
      const entries = await entriesOf(this.#db, await cardsOf(this.#db, accountId));
      return csvOf([columns, ...entries.map(rowOf)]);
    });
  }

  add(accountId: string, { kind, day, minutes, cases, place, withId = null }: NewLogEntry): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      if (!isDay(day)) return fault('day', 'unknown');
      if (day > this.#today()) return fault('day', 'future');
      const cards = await cardsOf(records, accountId);
      const supervisors = withId === null ? [] : await supervisorsOf(records, cards);
      if (withId !== null && (kind !== 'supervision' || supervisors.every(({ id }) => id !== withId)))
        return fault('withId', 'unknown');
      const card = await cardWith(records, cards, withId);
      if (card === undefined || !(await mayWrite(records, cards))) return new Refused('not-allowed-now');
      const { count } = await records
        .selectFrom('credential_entries')
        .where('person_id', 'in', [...cards])
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      if (Number(count) >= mostEntries) return fault('day', 'too-many');
      const isLed = kind === 'led' || kind === 'coLed' || kind === 'member';
      const values = {
        kind,
        minutes,
        place,
        with_id: withId,
        cases: isLed ? cases : null,
        id: newId(),
        person_id: card,
        on_day: day,
      };
      await records
        .insertInto('credential_entries')
        .values({ ...values, meeting_id: null, made_at: new Date(this.#clock.now()), confirmed_by: null, confirmed_at: null })
        .execute();
      return null;
    });
  }

  remove(accountId: string, id: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      const found = await records
        .selectFrom('credential_entries')
        .where('id', '=', id)
        .where('person_id', 'in', ['', ...(await cardsOf(records, accountId))])
        .where('meeting_id', 'is', null)
        .select('confirmed_at as confirmedAt')
        .forUpdate()
        .executeTakeFirst();
      if (found === undefined) return new Refused('not-found');
      if (found.confirmedAt !== null) return new Refused('not-allowed-now');
      await records.deleteFrom('credential_entries').where('id', '=', id).execute();
      return null;
    });
  }

  confirm(
    { groupId, accountId }: { readonly groupId: string; readonly accountId: string },
    personId: string,
    { id, source, minutes }: ConfirmEntry,
  ): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      const cards = await cardsOf(records, accountId);
      const supervision = (await supervisionsOf(records, cards)).find(
        (each) => each.groupId === groupId && each.candidate.id === personId && cards.includes(each.supervisor.id),
      );
      const entry = supervision && (await entriesOf(records, [personId])).find((each) => each.id === id && each.source === source);
      if (!supervision || !entry || cards.includes(personId)) return new Refused('not-found');
      if (entry.minutes !== minutes) return new Refused('stale');
      // Whoever was not there does not know.
      if (entry.withId !== null && entry.withId !== supervision.supervisor.id) return new Refused('not-allowed-now');
      const confirmed = { confirmed_by: supervision.supervisor.id, confirmed_at: new Date(this.#clock.now()) };
      if (source === 'own') {
        await records.updateTable('credential_entries').set(confirmed).where('id', '=', id).execute();
        return null;
      }
      await records
        .insertInto('credential_entries')
        .values({
          ...confirmed,
          ...seenOf(entry),
          id: newId(),
          person_id: personId,
          meeting_id: id,
          made_at: confirmed.confirmed_at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'meeting_id'])
            .where('meeting_id', 'is not', null)
            .doUpdateSet({ ...confirmed, ...seenOf(entry) }),
        )
        .execute();
      return null;
    });
  }

  #today(): string {
    return new Date(this.#clock.now()).toISOString().slice(0, 10);
  }
}

async function cardsOf(db: Database | Records, accountId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('people')
    .where(isCardOf(accountId))
    .where('erased_at', 'is', null)
    .orderBy('id')
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The card that this supervisor supervises, so that they find the entry with it; else the first. */
async function cardWith(records: Records, cards: readonly string[], supervisorId: string | null): Promise<string | undefined> {
  if (supervisorId === null) return cards[0];
  const found = await records
    .selectFrom('supervisions')
    .where('supervisor_id', '=', supervisorId)
    .where('candidate_id', 'in', ['', ...cards])
    .orderBy(sql`ended_at is not null`)
    .select('candidate_id')
    .executeTakeFirst();
  return found?.candidate_id;
}

/** Whoever leads or learns to, or once did. */
async function mayWrite(db: Database | Records, cards: readonly string[]): Promise<boolean> {
  const seats = await db
    .selectFrom('seats')
    .where('person_id', 'in', ['', ...cards])
    .select(['role', 'standing'])
    .execute();
  return seats.some((seat) => may(roleOfSeat(seat), 'write', 'credentialLog'));
}

function seenOf({ kind, day, minutes, cases, place }: LogEntry) {
  return { kind, on_day: day, minutes, cases, place };
}

function rowOf({
  day,
  kind,
  minutes,
  cases,
  place,
  group,
  source,
  isConfirmed,
  confirmedBy,
  with: supervisor,
}: LogEntry): readonly string[] {
  return [
    day,
    kind,
    String(minutes),
    cases === null ? '' : String(cases),
    place,
    group ?? '',
    source,
    isConfirmed ? 'yes' : 'no',
    confirmedBy ?? '',
    supervisor ?? '',
  ];
}

/** The 30th of February is none. */
function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
