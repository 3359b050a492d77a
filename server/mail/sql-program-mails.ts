// A program's mails as its coordinators see them: to whom, of what kind and how far, never what one says. And how one is sent anew.
import type { Transaction } from 'kysely';
import type { MailRow, MailState } from '../../shared/protocol/program/mails.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import type { ProgramMails } from '../ports/mail.ts';
import { noteAct } from '../programs/note-act.ts';
import { calendarKinds } from './notices.ts';
import type { SqlOutbox } from './sql-outbox.ts';

const most = 500;

type Row = Pick<Tables['mails'], 'id' | 'kind' | 'about' | 'state' | 'group_id' | 'person_id'>;

export interface ProgramMailsParts {
  readonly db: Database;
  /** Null: nothing is sent here. */
  readonly outbox: SqlOutbox | null;
}

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
        .where('mails.program_id', '=', programId)
        .$if(state !== undefined, (query) => query.where('mails.state', '=', state as MailState))
        .orderBy('mails.made_at', 'desc')
        .orderBy('mails.id')
        .limit(most)
        .select(['mails.id', 'mails.kind', 'mails.about', 'mails.state', 'mails.group_id', 'mails.person_id'])
        .select(['mails.address', 'mails.made_at', 'mails.done_at', 'mails.answer', 'groups.name as groupName'])
        .execute();
      return rows.map((row) => ({
        ...{ id: row.id, kind: row.kind, address: row.address, groupName: row.groupName, state: row.state, answer: row.answer },
        ...{ madeAt: row.made_at.getTime(), doneAt: row.done_at?.getTime() ?? null, maySendAgain: this.#maySendAgain(row) },
      }));
    });
  }

  again(programId: string, mailId: string, byAccount: string): ReturnType<ProgramMails['again']> {
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const mail = await records
          .selectFrom('mails')
          .select(['id', 'kind', 'about', 'state', 'group_id', 'person_id'])
          .where('id', '=', mailId)
          .where('program_id', '=', programId)
          .forUpdate()
          .executeTakeFirst();
        if (!mail) return null;
        if (!this.#maySendAgain(mail) || !(await this.#queueAgain(records, mail))) return 'not-now';
        await noteAct(records, { programId, groupId: mail.group_id, byAccount, act: 'mail-again', object: mail.id });
        return 'queued';
      }),
    );
  }

  async #queueAgain(records: Transaction<Tables>, { id, kind, about, group_id, person_id }: Row): Promise<boolean> {
    const [outbox, ref] = [this.#outbox, about.split(':')[0] ?? ''];
    if (outbox === null || group_id === null || person_id === null) return false;
    if (kind !== 'personalLink') return outbox.datesAgain(records, { id, kind, groupId: group_id, personId: person_id });
    await outbox.personalLink(records, ref);
    return true;
  }

  /** A link that signs in is asked for anew by whoever needs it; a reminder comes too late. */
  #maySendAgain({ kind, state, group_id, person_id }: Row): boolean {
    const isOver = state === 'refused' || state === 'unsure';
    const canBe = kind === 'personalLink' || calendarKinds.some((one) => one === kind);
    return this.#outbox !== null && isOver && canBe && group_id !== null && person_id !== null;
  }
}
