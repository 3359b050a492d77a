// Writes one mail into the outbox, in the caller's transaction. The same notice is one row, however often it is asked for and by whichever server.
import { sql, type Transaction } from 'kysely';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import type { NoticeSeal } from './notice-seal.ts';
import type { SealedNotice } from './notices.ts';

const hour = 3_600_000;
/** A trial's mails can be read for so long. */
const trialHours = 7 * 24;

export interface QueuedMail extends SealedNotice {
  /** With the kind, the address and the sequence: what makes it one notice. */
  readonly about: string;
  readonly sequence: number;
  /** After this it is of no use to anybody. */
  readonly expiresAt: number;
  readonly programId?: string | null;
  readonly groupId?: string | null;
  readonly personId?: string | null;
}

export class MailQueue {
  readonly #seal: NoticeSeal;
  readonly #sends: boolean;

  /** Without `sends` a mail is kept for the outbox page alone and never sent, not even when a mail server is named later. */
  constructor(seal: NoticeSeal, sends: boolean) {
    this.#seal = seal;
    this.#sends = sends;
  }

  async put(records: Transaction<Tables>, mail: QueuedMail, now: number): Promise<void> {
    const id = newId();
    const [made, expires] = [new Date(now), new Date(this.#sends ? mail.expiresAt : now + trialHours * hour)];
    await records
      .insertInto('mails')
      .values({
        id,
        program_id: mail.programId ?? null,
        group_id: mail.groupId ?? null,
        person_id: mail.personId ?? null,
        kind: mail.notice.kind,
        about: mail.about,
        sequence: mail.sequence,
        address: mail.to.address,
        sealed: this.#seal.seal(id, { to: mail.to, notice: mail.notice }),
        state: this.#sends ? 'waiting' : 'dropped',
        due_at: made,
        leased_until: null,
        expires_at: expires,
        answer: null,
        made_at: made,
        done_at: this.#sends ? null : made,
      })
      .onConflict((conflict) => conflict.columns(['kind', 'about', 'address', 'sequence']).doNothing())
      .execute();
  }

  /** The same row from the beginning, to the address that its person has now; false when that address has this notice already. */
  async again(records: Transaction<Tables>, id: string, { to, notice, expiresAt }: QueuedMail, now: number): Promise<boolean> {
    const there = sql<boolean>`exists (select 1 from mails other where other.id <> mails.id and other.kind = mails.kind
      and other.about = mails.about and other.sequence = mails.sequence and other.address = ${to.address})`;
    const queued = await records
      .updateTable('mails')
      .set({
        ...{ address: to.address, sealed: this.#seal.seal(id, { to, notice }), expires_at: new Date(expiresAt) },
        ...{ state: 'waiting', tries: 0, delays: 0, due_at: new Date(now), leased_until: null, answer: null, done_at: null },
      })
      .where('id', '=', id)
      .where(sql<boolean>`not ${there}`)
      .returning('id')
      .executeTakeFirst();
    return queued !== undefined;
  }
}
