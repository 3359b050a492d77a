// The adapters of the program pages as `main.ts` chooses them, for tests that build the app or its HTTP part themselves.
import type { Database } from '../../server/database/database.ts';
import type { AccountOfRequest } from '../../server/ports/programs.ts';
import { SqlPrograms } from '../../server/programs/sql-programs.ts';
import { SqlProgramRoles } from '../../server/programs/sql-roles.ts';

const nobody: AccountOfRequest = { accountOfRequest: async () => null };

export function programPorts(db: Database, signIn: AccountOfRequest = nobody) {
  return { signIn, programRoles: new SqlProgramRoles(db), programs: new SqlPrograms(db) };
}
