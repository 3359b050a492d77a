// Takes one mail after another out of the outbox and writes down what became of it. Many servers do this at once: each mail is with one of them,
// until it is done or that server has been silent for longer than a lease.
import { sql, type Transaction, type Updateable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { calendarKinds } from './notices.ts';

export interface TakenMail {
  readonly id: string;
  readonly kind: string;
  readonly about: string;
  readonly sequence: number;
  readonly person_id: string | null;
  readonly address: string;
  readonly sealed: string | null;
  readonly tries: number;
  readonly made_at: Date;
  readonly expires_at: Date | null;
  /** Whoever had it before fell silent: whether it went out is not known. */
  readonly isUnsure: boolean;
}

const inOrder = sql.join(calendarKinds.map((kind) => sql`${kind}`));

/**
 * The next that is due, or null. What a calendar must learn waits for what was queued for it before: a date that is cancelled while the invitation
 * waits is first asked for, then cancelled.
 */
export async function takeNext(db: Database, now: number, leaseMs: number): Promise<TakenMail | null> {
  const at = new Date(now);
  const { rows } = await sql<TakenMail>`
    with next as (
      select id, state as was from mails m
      where ((m.state = 'waiting' and m.due_at <= ${at}) or (m.state = 'sending' and m.leased_until <= ${at}))
        and (m.kind not in (${inOrder}) or not exists (
          select 1 from mails earlier
          where earlier.state in ('waiting', 'sending') and earlier.kind in (${inOrder})
            and earlier.address = m.address and earlier.group_id = m.group_id and earlier.made_at < m.made_at))
      order by m.due_at
      limit 1
      for update skip locked
    )
    update mails set state = 'sending', tries = mails.tries + 1, leased_until = ${new Date(now + leaseMs)}
    from next where mails.id = next.id
    returning mails.id, mails.kind, mails.about, mails.sequence, mails.person_id, mails.address, mails.sealed, mails.tries, mails.made_at, mails.expires_at,
      next.was = 'sending' as "isUnsure"`.execute(db);
  return rows[0] ?? null;
}

type Done = Extract<Tables['mails']['state'], 'sent' | 'refused' | 'stopped' | 'unsure' | 'dropped'>;

/** What it said is gone from then on. */
export function settle(
  db: Database | Transaction<Tables>,
  mail: TakenMail,
  state: Done,
  answer: string | null,
  now: number,
): Promise<void> {
  return change(db, mail, { state, answer: shortened(answer), sealed: null, leased_until: null, done_at: new Date(now) });
}

export function putBack(db: Database, mail: TakenMail, answer: string | null, dueAt: number): Promise<void> {
  return change(db, mail, { state: 'waiting', answer: shortened(answer), leased_until: null, due_at: new Date(dueAt) });
}

/** Only while it is still ours: whoever was silent for too long finds that another has taken it. */
async function change(db: Database | Transaction<Tables>, mail: TakenMail, values: Updateable<Tables['mails']>): Promise<void> {
  await db
    .updateTable('mails')
    .set(values)
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('tries', '=', mail.tries)
    .execute();
}

const longestAnswer = 200;

export function shortened(answer: string | null): string | null {
  return answer === null ? null : [...answer.replace(/[\p{C}\s]+/gu, ' ').trim()].slice(0, longestAnswer).join('');
}
