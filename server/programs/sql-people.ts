// The people of a program in the records: one card each, found by its address. What a coordinator may do with it ends where its owner's begins.
import { sql } from 'kysely';
import type { ImportPreview, NewPerson, PersonChange, PersonRow, WaitingImport } from '../../shared/protocol/program/people.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import { confirmAddress, isStopped } from '../database/stopped-addresses.ts';
import type { CardEnded, People, SentFile } from '../ports/people.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import { accountOf, cardOfAddress, makeCard } from './cards.ts';
import { csvOf } from './csv-text.ts';
import { applyImport, previewOf, readImport, waitingImports } from './imports.ts';
import { inOne } from './in-one.ts';
import { noteAct } from './note-act.ts';
import { endSeat } from './seat-changes.ts';
import type { RosterParts } from './sql-new-group.ts';

export interface PeopleParts extends RosterParts {
  /** As it is kept; null for what is no zone. */
  readonly readZone: (name: string) => string | null;
}

/** Said of the address that stands there now, until a mail has gone there again; the answer begins with what it means: 5 is for good. */
const isReturned = sql<boolean>`exists (select 1 from mails where mails.person_id = people.id and mails.address = people.address
  and mails.state in ('refused', 'bounced') and mails.answer like '5%'
  and not exists (select 1 from mails later where later.address = mails.address and later.state = 'sent' and later.done_at > mails.done_at))`;

export class SqlPeople implements People {
  readonly #db: Database;
  readonly #parts: PeopleParts;

  constructor(db: Database, parts: PeopleParts) {
    this.#db = db;
    this.#parts = parts;
  }

  list(programId: string): Promise<readonly PersonRow[]> {
    return orFault(async () => {
      const [people, seats] = await Promise.all([
        this.#db
          .selectFrom('people')
          .where('program_id', '=', programId)
          .where('left_at', 'is', null)
          .orderBy(sql`lower(full_name)`)
          .orderBy('id')
          .select(['id', 'full_name as name', 'short_name as shortName', 'address', 'language', 'zone', 'workplace'])
          .select(sql<boolean>`proved_at is not null`.as('isProved'))
          .select(isReturned.as('isReturned'))
          .select(isStopped(sql.ref('people.address')).as('isStopped'))
          .execute(),
        this.#db
          .selectFrom('seats')
          .innerJoin('groups', 'groups.id', 'seats.group_id')
          .where('groups.program_id', '=', programId)
          .where('seats.left_at', 'is', null)
          .where('seats.meeting_id', 'is', null)
          .orderBy('groups.name')
          .select(['seats.person_id as personId', 'groups.id', 'groups.name', 'seats.role'])
          .execute(),
      ]);
      const groups = new Map<string, { id: string; name: string; role: string }[]>();
      for (const { personId, ...group } of seats) groups.set(personId, [...(groups.get(personId) ?? []), group]);
      return people.map((person) => ({ ...person, groups: groups.get(person.id) ?? [] }));
    });
  }

  add(programId: string, person: NewPerson, { accountId }: Changer) {
    return inOne(this.#db, async (records) => {
      if (person.address && (await cardOfAddress(records, programId, person.address)) !== null)
        return fault('address', 'address-taken');
      const id = await makeCard(records, programId, person);
      await noteAct(records, { programId, byAccount: accountId, act: 'person-added', object: id });
      return { id };
    });
  }

  change(programId: string, personId: string, change: PersonChange, { accountId }: Changer): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      const card = await records
        .selectFrom('people')
        .where('id', '=', personId)
        .where('program_id', '=', programId)
        .where('left_at', 'is', null)
        .select(['address', 'proved_at', 'account_id'])
        .forUpdate()
        .executeTakeFirst();
      if (!card) return new Refused('not-found');
      const { name, shortName, address, language, zone, workplace, addressIsRight } = change;
      if (address !== undefined && address !== card.address) {
        // A card of somebody's own that has no address yet is as much theirs.
        const isTheirs = card.proved_at !== null || (card.account_id !== null && card.address === null);
        if (isTheirs) return fault('address', 'address-proved');
        if (address !== null && (await cardOfAddress(records, programId, address)) !== null)
          return fault('address', 'address-taken');
      }
      const answeredFor = address ?? card.address;
      if (addressIsRight && answeredFor !== null && (await confirmAddress(records, answeredFor)))
        await noteAct(records, { programId, byAccount: accountId, act: 'address-confirmed', object: personId });
      const said = { full_name: name, short_name: shortName, address, language, zone, workplace };
      const set = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
      if (Object.keys(set).length === 0) return null;
      const isMoved = address !== undefined && address !== card.address;
      const whose = isMoved ? { account_id: address === null ? null : accountOf(address) } : {};
      await records
        .updateTable('people')
        .set({ ...set, ...whose })
        .where('id', '=', personId)
        .execute();
      const act = isMoved ? 'address-changed' : 'person-changed';
      await noteAct(records, { programId, byAccount: accountId, act, object: personId });
      return null;
    });
  }

  end(programId: string, personId: string, by: Changer): Promise<CardEnded | Refused> {
    return inOne(this.#db, async (records) => {
      const ended = await records
        .updateTable('people')
        .set({ left_at: new Date(this.#parts.clock.now()) })
        .where('id', '=', personId)
        .where('program_id', '=', programId)
        .where('left_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!ended) return new Refused('not-found');
      const seats = await records
        .selectFrom('seats')
        .where('person_id', '=', personId)
        .where('left_at', 'is', null)
        .select(['ref', 'group_id as groupId'])
        .execute();
      for (const seat of seats) {
        const done = await endSeat(records, this.#parts, seat, by);
        // A guest's seat whose meeting is over is no seat any more.
        if (done instanceof Refused && done.code !== 'not-found') return done;
      }
      await noteAct(records, { programId, byAccount: by.accountId, act: 'person-ended', object: personId });
      return { seats: seats.map(({ ref }) => ref), groups: [...new Set(seats.map(({ groupId }) => groupId))] };
    });
  }

  async asCsv(programId: string): Promise<string> {
    const people = await this.list(programId);
    const head = ['name', 'short name', 'address', 'language', 'zone', 'workplace', 'groups'];
    return csvOf([
      head,
      ...people.map(({ groups, ...one }) => [
        ...[one.name, one.shortName, one.address, one.language, one.zone, one.workplace],
        groups.map(({ name, role }) => `${name} (${role})`).join('; '),
      ]),
    ]);
  }

  readImport(programId: string, file: SentFile, by: Changer): Promise<ImportPreview | Refused> {
    return inOne(this.#db, (records) => readImport(records, this.#parts, programId, file, by));
  }

  waitingImports(programId: string): Promise<readonly WaitingImport[]> {
    return orFault(() => waitingImports(this.#db, programId, this.#parts.clock.now()));
  }

  import(programId: string, importId: string): Promise<ImportPreview | Refused> {
    return inOne(this.#db, (records) => previewOf(records, programId, importId));
  }

  applyImport(programId: string, importId: string, by: Changer) {
    return inOne(this.#db, (records) => applyImport(records, this.#parts, programId, importId, by));
  }
}
