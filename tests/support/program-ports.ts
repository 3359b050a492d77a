// The adapters of the program pages as `main.ts` chooses them, for tests that build the app or its HTTP part themselves.

import { SqlAfter } from '../../server/after/sql-after.ts';
import { SqlFeeds } from '../../server/calendar/sql-feeds.ts';
import { DrawingDesk } from '../../server/certificates/drawing-desk.ts';
import { SqlCertificates } from '../../server/certificates/sql-certificates.ts';
import { SqlCredentialLogs } from '../../server/credentials/sql-credential-logs.ts';
import type { Database } from '../../server/database/database.ts';
import { readZone } from '../../server/dates/zones.ts';
import { SqlKeeping } from '../../server/keeping/sql-keeping.ts';
import { SqlProgramMails } from '../../server/mail/sql-program-mails.ts';
import { SqlReminders } from '../../server/mail/sql-reminders.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { noMail } from '../../server/ports/no-mail.ts';
import { SqlPeople } from '../../server/programs/sql-people.ts';
import { SqlPrograms } from '../../server/programs/sql-programs.ts';
import { SqlProgramRoles } from '../../server/programs/sql-roles.ts';
import { SqlRosters } from '../../server/programs/sql-rosters.ts';
import { SqlDates } from '../../server/series/sql-dates.ts';
import { systemsPorts } from '../../server/systems/start-systems.ts';

export const secretOfPorts = 'a secret of the tests, long enough';
const secret = secretOfPorts;

export function programPorts(db: Database, clock: Pick<Clock, 'now'>) {
  const clearing = { isOurs: true, notCleared: (cause: unknown) => Promise.reject(cause) };
  const dates = new SqlDates(db, clock, noMail);
  return {
    programRoles: new SqlProgramRoles(db),
    programs: new SqlPrograms(db, { clock, mail: noMail }),
    programMails: new SqlProgramMails({ db, outbox: null }),
    outbox: null,
    rosters: new SqlRosters(db, { clock, mail: noMail, dates }),
    dates,
    people: new SqlPeople(db, { clock, mail: noMail, dates, readZone }),
    feeds: new SqlFeeds(db, secret, clock),
    reminders: new SqlReminders(db, secret),
    keeping: new SqlKeeping(db, { clock, ...clearing }),
    after: new SqlAfter(db, { clock, secret, ...clearing }),
    ...systemsPorts(db, { secret, clock }),
    certificates: new SqlCertificates(db, { secret, clock, desk: new DrawingDesk() }),
    credentialLogs: new SqlCredentialLogs(db, clock),
  };
}
