// What every kind of records must do for the outbox when something fails, with a real SMTP server at its other end. Run by records-*.contract.test.ts on each
// database.
import { beforeEach, describe, expect, test } from 'vitest';
import { SqlProgramMails } from '../../server/mail/sql-program-mails.ts';
import { mailWorld } from '../support/mail-world.ts';
import { calendarIn, type MailStage } from './records-mail-stage.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

export function mailTroublesContract(stage: () => MailStage): void {
  describe('the outbox in trouble', () => {
    let m: MailStage;
    beforeEach(() => {
      m = stage();
    });

    test('whoever is greylisted gets it later, and what a calendar must learn stays in its order', async () => {
      m.smtp.behave('greylist', m.addresses.ben);
      const [meeting = ''] = await m.world.plan([m.clock.now() + 9 * day]);
      const tell = () => m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      await tell();
      const toBen = async () => (await m.rows()).find(({ address }) => address === m.addresses.ben);
      await m.whileSending(async () => {
        await expect.poll(async () => (await toBen())?.answer ?? '').toMatch(/^451/);
        await expect.poll(m.states).toContain('ann invitation sent');
      });
      expect(await toBen()).toMatchObject({ state: 'waiting', tries: 1 });
      await m.world.cancel(meeting);
      m.shift += 1_000;
      await tell();
      m.shift += 40 * minute;
      await m.sentUntil('sent');
      expect(
        m
          .mailTo(m.addresses.ben)
          .map(calendarIn)
          .map(({ method }) => method),
      ).toEqual(['REQUEST', 'CANCEL']);
    });

    test('a refusal is final until somebody puts the address right and sends it again', async () => {
      m.smtp.behave('refuse', m.addresses.cid);
      const [meeting = ''] = await m.world.plan([m.clock.now() + 9 * day]);
      await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      await m.sentUntil('sent', 'refused');
      const mails = new SqlProgramMails({ db: m.db, outbox: m.outbox });
      const [refused, ...more] = await mails.mails(m.world.program, 'refused');
      expect(more).toEqual([]);
      expect(refused).toMatchObject({ kind: 'invitation', address: m.addresses.cid, maySendAgain: true });
      expect(refused?.answer).toMatch(/^550 /);
      expect((await mails.mails(m.world.program)).filter(({ maySendAgain }) => maySendAgain)).toHaveLength(1);
      const right = m.addresses.cid.replace('cid', 'cid.moreau');
      await stage()
        .db.updateTable('people')
        .set({ address: right })
        .where('id', '=', m.world.people['Cid Moreau'] ?? '')
        .execute();
      const foreign = await mailWorld(m.db, m.clock.now(), [{ name: 'Eve', address: null }]);
      expect(await mails.again(foreign.program, refused?.id ?? '', 'acc')).toBeNull();
      expect(await mails.again(m.world.program, refused?.id ?? '', 'acc')).toBe('queued');
      expect(await mails.again(m.world.program, refused?.id ?? '', 'acc')).toBe('not-now');
      await m.sentUntil('sent');
      expect(calendarIn(m.mailTo(right)[0])).toMatchObject({ method: 'REQUEST', events: [{ uid: `${meeting}@balint-room` }] });
    });

    test('when nobody knows whether it arrived, it goes again with the same Message-ID; a sign-in link does not', async () => {
      m.smtp.behave('dieAfterData');
      const [meeting = ''] = await m.world.plan([m.clock.now() + 9 * day]);
      await m.world.within(async (records) => {
        await m.outbox.meetingsChanged(records, m.world.group, [meeting]);
        await m.outbox.signInLink(records, {
          ...{ address: m.addresses.ann, token: 'a-token-of-the-test', hash: `${meeting}-hash`, to: '/home', language: 'en' },
          expiresAt: m.clock.now() + 15 * minute,
        });
      });
      const link = () => m.db.selectFrom('mails').selectAll().where('about', '=', `${meeting}-hash`).executeTakeFirstOrThrow();
      const one = m.worker();
      one.start();
      await expect
        .poll(async () => (await m.rows()).map(({ tries, state }) => `${state} ${tries}`))
        .toEqual(Array(3).fill('waiting 1'));
      await expect.poll(async () => (await link()).state).toBe('dropped');
      await one.stop();
      m.smtp.behave('take');
      m.shift += 5 * minute;
      await m.sentUntil('sent');
      const ids = m.mailTo(m.addresses.ben).map(({ messageId }) => messageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      expect(m.smtp.taken.filter(({ text }) => text?.includes('#a-token-of-the-test'))).toHaveLength(1);
      expect((await link()).sealed).toBeNull();
      expect(m.logged.join('')).not.toMatch(/example\.org|a-token-of-the-test|Larsen/);
    });

    test('a mail whose server was killed goes out once its lease is over; such a sign-in link is dropped', async () => {
      const [meeting = ''] = await m.world.plan([m.clock.now() + 9 * day]);
      await m.world.within(async (records) => {
        await m.outbox.meetingsChanged(records, m.world.group, [meeting]);
        await m.outbox.signInLink(records, {
          ...{
            address: m.addresses.ann,
            token: 't',
            hash: `${meeting}-hash`,
            to: '/',
            language: 'en',
            expiresAt: m.clock.now() + hour,
          },
        });
      });
      const leased = { state: 'sending' as const, tries: 1, leased_until: new Date(m.clock.now() + 5 * minute) };
      await m.db.updateTable('mails').set(leased).where('state', '=', 'waiting').execute();
      const one = m.worker();
      one.start();
      await one.stop();
      expect(m.smtp.taken).toEqual([]);
      m.shift += 6 * minute;
      await m.sentUntil('sent');
      expect(m.smtp.taken.map(({ recipient }) => recipient).sort()).toEqual(Object.values(m.addresses).sort());
      const link = await m.db.selectFrom('mails').select('state').where('about', '=', `${meeting}-hash`).executeTakeFirst();
      expect(link?.state).toBe('dropped');
    });

    test('several workers at once send each mail once', async () => {
      const meetings = await m.world.plan(Array.from({ length: 8 }, (_, index) => m.clock.now() + (9 + index) * day));
      for (const meeting of meetings)
        await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      const workers = [m.worker({ senders: 2 }), m.worker({ senders: 2 })];
      for (const one of workers) one.start();
      await expect.poll(async () => (await m.states()).filter((one) => !one.endsWith(' sent'))).toEqual([]);
      await Promise.all(workers.map((one) => one.stop()));
      const sent = m.smtp.taken.map(({ messageId }) => messageId);
      expect([sent.length, new Set(sent).size]).toEqual([24, 24]);
    });

    test('what comes too late is not sent, nor anything to somebody who was erased', async () => {
      const [meeting = ''] = await m.world.plan([m.clock.now() + hour]);
      await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      await stage()
        .db.updateTable('people')
        .set({ erased_at: new Date(m.clock.now()) })
        .where('id', '=', m.world.people['Ann Larsen'] ?? '')
        .execute();
      m.shift += minute;
      await m.sentUntil('sent', 'dropped');
      expect(await m.states()).toContain('ann invitation dropped');
      expect(m.mailTo(m.addresses.ann)).toEqual([]);
      const [late = ''] = await m.world.plan([m.clock.now() + hour]);
      await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [late]));
      m.shift += 4 * hour;
      await m.sentUntil('sent', 'dropped');
      expect(m.mailTo(m.addresses.ben)).toHaveLength(1);
    });
  });
}
