// What a trial without a mail server would have sent, to be read on the same machine.
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { TrialOutbox } from '../ports/mail.ts';
import type { Noticed } from './compose-letter.ts';
import type { Letter } from './mail-sender.ts';
import type { NoticeSeal } from './notice-seal.ts';

const most = 200;

export interface TrialOutboxParts {
  readonly db: Database;
  readonly seal: NoticeSeal;
  readonly compose: (notice: Noticed, madeAt: number) => Letter;
  readonly clock: Pick<Clock, 'now'>;
}

export function trialOutbox({ db, seal, compose, clock }: TrialOutboxParts): TrialOutbox {
  return {
    mails: () =>
      orFault(async () => {
        const rows = await db
          .selectFrom('mails')
          .select(['id', 'kind', 'sealed', 'made_at', 'person_id as personId'])
          .where('sealed', 'is not', null)
          .where('expires_at', '>', new Date(clock.now()))
          .orderBy('made_at', 'desc')
          .orderBy('id')
          .limit(most)
          .execute();
        return rows.flatMap(({ id, kind, sealed, made_at, personId }) => {
          const notice = sealed === null ? null : seal.open(id, sealed);
          if (notice === null) return [];
          const { to, subject, text, html, calendar } = compose({ ...notice, personId }, made_at.getTime());
          return { id, kind, to: to.address, subject, text, html, calendar: calendar?.content ?? null, madeAt: made_at.getTime() };
        });
      }),
  };
}
