// A roster from a file: read and kept with each line's fault, then applied exactly as it was shown, whole, once, or not at all.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { ImportPreview, WaitingImport } from '../../shared/protocol/program/people.ts';
import { roomFor } from '../../shared/ritual/form-faults.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { seatHolds } from '../groups/guest-seats.ts';
import type { SentFile } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import { decodeRoster, encodings, isEncoding } from './decode-roster.ts';
import { readable } from './form-change.ts';
import { type Around, type KnownGroup, type PlannedRow, planRows } from './import-rows.ts';
import type { Records } from './in-one.ts';
import { noteAct } from './note-act.ts';
import { type RosterFault, type RosterLine, readRoster } from './read-roster.ts';
import type { RosterParts } from './sql-new-group.ts';

interface ImportParts extends RosterParts {
  readonly readZone: Around['readZone'];
}

/** What the records keep of one: the lines as they were read, to be matched again when they are applied. One of another version is not known here. */
interface Kept {
  readonly version: typeof keptVersion;
  readonly encoding: string;
  readonly lines: readonly RosterLine[];
  readonly rows: readonly PlannedRow[];
}

const keptMs = 24 * 3_600_000;
const keptVersion = 2;
const mostWaiting = 20;

export async function readImport(
  records: Records,
  parts: ImportParts,
  programId: string,
  { bytes, encoding }: SentFile,
  { accountId }: Changer,
): Promise<ImportPreview | Refused> {
  if (encoding !== null && !isEncoding(encoding)) return new Refused('faults', [{ path: 'encoding', code: 'unknown' }]);
  const program = await records.selectFrom('programs').select('language').where('id', '=', programId).executeTakeFirstOrThrow();
  const decoded = decodeRoster(bytes, encoding, program.language);
  const read =
    'text' in decoded ? readRoster(decoded.text) : { lines: [], faults: [{ line: 1, column: null, code: decoded.fault }] };
  const planned = planRows(read.lines, await around(records, parts, programId));
  const kept: Kept = { version: keptVersion, encoding: decoded.encoding, lines: read.lines, rows: planned.rows };
  const faults = [...read.faults, ...planned.faults].sort((one, other) => one.line - other.line);
  const [id, now] = [newId(), parts.clock.now()];
  const expiresAt = now + keptMs;
  await records.deleteFrom('imports').where('expires_at', '<', new Date(now)).execute();
  await records
    .insertInto('imports')
    .values({
      ...{ id, program_id: programId, made_by: accountId, made_at: new Date(now), expires_at: new Date(expiresAt) },
      ...{ rows: JSON.stringify(kept), faults: JSON.stringify(faults), applied_at: null },
    })
    .execute();
  return shown({ id, kept, faults, isApplied: false, expiresAt });
}

export async function previewOf(records: Records, programId: string, importId: string): Promise<ImportPreview | Refused> {
  const found = await records
    .selectFrom('imports')
    .where('id', '=', importId)
    .where('program_id', '=', programId)
    .select(['rows', 'faults', 'applied_at', 'expires_at'])
    .executeTakeFirst();
  if (!found || (found.rows as Kept).version !== keptVersion) return new Refused('not-found');
  const [kept, faults] = [found.rows as Kept, found.faults as RosterFault[]];
  const expiresAt = found.expires_at.getTime();
  return shown({ id: importId, kept, faults, isApplied: found.applied_at !== null, expiresAt });
}

