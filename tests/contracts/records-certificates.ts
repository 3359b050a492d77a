// What every kind of records must do for certificates and logs. Run by records-*.contract.test.ts on each database.
import { afterAll, describe, expect, test } from 'vitest';
import { certificateCode } from '../../server/certificates/certificate-code.ts';
import { DrawingDesk } from '../../server/certificates/drawing-desk.ts';
import { SqlCertificates } from '../../server/certificates/sql-certificates.ts';
import { SqlCredentialLogs } from '../../server/credentials/sql-credential-logs.ts';
import { newId } from '../../server/database/new-id.ts';
import { Refused } from '../../server/ports/refused.ts';
import { makeWorld, type World } from '../support/program-world.ts';
import { type RecordsStage, secret } from './records-stage.ts';

const day = 86_400_000;

export function certificatesContract(stage: () => RecordsStage): void {
  describe('certificates and logs', () => {
    const desk = new DrawingDesk();
    afterAll(() => desk.close());
    const certificates = () => new SqlCertificates(stage().db, { secret, clock: stage().clock, desk });
    const logs = () => new SqlCredentialLogs(stage().db, stage().clock);
    const today = () => new Date(stage().clock.now()).toISOString().slice(0, 10);

    async function aWorld(): Promise<World> {
      const { db, clock } = stage();
      const world = await makeWorld(db, newId(), clock.now() - 90 * day);
      const starts = new Date(clock.now() - 2 * day);
      const times = { starts_at: starts, ends_at: new Date(starts.getTime() + 5_400_000), closed_at: starts };
      const meeting_id = newId();
      await db
        .insertInto('meetings')
        .values({ id: meeting_id, series_id: world.series, ...times, cases_held: 1 })
        .execute();
      const rows = (['leader', 'leaderInTraining', 'member'] as const).map((who) => ({
        ...{
          meeting_id,
          person_id: world.people[who] ?? '',
          attended_as: who === 'member' ? ('member' as const) : ('leader' as const),
        },
        ...{ minutes: 90, credit_minutes: 58, place: 'room' as const, credential: null, first_in: starts, last_out: starts },
      }));
      await db.insertInto('attendance').values(rows).execute();
      return world;
    }
    const wanted = (world: World, who: readonly string[], more: object = {}) => ({
      ...{ from: '2026-01-01', to: today(), layout: 'german' as const, people: who.map((one) => world.people[one] ?? '') },
      ...more,
    });
    const numbered = (n: number) => `${today().slice(0, 4)}-000${n}`;
    const by = { accountId: newId(), checkAt: 'https://room.example.org/certificate' };
    const made = <T>(done: T | Refused): T => {
      if (done instanceof Refused) throw done;
      return done;
    };

    test('made at once from all sides, each is made once, and no number twice', async () => {
      const world = await aWorld();
      const asked = [['member'], ['leader', 'member'], ['member', 'leader'], ['leaderInTraining', 'member'], ['leader']];
      const done = await Promise.all(asked.map((who) => certificates().make(world.group, wanted(world, who), by)));
      const rows = done.flatMap(made);
      expect(new Set(rows.map(({ personId }) => personId)).size).toBe(3);
      expect(new Set(rows.map(({ number }) => number))).toEqual(new Set([1, 2, 3].map(numbered)));
      expect(await certificates().list(world.group)).toHaveLength(3);
    });

    test('drawn twice it is the same paper; withdrawn it is drawn no more, its code says so, and a new one takes its place', async () => {
      const world = await aWorld();
      const webhook = {
        id: newId(),
        program_id: world.program,
        name: 'Records',
        sealed: 'x',
        made_at: new Date(),
        failing_since: null,
      };
      const kinds = 'certificate.issued certificate.withdrawn';
      await stage()
        .db.insertInto('webhooks')
        .values({ ...webhook, kinds, by_account: null, paused_at: null })
        .execute();
      const [row] = made(await certificates().make(world.group, wanted(world, ['member']), by));
      if (row === undefined) throw new Error('nothing was made');
      expect(row).toMatchObject({ meetings: 1, minutes: 58, layout: 'german' });
      const [one, other] = [
        made(await certificates().paper(world.group, row.id)),
        made(await certificates().paper(world.group, row.id)),
      ];
      expect(one.pdf.equals(other.pdf)).toBe(true);
      const code = certificateCode(secret, row.id);
      expect(await certificates().check(code, newId())).toMatchObject({ is: 'valid', minutes: 58 });
      expect(await certificates().withdraw(world.group, row.id, 'Wrong name', by.accountId)).toBeNull();
      expect(await certificates().check(code, newId())).toMatchObject({ is: 'withdrawn' });
      expect(await certificates().paper(world.group, row.id)).toMatchObject({ code: 'not-allowed-now' });
      expect(made(await certificates().make(world.group, wanted(world, ['member']), by))).toMatchObject([{ number: numbered(2) }]);
      const acts = await stage()
        .db.selectFrom('acts')
        .where('program_id', '=', world.program)
        .select('act')
        .orderBy('done_at')
        .execute();
      expect(acts.map(({ act }) => act)).toEqual(['certificates-made', 'certificate-withdrawn', 'certificates-made']);
      const news = await stage().db.selectFrom('webhook_deliveries').where('webhook_id', '=', webhook.id).selectAll().execute();
      expect(news.map(({ kind }) => kind).sort()).toEqual(['certificate.issued', 'certificate.issued', 'certificate.withdrawn']);
      const ofRow = JSON.stringify({ groupId: world.group, certificateId: row.id });
      expect(news.filter(({ data }) => data === ofRow)).toHaveLength(2);
    });

    test('with another secret a paper that is out is still known, and cannot be drawn again', async () => {
      const world = await aWorld();
      const [row] = made(await certificates().make(world.group, wanted(world, ['member']), by));
      const changed = new SqlCertificates(stage().db, { secret: 'another secret of the tests', clock: stage().clock, desk });
      expect(await changed.check(certificateCode(secret, row?.id ?? ''), newId())).toMatchObject({ is: 'valid' });
      expect(await changed.paper(world.group, row?.id ?? '')).toMatchObject({ faults: [{ path: 'code', code: 'other-secret' }] });
    });

    test('a log is filled, added to, and confirmed', async () => {
      const world = await aWorld();
      const { leaderInTraining: candidate, supervisor } = world.accounts;
      const supervision = { kind: 'supervision', day: today(), minutes: 60, cases: null, place: 'screen' } as const;
      expect(await logs().add(candidate, supervision)).toBeNull();
      const { entries } = await logs().log(candidate);
      expect(entries.map(({ kind, minutes, cases }) => [kind, minutes, cases])).toEqual([
        ['supervision', 60, null],
        ['coLed', 58, 1],
      ]);
      for (const { id, source, minutes } of entries)
        expect(
          await logs().confirm({ groupId: world.group, accountId: supervisor }, world.people.leaderInTraining ?? '', {
            id,
            source,
            minutes,
          }),
        ).toBeNull();
      const [seen] = (await logs().log(supervisor)).supervised;
      expect(seen?.entries.map(({ confirmedBy }) => confirmedBy)).toEqual(['supervisor Surname', 'supervisor Surname']);
    });
  });
}
