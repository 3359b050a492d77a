// Writes down what has happened for each webhook that wants to know, in the transaction in which it happens: both are kept, or neither.
// `server/webhooks` sends it from there.
import type { Transaction } from 'kysely';
import type { NewsKind } from '../../shared/protocol/program/webhooks.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';

const minute = 60_000;
/**
 * What a receiver fetches when it hears of something must be there. Minutes are told to keys up to 75 seconds after they were written; a minute more,
 * since the database has a clock of its own.
 */
const untilReadableMs = 135_000;
/** R9.2: a phase may have ended at that very moment. */
const wholeMinute = (at: number) => new Date(at - (at % minute));

export interface News {
  readonly groupId: string;
  /** Never a person. */
  readonly about: { readonly meetingId: string } | { readonly certificateId: string };
}

export async function tellNews(
  records: Transaction<Tables>,
  { groupId, about }: News,
  kinds: readonly NewsKind[],
  now: number,
): Promise<void> {
  const webhooks = await records
    .selectFrom('webhooks')
    .innerJoin('programs', 'programs.id', 'webhooks.program_id')
    .innerJoin('groups', 'groups.program_id', 'programs.id')
    .where('groups.id', '=', groupId)
    .where('programs.closed_at', 'is', null)
    .orderBy('webhooks.id')
    .select(['webhooks.id', 'webhooks.kinds'])
    // None is deleted before this has happened; whoever only pauses one waits for nobody.
    .forKeyShare('webhooks')
    .execute();
  const rows = webhooks.flatMap((webhook) => {
    const wanted = new Set(webhook.kinds.split(' '));
    return kinds.filter((kind) => wanted.has(kind)).map((kind) => newDelivery(webhook.id, kind, { groupId, ...about }, now));
  });
  if (rows.length > 0) await records.insertInto('webhook_deliveries').values(rows).execute();
}

function newDelivery(webhookId: string, kind: NewsKind, data: object, now: number) {
  return {
    ...{ id: newId(), webhook_id: webhookId, kind, data: JSON.stringify(data), happened_at: wholeMinute(now) },
    ...{ state: 'waiting' as const, due_at: wholeMinute(now + untilReadableMs), leased_until: null },
    ...{ tried_at: null, status: null, trouble: null, done_at: null },
  };
}
