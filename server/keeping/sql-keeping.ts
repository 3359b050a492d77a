// What is kept about somebody, in the records: seeing it, and having it erased.
import { sql } from 'kysely';
import type { ErasureView, Kept } from '../../shared/protocol/program/kept.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Erased, Keeping, OwnSeat } from '../ports/keeping.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { SignedIn } from '../ports/sign-in.ts';
import { inOne, type Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { clearFiles } from './clear-files.ts';
import { eraseSubject } from './erase.ts';
import { confirmation, erasureView, onlyCoordinatorOf, whatIsNeeded, word } from './erasure-view.ts';
import { keptOf, keptOfSeat } from './find-kept.ts';
import { type Subject, subjectOfAccount, subjectOfCard } from './subject.ts';

interface KeepingParts {
  readonly clock: Pick<Clock, 'now'>;
  /** The embedded database, whose journal is ours to clear. */
  readonly isOurs: boolean;
  /** What was deleted could not be cleared from the files yet; it is tried again. */
  notCleared(cause: unknown): void;
}

export class SqlKeeping implements Keeping {
  readonly #db: Database;
  readonly #parts: KeepingParts;

  constructor(db: Database, parts: KeepingParts) {
    this.#db = db;
    this.#parts = parts;
  }

  ofAccount(accountId: string): Promise<Kept> {
    return orFault(async () => keptOf(this.#db, await subjectOfAccount(this.#db, accountId), this.#parts.clock.now()));
  }

  ofSeat({ ref, personId, groupId }: OwnSeat): Promise<Kept> {
    const subject = { accounts: [], cards: [personId], seats: [ref], addresses: [], names: [], programs: [] };
    return orFault(() => keptOfSeat(this.#db, subject, groupId, this.#parts.clock.now()));
  }

  erasureOf({ accountId }: SignedIn): Promise<ErasureView> {
    return orFault(async () => erasureView(this.#db, await subjectOfAccount(this.#db, accountId)));
  }

  erasureOfSeat({ personId }: OwnSeat, held: readonly string[]): Promise<ErasureView> {
    return orFault(async () => {
      const { hasAccount, ...subject } = await subjectOfCard(this.#db, personId);
      const needs = hasAccount ? 'account' : await whatIsNeeded(this.#db, subject, held);
      // A link tells no address (R11.1).
      return { ...(await erasureView(this.#db, subject)), confirm: word, ...(needs && { needs }) };
    });
  }

  erase({ accountId }: SignedIn, confirm: string): Promise<Erased | Refused> {
    return this.#erase(async (records) => {
      await records.selectFrom('accounts').select('id').where('id', '=', accountId).forUpdate().execute();
      const subject = await subjectOfAccount(records, accountId);
      return confirm.toLowerCase() === confirmation(subject) ? subject : fault('confirm', 'wrong');
    });
  }

  eraseBySeat({ personId }: OwnSeat, held: readonly string[], confirm: string): Promise<Erased | Refused> {
    return this.#erase(async (records) => {
      // Nobody signs in to this card, nor gives it a seat, meanwhile.
      await records.selectFrom('people').select('id').where('id', '=', personId).forUpdate().execute();
      if (confirm.toLowerCase() !== word) return fault('confirm', 'wrong');
      const { hasAccount, ...subject } = await subjectOfCard(records, personId);
      return hasAccount || (await whatIsNeeded(records, subject, held)) !== null ? new Refused('not-allowed-now') : subject;
    });
  }

  async #erase(whom: (records: Records) => Promise<Subject | Refused>): Promise<Erased | Refused> {
    const now = this.#parts.clock.now();
    const done = await inOne(this.#db, async (records) => {
      // Neither of two who are each other's last fellow coordinator goes while the other does.
      await sql`select pg_advisory_xact_lock(hashtextextended('erasure', 0))`.execute(records);
      const subject = await whom(records);
      if (subject instanceof Refused) return subject;
      if ((await onlyCoordinatorOf(records, subject)).length > 0) return new Refused('not-allowed-now');
      const erased = await eraseSubject(records, subject, now);
      for (const programId of subject.programs) await noteAct(records, { programId, act: 'person-erased', object: programId });
      return erased;
    });
    if (!(done instanceof Refused)) await clearFiles(this.#db, this.#parts.isOurs).catch(this.#parts.notCleared);
    return done;
  }
}
