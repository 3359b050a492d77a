// The port to the logs of those who lead or learn to. Throws `Fault`.
import type { ConfirmEntry, CredentialLog, NewLogEntry } from '../../shared/protocol/program/credential-log.ts';
import type { Refused } from './refused.ts';

export interface CredentialLogs {
  /** With what this account's supervised have. */
  log(accountId: string): Promise<CredentialLog>;
  /** As a table for a spreadsheet. */
  asCsv(accountId: string): Promise<string>;
  /** By whoever leads or learns to, or once did. */
  add(accountId: string, entry: NewLogEntry): Promise<Refused | null>;
  /** One's own entries alone, and none that is confirmed. */
  remove(accountId: string, id: string): Promise<Refused | null>;
  /** Only by somebody who supervises that person there now. */
  confirm(
    by: { readonly groupId: string; readonly accountId: string },
    personId: string,
    entry: ConfirmEntry,
  ): Promise<Refused | null>;
}
