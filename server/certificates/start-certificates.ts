// Chooses the adapters of certificates and logs; the process that draws ends when the server does.
import { SqlCredentialLogs } from '../credentials/sql-credential-logs.ts';
import type { Database } from '../database/database.ts';
import { DrawingDesk } from './drawing-desk.ts';
import { type CertificateParts, SqlCertificates } from './sql-certificates.ts';

export function startCertificates(db: Database, parts: Omit<CertificateParts, 'desk'>, ends: (() => Promise<unknown>)[]) {
  const desk = new DrawingDesk();
  ends.push(() => desk.close());
  return {
    certificates: new SqlCertificates(db, { ...parts, desk }),
    credentialLogs: new SqlCredentialLogs(db, parts.clock),
  };
}
