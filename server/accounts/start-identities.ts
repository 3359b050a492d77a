// Chooses the adapter of sign-in by other organisations, and keeps what they say of themselves fresh.
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports/clock.ts';
import { keepMetadata } from './keep-metadata.ts';
import { askingOf } from './own-domains.ts';
import { ProviderRows } from './provider-rows.ts';
import { SqlIdentities } from './sql-identities.ts';

interface Parts {
  readonly db: Database;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  readonly isOnLoopback: boolean;
}

export function startIdentities({ db, secret, clock, log, isOnLoopback }: Parts, ends: (() => Promise<unknown>)[]): SqlIdentities {
  const asking = askingOf(isOnLoopback);
  const stop = keepMetadata(
    { db, clock, reach: asking.reach, rows: new ProviderRows(secret, asking.reach) },
    {
      trouble: (why) => log.warn({ why }, 'the metadata of an organisation could not be read again; what was known of it stays'),
      failed: (err) => log.error({ err }, 'the metadata of organisations could not be looked at'),
    },
  );
  ends.push(stop);
  return new SqlIdentities({ db, secret, clock, ...asking });
}
