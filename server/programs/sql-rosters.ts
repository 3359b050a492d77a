// Groups as their coordinators and leaders make them, in the records. Each change is one transaction with its mails and its note.
import type { Closing } from '../../shared/protocol/program/closing.ts';
import type { FormView, NewForm } from '../../shared/protocol/program/forms.ts';
import type {
  ContractView,
  GivenSeat,
  GroupChange,
  GroupView,
  NewContract,
  NewGroup,
  NewPairNote,
  ObserverConsent,
  PairWarning,
  SaidConsent,
  SeatChange,
  SeatOrder,
} from '../../shared/protocol/program/groups.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Membership } from '../ports/records.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Changer, Rosters } from '../ports/rosters.ts';
import { closeGroup, closingOf, reopenGroup } from './closing.ts';
import { consentsOf, sayConsent } from './consents.ts';
import { contractView, writeContract } from './contract-versions.ts';
import { changeForm, formView } from './form-change.ts';
import { groupView } from './group-view.ts';
import { inOne } from './in-one.ts';
import { noteAct } from './note-act.ts';
import { endPairNote, notePair, warningsAmong } from './pair-warnings.ts';
import { changeSeat, endSeat, giveSeat, orderSeats } from './seat-changes.ts';
import { makeGroup, type RosterParts } from './sql-new-group.ts';

export class SqlRosters implements Rosters {
  readonly #db: Database;
  readonly #parts: RosterParts;

  constructor(db: Database, parts: RosterParts) {
    this.#db = db;
    this.#parts = parts;
  }

  make(programId: string | null, group: NewGroup, byAccount: string) {
    return inOne(this.#db, (records) => makeGroup(records, this.#parts, programId, group, byAccount));
  }

  view(groupId: string, by: Changer): Promise<GroupView> {
    return orFault(() => groupView(this.#db, groupId, by, this.#parts.clock.now(), this.#parts.mail.sends));
  }

  change(groupId: string, { name, language, zone, membership }: GroupChange, by: Changer): Promise<Refused | null> {
    const set = Object.fromEntries(Object.entries({ name, language, zone, membership }).filter(([, value]) => value !== undefined));
    return inOne(this.#db, async (records) => {
      await records.selectFrom('groups').select('id').where('id', '=', groupId).forUpdate().execute();
      if (name !== undefined) {
        const other = await records
          .selectFrom('groups as other')
          .innerJoin('groups as one', 'one.program_id', 'other.program_id')
          .where('one.id', '=', groupId)
          .where('other.id', '<>', groupId)
          .where('other.closed_at', 'is', null)
          .where((eb) => eb(eb.fn<string>('lower', ['other.name']), '=', eb.fn<string>('lower', [eb.val(name)])))
          .select('other.id')
          .executeTakeFirst();
        if (other) return fault('name', 'taken');
      }
      if (Object.keys(set).length > 0) await records.updateTable('groups').set(set).where('id', '=', groupId).execute();
      await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'group-changed', object: groupId });
      return null;
    });
  }

  give(groupId: string, seat: GivenSeat, by: Changer) {
    return inOne(this.#db, (records) => giveSeat(records, this.#parts, groupId, seat, by));
  }

  order(groupId: string, order: SeatOrder, by: Changer) {
    return inOne(this.#db, (records) => orderSeats(records, this.#parts, groupId, order, by));
  }

  changeSeat(groupId: string, ref: string, change: SeatChange, by: Changer) {
    return inOne(this.#db, (records) => changeSeat(records, this.#parts, { groupId, ref }, change, by));
  }

  endSeat(groupId: string, ref: string, by: Changer) {
    return inOne(this.#db, (records) => endSeat(records, this.#parts, { groupId, ref }, by));
  }

  closing(groupId: string): Promise<Closing> {
    return orFault(() => closingOf(this.#db, { groupId }, this.#parts.clock.now()));
  }

  close(groupId: string, from: Closing, by: Changer) {
    return inOne(this.#db, (records) => closeGroup(records, this.#parts, groupId, from, by));
  }

  reopen(groupId: string, by: Changer) {
    return inOne(this.#db, (records) => reopenGroup(records, groupId, by));
  }

  mailLink(groupId: string, ref: string, by: Changer): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      const seat = await records
        .selectFrom('seats')
        .innerJoin('people', 'people.id', 'seats.person_id')
        .where('seats.ref', '=', ref)
        .where('seats.group_id', '=', groupId)
        .where('seats.left_at', 'is', null)
        .select('people.address')
        .executeTakeFirst();
      if (!seat) return new Refused('not-found');
      if (seat.address === null) return fault('address', 'missing');
      await this.#parts.mail.personalLink(records, ref);
      await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'link-mailed', object: ref });
      return null;
    });
  }

  warningsAmong(programId: string, people: readonly string[]): Promise<readonly PairWarning[]> {
    return orFault(async () => {
      if (people.length === 0) return [];
      const own = await this.#db
        .selectFrom('people')
        .where('program_id', '=', programId)
        .where('id', 'in', people)
        .select('id')
        .execute();
      return warningsAmong(
        this.#db,
        own.map(({ id }) => id),
        false,
      );
    });
  }

  notePair(groupId: string, note: NewPairNote, by: Changer & { readonly personId: string | null }) {
    return inOne(this.#db, (records) => notePair(records, groupId, note, by, this.#parts.clock.now()));
  }

  endPairNote(groupId: string, noteId: string, by: Changer) {
    return inOne(this.#db, (records) => endPairNote(records, groupId, noteId, by, this.#parts.clock.now()));
  }

  form(groupId: string, by: Changer): Promise<FormView> {
    return orFault(() => formView(this.#db, groupId, by, this.#parts.clock.now()));
  }

  writeForm(groupId: string, form: NewForm, by: Changer) {
    return inOne(this.#db, (records) => changeForm(records, groupId, form, by, this.#parts.clock.now()));
  }

  contract(groupId: string, by: Changer): Promise<ContractView> {
    return orFault(() => contractView(this.#db, groupId, by));
  }

  writeContract(groupId: string, contract: NewContract, by: Changer) {
    return inOne(this.#db, (records) => writeContract(records, groupId, contract, by, this.#parts.clock.now()));
  }

  consents(seat: Membership): Promise<readonly ObserverConsent[]> {
    return orFault(() => consentsOf(this.#db, seat, this.#parts.clock.now()));
  }

  sayConsent(seat: Membership, said: SaidConsent) {
    return inOne(this.#db, (records) => sayConsent(records, seat, said, this.#parts.clock.now()));
  }
}
