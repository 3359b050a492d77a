// What every kind of records must do for reminders. Run by records-*.contract.test.ts on each database.
import { beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { ReminderRounds } from '../../server/mail/reminder-rounds.ts';
import { remindersPath } from '../../server/mail/reminders-address.ts';
import { SqlReminders } from '../../server/mail/sql-reminders.ts';
import type { MailStage } from './records-mail-stage.ts';
import { secret } from './records-stage.ts';

const [minute, hour] = [60_000, 3_600_000];

export function remindersContract(stage: () => MailStage): void {
  describe('reminders', () => {
    let m: MailStage;
    let rounds: ReminderRounds[];
    beforeEach(() => {
      m = stage();
      const { db, clock, seal } = m;
      // Two servers make the same rounds.
      rounds = [0, 1].map(() => new ReminderRounds({ db, clock, seal, sends: true, log: createLogger('silent') }));
    });
    const round = () => Promise.all(rounds.map((one) => one.round()));
    const excuse = (meeting: string, person: string) =>
      m.db
        .insertInto('meeting_people')
        .values({ meeting_id: meeting, person_id: m.world.people[person] ?? '', place: null, excused_at: new Date(m.clock.now()) })
        .execute();
    const like = (person: string, reminders: 'both' | 'day' | 'hours' | 'none') =>
      m.db
        .updateTable('people')
        .set({ reminders })
        .where('id', '=', m.world.people[person] ?? '')
        .execute();

    test('come a day and two hours before, as each person likes them, once, however many servers there are', async () => {
      await m.world.plan([m.start + 30 * hour]);
      await round();
      expect(await m.states()).toEqual([]);
      m.shift = 6 * hour + minute;
      await round();
      await round();
      expect(await m.states()).toEqual(['ann reminderDay waiting', 'ben reminderDay waiting', 'cid reminderDay waiting']);
      await m.sentUntil('sent');
      const [toAnn] = m.mailTo(m.addresses.ann);
      expect(toAnn?.subject).toMatch(/^Tomorrow: Tuesday group/);
      const headers = Object.fromEntries(toAnn?.headers.map(({ key, value }) => [key, value]) ?? []);
      const own = remindersPath(secret, m.world.people['Ann Larsen'] ?? '', m.addresses.ann);
      expect(headers['list-unsubscribe']).toBe(`<https://balint.example${own}>`);
      expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
      expect(toAnn?.attachments).toEqual([]);
      m.shift = 28 * hour + minute;
      await round();
      await m.sentUntil('sent');
      // Cid likes them a day before.
      expect(await m.states()).toEqual([
        'ann reminderDay sent',
        'ann reminderHours sent',
        'ben reminderDay sent',
        'ben reminderHours sent',
        'cid reminderDay sent',
      ]);
      m.shift = 29.9 * hour;
      await round();
      expect(await m.rows()).toHaveLength(5);
    });

    test('nobody who is excused, has left or wants none gets one', async () => {
      const [meeting = ''] = await m.world.plan([m.start + 23 * hour]);
      await excuse(meeting, 'Ann Larsen');
      await like('Ben Okafor', 'none');
      const left = { left_at: new Date(m.start) };
      await m.db
        .updateTable('seats')
        .set(left)
        .where('ref', '=', m.world.seats['Cid Moreau'] ?? '')
        .execute();
      await round();
      expect(await m.states()).toEqual([]);
    });

    test('whoever turns them off by the address in one, without an account, gets none: neither of those to come nor one that waits', async () => {
      await m.world.plan([m.start + 23 * hour]);
      await round();
      const reminders = new SqlReminders(m.db, secret);
      const [id, left] = [m.world.people['Ann Larsen'] ?? '', m.world.people['Cid Moreau'] ?? ''];
      const token = (person: string, address: string) => remindersPath(secret, person, address).replace('/reminders/', '');
      const ofAnn = token(id, m.addresses.ann);
      expect(await reminders.read(ofAnn)).toEqual({ liked: 'both', language: 'en' });
      // Another mailbox, another person's address, a letter changed: nothing is there.
      const [first, rest] = [ofAnn.startsWith('A') ? 'B' : 'A', ofAnn.slice(1)];
      for (const wrong of [token(id, m.addresses.ben), token(left, m.addresses.ann), first + rest, rest, '']) {
        expect([wrong, await reminders.read(wrong), await reminders.choose(wrong, 'none')]).toEqual([wrong, null, false]);
      }
      expect(await reminders.choose(ofAnn, 'none')).toBe(true);
      await m.db
        .updateTable('people')
        .set({ left_at: new Date(m.start) })
        .where('id', '=', left)
        .execute();
      expect(await reminders.choose(token(left, m.addresses.cid), 'both')).toBe(false);
      await m.sentUntil('sent', 'dropped');
      expect(await m.states()).toEqual(['ann reminderDay dropped', 'ben reminderDay sent', 'cid reminderDay dropped']);
      m.shift = 21 * hour + minute;
      await round();
      await m.sentUntil('sent', 'dropped');
      expect(m.mailTo(m.addresses.ann)).toEqual([]);
      expect(m.mailTo(m.addresses.ben)).toHaveLength(2);
    });

    test('those of a meeting that is moved or cancelled, or from which somebody is excused, are void though they wait', async () => {
      const [moved = '', cancelled = '', kept = ''] = await m.world.plan([
        m.start + 23 * hour,
        m.start + 22 * hour,
        m.start + 21 * hour,
      ]);
      await round();
      expect(await m.rows()).toHaveLength(9);
      await m.world.move(moved, m.start + 22.5 * hour);
      await m.world.cancel(cancelled);
      await excuse(kept, 'Ben Okafor');
      await m.sentUntil('sent', 'dropped');
      const sent = (await m.rows()).filter(({ state }) => state === 'sent').map(({ about, address }) => [about, address]);
      expect(sent.sort()).toEqual(
        [
          [kept, m.addresses.ann],
          [kept, m.addresses.cid],
        ].sort(),
      );
      // For the new hour there is a new one.
      await round();
      await m.sentUntil('sent', 'dropped');
      expect((await m.rows()).filter(({ about, sequence }) => about === moved && sequence === 1)).toHaveLength(3);
      expect(m.mailTo(m.addresses.ann)).toHaveLength(2);
    });

    test('a group that meets whenever people come is not reminded', async () => {
      const [meeting = ''] = await m.world.plan([m.start + 23 * hour]);
      await m.db.updateTable('meetings').set({ local_start: null, zone: null }).where('id', '=', meeting).execute();
      await round();
      expect(await m.states()).toEqual([]);
    });
  });
}
