// The whole contract of the records, for whichever database `open` leads to.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealedSession } from '../../server/accounts/session-seal.ts';
import { type DatabasePlace, isReachable, openDatabase } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { CannotStart } from '../../server/process/cannot-start.ts';
import { accountsContract } from './records-accounts.ts';
import { bouncesContract } from './records-bounces.ts';
import { certificatesContract } from './records-certificates.ts';
import { datesContract } from './records-dates.ts';
import { programsContract } from './records-groups.ts';
import { guestsContract } from './records-guests.ts';
import { limitsContract } from './records-limits.ts';
import { logMarksContract } from './records-log-marks.ts';
import { mailStage } from './records-mail-stage.ts';
import { mailTroublesContract } from './records-mail-troubles.ts';
import { mailsContract } from './records-mails.ts';
import { ownAddressesContract } from './records-own-addresses.ts';
import { programsOfPeopleContract } from './records-programs.ts';
import { remindersContract } from './records-reminders.ts';
import { seriesContract } from './records-series.ts';
import { signInContract } from './records-sign-in.ts';
import { spentRowsContract } from './records-spent-rows.ts';
import { type RecordsStage, secret, stageOn } from './records-stage.ts';
import { stoppedAddressesContract } from './records-stopped-addresses.ts';

export function recordsContract(open: () => Promise<{ place: DatabasePlace; stop(): Promise<void> }>): void {
  let stage: RecordsStage;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const opened = await open();
    stop = opened.stop;
    stage = await stageOn(await openDatabase(opened.place));
  });
  afterAll(async () => {
    await stage.db.destroy();
    await stop();
  });

  accountsContract(() => stage);
  programsContract(() => stage);
  logMarksContract(() => stage);
  guestsContract(() => stage);
  programsOfPeopleContract(() => stage);
  spentRowsContract(() => stage);
  describe('mail', () => {
    const mails = mailStage(() => stage);
    mailsContract(mails);
    mailTroublesContract(mails);
    remindersContract(mails);
    bouncesContract(mails);
    stoppedAddressesContract(mails);
  });
  signInContract(() => stage);
  ownAddressesContract(() => stage);
  datesContract(() => stage);
  seriesContract(() => stage);
  certificatesContract(() => stage);
  limitsContract(() => stage);

  describe('the records themselves', () => {
    test('may be opened again by the same version, and not once a newer one has written them', async () => {
      await migrate(stage.db);
      await sql`insert into kysely_migration (name, timestamp) values ('999-future', '')`.execute(stage.db);
      await expect(migrate(stage.db)).rejects.toThrow(CannotStart);
      await expect(migrate(stage.db)).rejects.toThrow(/newer version of Balint Room \(999-future/);
      await sql`delete from kysely_migration where name = '999-future'`.execute(stage.db);
      await migrate(stage.db);
    });

    test('answer with one fault when they are gone', async () => {
      expect(await isReachable(stage.db)).toBe(true);
      const ref = '0'.repeat(18);
      await stage.db.destroy();
      const gone = { name: 'Fault', code: 'records-unavailable' };
      await expect(stage.accounts.seeLink('x')).rejects.toMatchObject(gone);
      await expect(stage.accounts.openLink('x', { pass: '', endsWithBrowser: false })).rejects.toMatchObject(gone);
      await expect(stage.accounts.membership(ref, sealedSession(secret, ref))).rejects.toMatchObject(gone);
      await expect(stage.groups.currentMeeting('tuesday-group')).rejects.toMatchObject(gone);
      await expect(stage.groups.closeMeeting('x', [])).rejects.toMatchObject(gone);
      expect(await isReachable(stage.db)).toBe(false);
    });
  });
}
