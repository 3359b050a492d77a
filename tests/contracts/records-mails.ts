// What every kind of records must do for the outbox, with a real SMTP server at its other end. Run by records-*.contract.test.ts on each
// database.
import { beforeEach, describe, expect, test } from 'vitest';
import { SqlProgramMails } from '../../server/mail/sql-program-mails.ts';
import { SqlPrograms } from '../../server/programs/sql-programs.ts';
import { calendarIn, type MailStage } from './records-mail-stage.ts';

const [hour, day] = [3_600_000, 86_400_000];

export function mailsContract(stage: () => MailStage): void {
  describe('the outbox', () => {
    let m: MailStage;
    beforeEach(() => {
      m = stage();
    });

    test('a notice is queued with what causes it: once, however often, sealed, and not at all when that fails', async () => {
      const [meeting = ''] = await m.world.plan([m.clock.now() + 7 * day]);
      const tell = () => m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      await Promise.all([tell(), tell(), tell()]);
      await tell();
      expect(await m.states()).toEqual(['ann invitation waiting', 'ben invitation waiting', 'cid invitation waiting']);
      expect(JSON.stringify(await m.rows())).not.toMatch(/Tuesday|Ann Larsen/);
      const failing = m.world.within(async (records) => {
        await m.outbox.personalLink(records, m.world.seats['Ann Larsen'] ?? '');
        throw new Error('the act fails');
      });
      await expect(failing).rejects.toThrow('the act fails');
      expect(await m.states()).toHaveLength(3);
      await expect(m.outbox.personalLink(m.db, m.world.seats['Ann Larsen'] ?? '')).rejects.toThrow(/in the transaction/);
    });

    test('several meetings are one mail for each person, with one calendar of all of them, in their own language and zone', async () => {
      const start = Date.parse('2027-03-02T02:00:00Z'); // 19:00 the day before in Denver
      const meetings = await m.world.plan([start, start + 14 * day - hour]);
      m.shift = start - 20 * day - m.start;
      await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, meetings));
      await m.sentUntil('sent');
      expect(m.smtp.taken).toHaveLength(3);
      const [toAnn] = m.mailTo(m.addresses.ann);
      expect(toAnn?.text).toContain('Monday, 1 March 2027, 19:00–20:30');
      expect(toAnn?.text).toContain('Times are those of Denver (Mountain Standard Time and Mountain Daylight Time).');
      const [toBen] = m.mailTo(m.addresses.ben);
      expect(toBen?.subject).toMatch(/: 2 Treffen$/);
      expect(toBen?.html).toContain('lang="de"');
      expect(toBen?.text).toContain('Dienstag, 2. März 2027, 04:00–05:30');
      expect(toBen?.text).toContain('Dienstag, 16. März 2027, 03:00–04:30');
      const calendar = calendarIn(toAnn);
      expect(calendar.method).toBe('REQUEST');
      expect(calendar.events).toEqual(
        meetings.map((id, index) => ({
          ...{ uid: `${id}@balint-room`, sequence: 0, status: 'CONFIRMED' },
          at: index === 0 ? start : start + 14 * day - hour,
        })),
      );
      // R11.9, R6.7: nothing in a calendar or an invitation opens a seat.
      for (const { raw, html, text } of m.smtp.taken) expect(`${raw}${html}${text}`).not.toMatch(/\/in\/|\/enter#/);
      expect((await m.rows()).map(({ sealed }) => sealed)).toEqual([null, null, null]);
    });

    test('a moved meeting asks anew with the same UID and a higher sequence, a cancelled one is taken out', async () => {
      const start = m.clock.now() + 9 * day;
      const [meeting = ''] = await m.world.plan([start]);
      const tell = () => m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      await tell();
      await m.world.move(meeting, start + day);
      m.shift += 1_000;
      await tell();
      await m.world.cancel(meeting);
      m.shift += 1_000;
      await tell();
      await m.sentUntil('sent');
      const calendars = m.mailTo(m.addresses.ann).map(calendarIn);
      expect(calendars.map(({ method, events }) => [method, events[0]?.sequence, events[0]?.status, events[0]?.at])).toEqual([
        ['REQUEST', 0, 'CONFIRMED', start],
        ['REQUEST', 1, 'CONFIRMED', start + day],
        ['CANCEL', 2, 'CANCELLED', start + day],
      ]);
      expect(new Set(calendars.map(({ events }) => events[0]?.uid)).size).toBe(1);
    });

    test('a personal link is mailed once until somebody asks anew, and not any more once it is replaced', async () => {
      const ref = m.world.seats['Ben Okafor'] ?? '';
      const ask = () => m.world.within((records) => m.outbox.personalLink(records, ref));
      await ask();
      await ask();
      expect(await m.states()).toEqual(['ben personalLink waiting']);
      await m.sentUntil('sent');
      const [first] = m.mailTo(m.addresses.ben);
      expect(first?.text).toMatch(/https:\/\/balint\.example\/in\/[\w-]{44}/);
      await ask();
      await m.sentUntil('sent');
      expect(m.mailTo(m.addresses.ben).map(({ messageId }) => messageId)).toHaveLength(2);
      await ask();
      await m.db.updateTable('seats').set({ link_version: 2 }).where('ref', '=', ref).execute();
      await m.sentUntil('sent', 'dropped');
      expect(m.mailTo(m.addresses.ben)).toHaveLength(2);
      await m.world.within((records) => m.outbox.personalLink(records, m.world.seats['Dee Walsh'] ?? ''));
      expect(await m.rows()).toHaveLength(3);
    });

    test('whoever is asked to coordinate a program is told so, once for each time, unless that is over before it is sent', async () => {
      const programs = new SqlPrograms(m.db, { clock: m.clock, mail: m.outbox });
      const ofProgram = async () => {
        const rows = await m.db
          .selectFrom('mails')
          .selectAll()
          .where('program_id', '=', m.world.program)
          .orderBy('made_at')
          .orderBy('address')
          .execute();
        return rows.map(({ kind, address, state }) => [kind, address.split('.')[0], state].join(' '));
      };
      const [cora, dan] = ['ann', 'ben'].map((name) => m.addresses[name as 'ann'].replace(name, `cora-${name}`));
      for (const address of [cora, cora, dan]) await programs.inviteCoordinator(m.world.program, address ?? '', 'acc');
      expect(await ofProgram()).toEqual(['coordinator cora-ann waiting', 'coordinator cora-ben waiting']);
      expect(await programs.endCoordinator(m.world.program, dan ?? '', 'acc')).toBeNull();
      m.smtp.behave('refuse', cora);
      await m.whileSending(() => expect.poll(ofProgram).toEqual(['coordinator cora-ann refused', 'coordinator cora-ben dropped']));
      m.smtp.behave('take', cora);
      const mails = new SqlProgramMails({ db: m.db, outbox: m.outbox });
      const [refused, ...more] = (await mails.mails(m.world.program)).filter(({ maySendAgain }) => maySendAgain);
      expect([refused?.address, more]).toEqual([cora, []]);
      expect(await mails.again(m.world.program, refused?.id ?? '', 'acc')).toBe('queued');
      await m.whileSending(() => expect.poll(ofProgram).toContain('coordinator cora-ann sent'));
      const [mail] = m.mailTo(cora ?? '');
      expect(mail?.text).toContain(`Sign in with this address: ${cora}`);
      expect(mail?.text).toContain('https://balint.example/home');
      expect(mail?.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
      m.shift += day;
      await programs.inviteCoordinator(m.world.program, dan ?? '', 'acc');
      expect(await ofProgram()).toContain('coordinator cora-ben waiting');
    });

    test('whoever joins gets the coming meetings once, whoever leaves loses them', async () => {
      const meetings = await m.world.plan([m.clock.now() + 9 * day, m.clock.now() + 16 * day]);
      const ref = m.world.seats['Ben Okafor'] ?? '';
      const seatChanged = () => m.world.within((records) => m.outbox.seatChanged(records, ref));
      // In the act that makes both, they are one mail.
      await m.world.within(async (records) => {
        await m.outbox.meetingsChanged(records, m.world.group, meetings);
        await m.outbox.seatChanged(records, ref);
      });
      expect(await m.states()).toEqual(['ann invitation waiting', 'ben invitation waiting', 'cid invitation waiting']);
      m.shift += hour;
      await stage()
        .db.updateTable('seats')
        .set({ left_at: new Date(m.clock.now()) })
        .where('ref', '=', ref)
        .execute();
      await seatChanged();
      m.shift += hour;
      await stage()
        .db.updateTable('seats')
        .set({ left_at: null, joined_at: new Date(m.clock.now()) })
        .where('ref', '=', ref)
        .execute();
      await seatChanged();
      await seatChanged();
      await m.sentUntil('sent');
      const calendars = m.mailTo(m.addresses.ben).map(calendarIn);
      expect(calendars.map(({ method, events }) => [method, events.length])).toEqual([
        ['REQUEST', 2],
        ['CANCEL', 2],
        ['REQUEST', 2],
      ]);
    });
  });
}
