// Finds every row about somebody, by the register alone, and tells of each what may be told: no secret, and nothing of anybody else.
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Kept, KeptFact, KeptKind, KeptRow } from '../../shared/protocol/program/kept.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import { isAbout, type Subject, withoutDoers } from './subject.ts';

type Records = Database | Transaction<Tables>;
type Row = Readonly<Record<string, unknown>>;

interface FoundRows {
  readonly table: string;
  readonly kind: Kind;
  readonly rows: readonly Row[];
}

/** Named so in no table. */
const untilColumn = 'kept_until';

/** `own`: those about the person, without those in which they only did something. */
export async function rowsAbout(records: Records, subject: Subject, own = false): Promise<readonly FoundRows[]> {
  const found: FoundRows[] = [];
  for (const [table, kind] of Object.entries(kinds) as [keyof Tables, Kind][]) {
    const about = isAbout(table, own ? withoutDoers(kind) : kind, subject);
    if (about === null) continue;
    const until: RawBuilder<Date | null> = kind.until ?? sql<Date | null>`null::timestamptz`;
    const { rows } = await sql<Row>`select ${sql.table(table)}.*, ${until} as ${sql.ref(untilColumn)}
      from ${sql.table(table)} where ${about} order by 1, 2`.execute(records);
    if (rows.length > 0) found.push({ table, kind, rows });
  }
  return found;
}

export async function keptOf(records: Records, subject: Subject, now: number): Promise<Kept> {
  return told(records, await rowsAbout(records, subject), subject, now);
}

/** Of one group, and of the card only what others in the circle see (R11.1). */
export async function keptOfSeat(records: Records, seat: Subject, groupId: string, now: number): Promise<Kept> {
  const found = (await rowsAbout(records, seat)).filter(({ kind }) => kind.bySeat);
  const places = await placesOf(
    records,
    found.flatMap(({ rows }) => rows),
  );
  const here = found.map(({ table, kind, rows }) => ({
    ...{ table, kind: table === 'people' ? { ...kind, columns: nameAlone } : kind },
    rows: rows.filter((row) => (places.groupOf(row) ?? groupId) === groupId),
  }));
  return told(
    records,
    here.filter(({ rows }) => rows.length > 0),
    seat,
    now,
  );
}

const nameAlone = { full_name: 'says', short_name: 'says' } as const;

async function told(records: Records, found: readonly FoundRows[], subject: Subject, now: number): Promise<Kept> {
  const places = await placesOf(
    records,
    found.flatMap(({ rows }) => rows),
  );
  const toldKinds = found.flatMap(({ table, kind, rows }): KeptKind[] => {
    if (kind.erased === 'nothing') return [];
    const one = (row: Row): KeptRow => {
      const until = row[untilColumn];
      return { until: until instanceof Date ? until.getTime() : null, facts: factsOf(row, kind, subject, places) };
    };
    return [{ kind: table, erased: kind.erased, rows: rows.map(one) }];
  });
  return { kinds: toldKinds, at: now };
}

function factsOf(row: Row, kind: Kind, subject: Subject, places: Places): readonly KeptFact[] {
  const own = [...subject.cards, ...subject.accounts, ...subject.seats, ...subject.addresses];
  const isToldTo = kind.toldTo === undefined || own.includes(String(row[kind.toldTo]));
  const facts: KeptFact[] = [];
  for (const [column, is] of Object.entries(kind.columns)) {
    const value = row[column];
    if (value === null || value === undefined || is === 'hidden') continue;
    if (is === 'address' && subject.addresses.includes(String(value))) facts.push({ name: column, value: String(value) });
    if ((is !== 'says' && is !== 'goes') || !isToldTo) continue;
    facts.push(...(places.factsOf(column, String(value)) ?? [factOf(column, value)]));
  }
  return facts;
}

function factOf(name: string, value: unknown): KeptFact {
  if (value instanceof Date) return { name, value: value.getTime(), isMoment: true };
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return { name, value };
  return { name, value: JSON.stringify(value) };
}

interface Places {
  /** What an id of this column stands for; null for a column that holds none. */
  factsOf(column: string, id: string): readonly KeptFact[] | null;
  groupOf(row: Row): string | null;
}

/** The names and dates of whatever these rows refer to. */
async function placesOf(records: Records, rows: readonly Row[]): Promise<Places> {
  const idsIn = (column: string) => [
    ...new Set(rows.map((row) => row[column]).filter((id): id is string => typeof id === 'string')),
  ];
  const orNobody = (ids: readonly string[]) => (ids.length === 0 ? [''] : [...ids]);
  const [groups, series, meetings, programs, contracts] = await Promise.all([
    records
      .selectFrom('groups')
      .where('id', 'in', orNobody(idsIn('group_id')))
      .select(['id', 'name'])
      .execute(),
    records
      .selectFrom('series')
      .innerJoin('groups', 'groups.id', 'series.group_id')
      .where('series.id', 'in', orNobody(idsIn('series_id')))
      .select(['series.id', 'groups.name', 'groups.id as groupId'])
      .execute(),
    records
      .selectFrom('meetings')
      .innerJoin('series', 'series.id', 'meetings.series_id')
      .innerJoin('groups', 'groups.id', 'series.group_id')
      .where('meetings.id', 'in', orNobody(idsIn('meeting_id')))
      .select(['meetings.id', 'meetings.starts_at', 'groups.name', 'groups.id as groupId'])
      .execute(),
    records
      .selectFrom('programs')
      .where('id', 'in', orNobody(idsIn('program_id')))
      .select(['id', 'name'])
      .execute(),
    records
      .selectFrom('contracts')
      .where('id', 'in', orNobody(idsIn('contract_id')))
      .select(['id', 'version'])
      .execute(),
  ]);
  const facts = new Map<string, readonly KeptFact[]>();
  const put = (column: string, id: string, ...said: KeptFact[]) => facts.set(`${column} ${id}`, said);
  for (const { id, name } of groups) put('group_id', id, { name: 'group', value: name });
  for (const { id, name } of series) put('series_id', id, { name: 'group', value: name });
  for (const { id, name } of programs) put('program_id', id, { name: 'program', value: name });
  for (const { id, version } of contracts) put('contract_id', id, { name: 'version', value: version });
  for (const { id, name, starts_at } of meetings)
    put('meeting_id', id, { name: 'group', value: name }, { name: 'meeting', value: starts_at.getTime(), isMoment: true });
  const groupsOf = new Map([...series, ...meetings].map(({ id, groupId }) => [id, groupId]));
  return {
    factsOf: (column, id) => facts.get(`${column} ${id}`) ?? null,
    groupOf: (row) => (row.group_id as string | undefined) ?? groupsOf.get(String(row.meeting_id ?? row.series_id)) ?? null,
  };
}