/** Read and not applied, newest first. */
export async function waitingImports(db: Database, programId: string, now: number): Promise<readonly WaitingImport[]> {
  const rows = await db
    .selectFrom('imports')
    .where('program_id', '=', programId)
    .where('applied_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where(sql<boolean>`rows->>'version' = ${String(keptVersion)}`)
    .orderBy('made_at', 'desc')
    .limit(mostWaiting)
    .select(['id', 'made_at', 'expires_at'])
    .select(sql<number>`jsonb_array_length(rows->'rows')`.as('count'))
    .select(sql<number>`jsonb_array_length(faults)`.as('faults'))
    .execute();
  return rows.map(({ made_at, expires_at, ...row }) => ({
    ...row,
    madeAt: made_at.getTime(),
    expiresAt: expires_at.getTime(),
  }));
}

interface Shown extends Pick<ImportPreview, 'id' | 'isApplied' | 'expiresAt'> {
  readonly kept: Kept;
  readonly faults: readonly RosterFault[];
}

function shown({ kept, ...rest }: Shown): ImportPreview {
  const rows = kept.rows.map(({ personId: _, shortName: __, seats, ...row }) => ({
    ...row,
    seats: seats.map(({ group, role }) => ({ group, role })),
  }));
  return { ...rest, encoding: kept.encoding, encodings, rows, count: rows.length };
}

export async function applyImport(
  records: Records,
  parts: ImportParts,
  programId: string,
  importId: string,
  { accountId }: Changer,
) {
  const now = parts.clock.now();
  const found = await records
    .selectFrom('imports')
    .where('id', '=', importId)
    .where('program_id', '=', programId)
    .select(['rows', 'faults', 'applied_at', 'expires_at'])
    .forUpdate()
    .executeTakeFirst();
  if (!found) return new Refused('not-found');
  if (found.applied_at !== null || (found.rows as Kept).version !== keptVersion || found.expires_at.getTime() <= now)
    return new Refused('stale');
  if ((found.faults as RosterFault[]).length > 0) return new Refused('not-allowed-now');
  await records.selectFrom('groups').select('id').where('program_id', '=', programId).orderBy('id').forUpdate().execute();
  const { lines, rows } = found.rows as Kept;
  const again = planRows(lines, await around(records, parts, programId));
  // Somebody has changed people or groups since it was shown.
  if (again.faults.length > 0 || !isDeepStrictEqual(again.rows, rows)) return new Refused('stale');
  const people = withIds(rows);
  await addPeople(
    records,
    programId,
    people.filter(({ does }) => does === 'adds'),
  );
  await changePeople(
    records,
    people.filter(({ does }) => does === 'changes'),
  );
  const groups = await giveSeats(records, parts, people, now);
  await records
    .updateTable('imports')
    .set({ applied_at: new Date(now) })
    .where('id', '=', importId)
    .execute();
  await noteAct(records, { programId, byAccount: accountId, act: 'people-imported', object: importId });
  return { groups };
}

type Person = PlannedRow & { readonly personId: string };

/** Lines of the same person have one card. */
function withIds(rows: readonly PlannedRow[]): readonly Person[] {
  const byLine = new Map<number, string>();
  return rows.map((row) => {
    const personId = row.personId ?? (row.sameAs === null ? undefined : byLine.get(row.sameAs)) ?? newId();
    byLine.set(row.line, personId);
    return { ...row, personId };
  });
}

/** As one parameter: ten thousand rows have more columns than a statement may have. */
async function addPeople(records: Records, programId: string, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map(({ personId, name, shortName, address, language, zone, workplace }) => ({
    ...{ id: personId, full_name: name, short_name: shortName, program_id: programId },
    ...{ address, language, zone, workplace },
  }));
  await sql`insert into people (id, full_name, short_name, program_id, address, language, zone, workplace, account_id)
    select id, full_name, short_name, program_id, said.address, language, zone, workplace, account_addresses.account_id
    from json_populate_recordset(null::people, ${JSON.stringify(rows)}::json) as said
    left join account_addresses on account_addresses.address = said.address`.execute(records);
}

async function changePeople(records: Records, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map(({ personId, name, language, zone, workplace }) => ({
    ...{ id: personId, full_name: name, language, zone, workplace },
  }));
  await sql`update people set full_name = said.full_name, language = coalesce(said.language, people.language),
    zone = coalesce(said.zone, people.zone), workplace = coalesce(said.workplace, people.workplace)
    from json_populate_recordset(null::people, ${JSON.stringify(rows)}::json) as said where people.id = said.id`.execute(records);
}

async function giveSeats(records: Records, { mail }: RosterParts, people: readonly Person[], now: number): Promise<string[]> {
  const given = people.flatMap(({ personId, seats }) => seats.filter(({ isNew }) => isNew).map((seat) => ({ ...seat, personId })));
  const groups = [...new Set(given.map(({ groupId }) => groupId))];
  if (groups.length === 0) return [];
  const last = await records
    .selectFrom('seats')
    .where('group_id', 'in', groups)
    .groupBy('group_id')
    .select(['group_id as groupId', (eb) => eb.fn.max('position').as('position')])
    .execute();
  const next = new Map(last.map(({ groupId, position }) => [groupId, position + 1]));
  for (const { personId, groupId, role } of given) {
    const [ref, position] = [newId(), next.get(groupId) ?? 0];
    next.set(groupId, position + 1);
    await records
      .insertInto('seats')
      .values({
        ...{ ref, group_id: groupId, person_id: personId, position, role, standing: null },
        ...{ credential: null, meeting_id: null, joined_at: new Date(now) },
      })
      .execute();
    await mail.personalLink(records, ref);
    await mail.seatChanged(records, ref);
  }
  return groups;
}

async function around(records: Records, { clock, readZone }: ImportParts, programId: string): Promise<Around> {
  const people = await records
    .selectFrom('people')
    .where('program_id', '=', programId)
    .where('left_at', 'is', null)
    .orderBy('id')
    .select(['id', 'full_name as name', 'address', 'language', 'zone', 'workplace'])
    .execute();
  const groups = await records
    .selectFrom('groups')
    .where('program_id', '=', programId)
    .where('closed_at', 'is', null)
    .select(['id', 'name'])
    .select(sql<unknown>`(select form from series where group_id = groups.id order by created_at desc limit 1)`.as('form'))
    .execute();
  const seats = await records
    .selectFrom('seats')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .where('groups.program_id', '=', programId)
    .where('seats.meeting_id', 'is', null)
    .where(seatHolds(clock.now()))
    .select(['seats.group_id as groupId', 'seats.person_id as personId', 'seats.role'])
    .execute();
  const withSeats = ({ id, name, form }: (typeof groups)[number]): KnownGroup => ({
    ...{ id, name, room: roomFor(readable(form)) },
    seats: seats.filter(({ groupId }) => groupId === id),
  });
  return { people, groups: groups.map(withSeats), readZone };
}
