// The adapters of the program pages as `main.ts` chooses them, for tests that build the app or its HTTP part themselves.
import type { Database } from '../../server/database/database.ts';
import { SqlProgramMails } from '../../server/mail/sql-program-mails.ts';
import { SqlPrograms } from '../../server/programs/sql-programs.ts';
import { SqlProgramRoles } from '../../server/programs/sql-roles.ts';

export function programPorts(db: Database) {
  return {
    programRoles: new SqlProgramRoles(db),
    programs: new SqlPrograms(db),
    programMails: new SqlProgramMails({ db, outbox: null }),
    outbox: null,
  };
}
