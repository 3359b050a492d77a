// Takes one piece of news after another to be sent, and writes down what became of it. Many servers do this at once: each is with one of them, until
// it is done or that server has been silent for longer than a lease. One webhook gets one at a time: who is slow holds up nobody else.
import { sql } from 'kysely';
import { type DeliveryKind, type DeliveryTrouble, trialKind } from '../../shared/protocol/program/webhooks.ts';
import type { Database } from '../database/database.ts';

export interface TakenDelivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly data: string;
  readonly happenedAt: Date;
  readonly tries: number;
  readonly webhookId: string;
  readonly sealed: string;
}

/** The next that is due, or null. Nothing but a trial goes to one that is paused, and nothing out of a closed program. */
export async function takeNext(db: Database, now: number, leaseMs: number): Promise<TakenDelivery | null> {
  const at = new Date(now);
  const { rows } = await sql<TakenDelivery>`
    with next as (
      select d.id from webhook_deliveries d
      join webhooks w on w.id = d.webhook_id
      join programs p on p.id = w.program_id
      where ((d.state = 'waiting' and d.due_at <= ${at}) or (d.state = 'sending' and d.leased_until <= ${at}))
        and p.closed_at is null and (w.paused_at is null or d.kind = ${trialKind})
        and not exists (
          select 1 from webhook_deliveries busy
          where busy.webhook_id = d.webhook_id and busy.state = 'sending' and busy.leased_until > ${at})
      order by d.due_at, d.id
      limit 1
      for update of d skip locked
    )
    update webhook_deliveries d set state = 'sending', tries = d.tries + 1, leased_until = ${new Date(now + leaseMs)}
    from next, webhooks w where d.id = next.id and w.id = d.webhook_id
    returning d.id, d.kind, d.data, d.happened_at as "happenedAt", d.tries, d.webhook_id as "webhookId", w.sealed`.execute(db);
  return rows[0] ?? null;
}

export interface Outcome {
  readonly status: number | null;
  readonly trouble: DeliveryTrouble | null;
  readonly now: number;
}

/** What arrives ends the trouble. */
export async function settleDelivered(db: Database, taken: TakenDelivery, outcome: Outcome): Promise<void> {
  await sql`with settled as (${settled(taken, outcome, 'delivered')})
    update webhooks set failing_since = null from settled where webhooks.id = settled.webhook_id and failing_since is not null`.execute(
    db,
  );
}

/** `isGone`: the receiver wants nothing any more, and gets nothing until a coordinator says so. */
export async function settleGivenUp(db: Database, taken: TakenDelivery, outcome: Outcome, isGone: boolean): Promise<void> {
  const at = new Date(outcome.now);
  await sql`with settled as (${settled(taken, outcome, 'givenUp')})
    update webhooks set failing_since = coalesce(failing_since, ${at}),
      paused_at = case when ${isGone} then coalesce(paused_at, ${at}) else paused_at end
    from settled where webhooks.id = settled.webhook_id`.execute(db);
}

export async function putBack(db: Database, taken: TakenDelivery, outcome: Outcome, dueAt: number): Promise<void> {
  await settled(taken, outcome, 'waiting', dueAt).execute(db);
}

/** Only while it is still ours: whoever was silent for too long finds that another has taken it. */
function settled(
  { id, tries }: TakenDelivery,
  { status, trouble, now }: Outcome,
  state: 'delivered' | 'givenUp' | 'waiting',
  dueAt: number | null = null,
) {
  const at = new Date(now);
  return sql`update webhook_deliveries set state = ${state}, status = ${status}, trouble = ${trouble}, tried_at = ${at}, leased_until = null,
      done_at = ${dueAt === null ? at : null}::timestamptz, due_at = coalesce(${dueAt === null ? null : new Date(dueAt)}::timestamptz, date_trunc('minute', due_at))
    where id = ${id} and state = 'sending' and tries = ${tries} returning webhook_id`;
}
