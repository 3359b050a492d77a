// A program's mails as its coordinators see them: to whom, of what kind and how far, never what one says. And how one is sent anew.
import { sql, type Transaction } from 'kysely';
import type { GroupMailRow, MailRow, MailState } from '../../shared/protocol/program/mails.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import { confirmAddress, isStopped } from '../database/stopped-addresses.ts';
import type { Tables } from '../database/tables.ts';
import type { ProgramMails } from '../ports/mail.ts';
import { noteAct } from '../programs/note-act.ts';
import { calendarKinds } from './notices.ts';
import type { SqlOutbox } from './sql-outbox.ts';

const most = 500;

type Row = Pick<Tables['mails'], 'id' | 'kind' | 'about' | 'state' | 'program_id' | 'group_id' | 'person_id' | 'address'>;

export interface ProgramMailsParts {
  readonly db: Database;
  /** Null: nothing is sent here. */
  readonly outbox: SqlOutbox | null;
}

/** Said of the address to which it would go now. */
const isAddressStopped = isStopped(sql`coalesce(people.address, mails.address)`);

export class SqlProgramMails implements ProgramMails {
  readonly #db: Database;
  readonly #outbox: SqlOutbox | null;

  constructor({ db, outbox }: ProgramMailsParts) {
    this.#db = db;
    this.#outbox = outbox;
  }

  mails(programId: string, state?: MailState): Promise<readonly MailRow[]> {
    return orFault(async () => {
      const rows = await this.#db
        .selectFrom('mails')
        .leftJoin('groups', 'groups.id', 'mails.group_id')
        .leftJoin('people', 'people.id', 'mails.person_id')
        .where('mails.program_id', '=', programId)
        .$if(state !== undefined, (query) => query.where('mails.state', '=', state as MailState))
        .orderBy('mails.made_at', 'desc')
        .orderBy('mails.id')
        .limit(most)
        .select(['mails.id', 'mails.kind', 'mails.about', 'mails.state', 'mails.program_id', 'mails.group_id', 'mails.person_id'])
        .select(['mails.address', 'mails.made_at', 'mails.done_at', 'mails.answer', 'mails.delays', 'groups.name as groupName'])
        .select(isAddressStopped.as('isStopped'))
        .execute();
      return rows.map((row) => ({
        ...{
          id: row.id,
          kind: row.kind,
          address: row.address,
          groupName: row.groupName,
          state: row.state,
          answer: row.answer,
          delays: row.delays,
        },
        ...{ madeAt: row.made_at.getTime(), doneAt: row.done_at?.getTime() ?? null, maySendAgain: this.#maySendAgain(row) },
        isStopped: row.isStopped,
      }));
    });
  }

  ofGroup(groupId: string): Promise<readonly GroupMailRow[]> {
    return orFault(async () => {
      const rows = await this.#db
        .selectFrom('mails')
        .where('group_id', '=', groupId)
        .groupBy(['kind', 'state'])
        .select((eb) => ['kind', 'state', eb.fn.countAll().as('count'), eb.fn.max('made_at').as('last')])
        .orderBy('last', 'desc')
        .orderBy('kind')
        .orderBy('state')
        .execute();
      return rows.map(({ kind, state, count, last }) => ({ kind, state, count: Number(count), lastAt: last.getTime() }));
    });
  }

  again(programId: string, mailId: string, byAccount: string): ReturnType<ProgramMails['again']> {
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const mail = await records
          .selectFrom('mails')
          .select(['id', 'kind', 'about', 'state', 'program_id', 'group_id', 'person_id', 'address'])
          .where('id', '=', mailId)
          .where('program_id', '=', programId)
          .forUpdate()
          .executeTakeFirst();
        if (!mail) return null;
        if (!this.#maySendAgain(mail) || !(await this.#queueAgain(records, mail))) return 'not-now';
        // Whoever sends it all the same says that the address is right.
        await confirmAddress(records, await addressNow(records, mail));
        await noteAct(records, { programId, groupId: mail.group_id, byAccount, act: 'mail-again', object: mail.id });
        return 'queued';
      }),
    );
  }

  async #queueAgain(records: Transaction<Tables>, mail: Row): Promise<boolean> {
    const { id, kind, about, program_id, group_id, person_id, address } = mail;
    const [outbox, ref] = [this.#outbox, about.split(':')[0] ?? ''];
    if (outbox !== null && kind === 'coordinator' && program_id !== null)
      return outbox.coordinatorAgain(records, { id, about, programId: program_id, address });
    if (outbox === null || group_id === null || person_id === null) return false;
    if (kind !== 'personalLink') return outbox.datesAgain(records, { id, kind, groupId: group_id, personId: person_id });
    await outbox.personalLink(records, ref);
    return true;
  }

  /** A link that signs in is asked for anew by whoever needs it; a reminder comes too late. */
  #maySendAgain({ kind, state, group_id, person_id }: Row): boolean {
    const isOver = state === 'refused' || state === 'bounced' || state === 'stopped' || state === 'unsure';
    const isToSeat = kind === 'personalLink' || calendarKinds.some((one) => one === kind);
    const canBe = kind === 'coordinator' || (isToSeat && group_id !== null && person_id !== null);
    return this.#outbox !== null && isOver && canBe;
  }
}

/** Where it would go now: to the address that its person has, else to the same. */
async function addressNow(records: Transaction<Tables>, { person_id, address }: Row): Promise<string> {
  if (person_id === null) return address;
  const person = await records.selectFrom('people').where('id', '=', person_id).select('address').executeTakeFirst();
  return person?.address ?? address;
}
