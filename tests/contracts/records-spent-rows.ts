// What every kind of records must forget by itself. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { deleteSpentRows } from '../../server/keeping/spent-rows.ts';
import type { RecordsStage } from './records-stage.ts';

const [hour, day] = [3_600_000, 86_400_000];

export function spentRowsContract(stage: () => RecordsStage): void {
  describe('spent rows', () => {
    test('go: links, attempts, limits, rosters, mails and sessions that are over; what may still be used stays', async () => {
      const { db, clock } = stage();
      // Far from what other tests have made.
      const now = clock.now() + 4_000 * day;
      const at = (ms: number) => new Date(now + ms);
      const mark = newId();
      const [account, program] = [newId(), newId()];
      await db
        .insertInto('accounts')
        .values({ id: account, language: null, zone: null, created_at: at(-day), closed_at: null })
        .execute();
      await db
        .insertInto('programs')
        .values({ id: program, name: 'Family medicine', language: 'en', zone: 'UTC', made_at: at(-day), closed_at: null })
        .execute();
      const named = (name: string) => `${name} ${mark}`;
      const link = { address: null, to_path: '/', made_at: at(-9 * day), spent_at: null };
      await db
        .insertInto('sign_in_links')
        .values([
          { ...link, hash: named('living'), expires_at: at(hour) },
          { ...link, hash: named('just over'), expires_at: at(-hour) },
          { ...link, hash: named('long over'), expires_at: at(-2 * day) },
          { ...link, hash: named('long spent'), expires_at: at(hour), spent_at: at(-2 * day) },
        ])
        .execute();
      await db
        .insertInto('sign_in_attempts')
        .values([
          { state_hash: named('begun'), kind: 'oidc', sealed: 'x', expires_at: at(hour) },
          { state_hash: named('over'), kind: 'samlAnswer', sealed: 'x', expires_at: at(-1) },
        ])
        .execute();
      await db
        .insertInto('shared_limits')
        .values([
          { name: named('today'), who: 'x', since: at(-hour), count: 1 },
          { name: named('last week'), who: 'x', since: at(-7 * day), count: 1 },
        ])
        .execute();
      const roster = { program_id: program, made_by: account, made_at: at(-day), rows: '[]', faults: '[]', applied_at: null };
      await db
        .insertInto('imports')
        .values([
          { ...roster, id: named('shown'), expires_at: at(hour) },
          { ...roster, id: named('left'), expires_at: at(-1) },
        ])
        .execute();
      const session = { account_id: account, how: 'mail' as const, device: 'x', used_at: null, ends_at: null, revoked_at: null };
      await db
        .insertInto('account_sessions')
        .values([
          { ...session, id: newId(), hash: named('in use'), created_at: at(-170 * day) },
          { ...session, id: newId(), hash: named('ended'), created_at: at(-3 * day), revoked_at: at(-2 * day) },
          { ...session, id: newId(), hash: named('of another computer'), created_at: at(-3 * day), ends_at: at(-2 * day) },
          { ...session, id: newId(), hash: named('old'), created_at: at(-200 * day) },
        ])
        .execute();
      const mail = { program_id: program, group_id: null, person_id: null, kind: 'invitation', about: mark, due_at: at(0) };
      const open = { leased_until: null, answer: null, made_at: at(-40 * day), sealed: 'x' };
      await db
        .insertInto('mails')
        .values([
          { ...mail, ...open, id: named('waiting'), address: 'a', state: 'waiting', expires_at: at(-1), done_at: null },
          {
            ...mail,
            ...open,
            id: named('sent'),
            address: 'b',
            state: 'sent',
            sealed: null,
            expires_at: null,
            done_at: at(-9 * day),
          },
          {
            ...mail,
            ...open,
            id: named('old'),
            address: 'c',
            state: 'sent',
            sealed: null,
            expires_at: null,
            done_at: at(-31 * day),
          },
          { ...mail, ...open, id: named('of a trial'), address: 'd', state: 'dropped', expires_at: at(-1), done_at: at(-8 * day) },
        ])
        .execute();

      const gone = await deleteSpentRows(db, now);
      expect(gone).toMatchObject({ sign_in_attempts: expect.any(Number), mails: expect.any(Number) });
      expect(Object.values(await deleteSpentRows(db, now))).toEqual(Object.values(gone).map(() => 0));

      const { sign_in_links, sign_in_attempts, shared_limits, imports, account_sessions, mails } = await stage().everything();
      const kept = (rows: Record<string, unknown>[] | undefined, key: string) =>
        (rows ?? [])
          .map((row) => String(row[key]))
          .filter((name) => name.endsWith(mark))
          .map((name) => name.replace(` ${mark}`, ''))
          .sort();
      expect(kept(sign_in_links, 'hash')).toEqual(['just over', 'living']);
      expect(kept(sign_in_attempts, 'state_hash')).toEqual(['begun']);
      expect(kept(shared_limits, 'name')).toEqual(['today']);
      expect(kept(imports, 'id')).toEqual(['shown']);
      expect(kept(account_sessions, 'hash')).toEqual(['in use']);
      expect(kept(mails, 'id')).toEqual(['of a trial', 'sent', 'waiting']);
      expect(mails?.filter(({ about, sealed }) => about === mark && sealed !== null).map(({ id }) => id)).toEqual([
        named('waiting'),
      ]);
    });
  });
}
