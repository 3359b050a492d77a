// What every kind of records must do with mails that come back, with a real SMTP server and a real mailbox (Dovecot) at the ends. Run by records-*.contract.test.ts
// on each database.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { BounceAddresses } from '../../server/mail/bounce-address.ts';
import { Bounces } from '../../server/mail/bounces.ts';
import { lookIntoMailbox } from '../../server/mail/imap-mailbox.ts';
import { SqlProgramMails } from '../../server/mail/sql-program-mails.ts';
import { startImap, type TestImap } from '../support/imap.ts';
import { awayMail, type Returned, returnedMail } from '../support/returned-mail.ts';
import type { MailStage } from './records-mail-stage.ts';
import { secret } from './records-stage.ts';

const day = 86_400_000;

export function bouncesContract(stage: () => MailStage): void {
  describe('mails that come back', () => {
    let imap: TestImap;
    let m: MailStage;
    let servers: Bounces[];
    const addresses = new BounceAddresses(secret, 'bounce@balint.example');
    beforeAll(async () => {
      imap = await startImap();
    });
    afterAll(() => imap.stop());
    beforeEach(async () => {
      m = stage();
      m.returnTo = addresses.of.bind(addresses);
      imap.empty();
      servers = [];
      return async () => {
        await Promise.all(servers.map((one) => one.stop()));
      };
    });
    /** A server of ours that looks into the mailbox all the time. */
    const open = () => {
      const log = createLogger('trace', { write: (line: string) => m.logged.push(line) });
      const one = new Bounces(
        { db: m.db, clock: m.clock, log, addresses, look: (take, signal) => lookIntoMailbox(imap.settings, take, signal) },
        { everyMs: 20, afterTroubleMs: 20 },
      );
      servers.push(one);
      one.start();
    };
    const invited = async () => {
      const [meeting = ''] = await m.world.plan([m.clock.now() + 9 * day]);
      await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
      await m.sentUntil('sent');
    };
    const rowOf = async (address: string) => {
      const row = (await m.rows()).find((one) => one.address === address);
      if (!row) throw new Error(`no mail to ${address}`);
      return row;
    };
    /** The envelope's sender, as the SMTP server took it. */
    const senderTo = (address: string) => m.mailTo(address)[0]?.returnTo ?? '';
    const comesBack = (address: string, more: Partial<Returned> = {}) =>
      imap.deliver(returnedMail({ to: senderTo(address), address, ...more }));
    const unread = () => imap.mails().filter(({ flags }) => !flags.includes('S'));

    test('each goes out with a sender of its own; one that comes back for good says so on its page and its person’s card, and is gone from the mailbox', async () => {
      await invited();
      const senders = Object.values(m.addresses).map(senderTo);
      expect(new Set(senders).size).toBe(3);
      for (const sender of senders) expect(sender).toMatch(/^bounce\+[0-9a-f]{18}\.[0-9a-f]{20}@balint\.example$/);
      comesBack(m.addresses.ben);
      open();
      await expect.poll(m.states).toEqual(['ann invitation sent', 'ben invitation bounced', 'cid invitation sent']);
      expect(await rowOf(m.addresses.ben)).toMatchObject({ answer: expect.stringMatching(/^5\.1\.1 550 5\.1\.1 /), sealed: null });
      await expect.poll(imap.mails).toEqual([]);
      const mails = new SqlProgramMails({ db: m.db, outbox: m.outbox });
      const [row] = await mails.mails(m.world.program, 'bounced');
      expect(row).toMatchObject({ address: m.addresses.ben, state: 'bounced', maySendAgain: true, delays: 0 });
      expect(await m.returnedTo()).toEqual(['Ben Okafor']);
      expect(m.logged.join('')).not.toMatch(/example\.org|Okafor/);
      // Nothing more goes there.
      expect(row).toMatchObject({ isStopped: true });
      const [next = ''] = await m.world.plan([m.clock.now() + 16 * day]);
      await m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [next]));
      await m.whileSending(() => expect.poll(m.states).toContain('ben invitation stopped'));
      expect(m.mailTo(m.addresses.ben)).toHaveLength(1);
      await m.db.deleteFrom('mails').where('about', '=', next).execute();
      // Put right and sent again, it is as any other, and what came back of the old one says nothing of it.
      const right = m.addresses.ben.replace('ben', 'ben.okafor');
      await m.db
        .updateTable('people')
        .set({ address: right })
        .where('id', '=', m.world.people['Ben Okafor'] ?? '')
        .execute();
      expect(await m.returnedTo()).toEqual([]);
      expect(await mails.again(m.world.program, row?.id ?? '', 'acc')).toBe('queued');
      await m.sentUntil('sent');
      comesBack(m.addresses.ben);
      await expect.poll(() => unread().length + imap.mails().length).toBe(1);
      expect(await rowOf(right)).toMatchObject({ state: 'sent' });
    });

    test('late ones are counted once each, however many servers look, and stay sent', async () => {
      await invited();
      const late = { action: 'delayed', status: '4.4.1', diagnostic: 'X-Postfix; connect to mx.example.org: timed out' } as const;
      comesBack(m.addresses.ann, late);
      comesBack(m.addresses.ann, late);
      open();
      open();
      await expect.poll(async () => (await rowOf(m.addresses.ann)).delays).toBe(2);
      await expect.poll(imap.mails).toEqual([]);
      expect(await rowOf(m.addresses.ann)).toMatchObject({ state: 'sent', delays: 2 });
      expect(await m.returnedTo()).toEqual([]);
      // Given up for a reason of the hour: it has not arrived, but its address may be right.
      comesBack(m.addresses.ann, { status: '4.2.2', diagnostic: 'smtp; 452 4.2.2 mailbox full' });
      await expect.poll(async () => (await rowOf(m.addresses.ann)).state).toBe('bounced');
      expect(await m.returnedTo()).toEqual([]);
      expect(await m.db.selectFrom('stopped_addresses').where('address', '=', m.addresses.ann).selectAll().execute()).toEqual([]);
      comesBack(m.addresses.cid, { action: 'relayed', status: '2.0.0', diagnostic: 'smtp; 250 ok' });
      await expect.poll(imap.mails).toEqual([]);
      expect(await rowOf(m.addresses.cid)).toMatchObject({ state: 'sent', delays: 0 });
    });

    test('whoever guesses a number, or has another mail’s seal, says nothing; what is no notice is left, and logged without an address', async () => {
      await invited();
      const [ann, ben] = [senderTo(m.addresses.ann), senderTo(m.addresses.ben)];
      const swapped = ann.replace(/\+[0-9a-f]{18}/, /\+[0-9a-f]{18}/.exec(ben)?.[0] ?? '');
      const guessed = ben.replace(/\.[0-9a-f]{20}@/, `.${'0'.repeat(20)}@`);
      for (const to of [swapped, guessed, 'bounce@balint.example']) imap.deliver(returnedMail({ to }));
      imap.deliver(awayMail(ben));
      imap.deliver('From: x\n\nno mail at all');
      imap.deliver(returnedMail({ to: ben }).replace('Action: failed', 'Action: sulked'));
      open();
      await expect.poll(unread).toEqual([]);
      expect(imap.mails()).toHaveLength(6);
      expect(await m.states()).toEqual(['ann invitation sent', 'ben invitation sent', 'cid invitation sent']);
      await expect.poll(() => m.logged.filter((line) => line.includes('it was left there')).length).toBeGreaterThanOrEqual(6);
      expect(m.logged.join('')).not.toMatch(/example\.org|Okafor|bounce\+/);
    });

    test('a mailbox that dies stops no mail; what came back meanwhile is read when it is there again', async () => {
      open();
      await imap.kill();
      await expect.poll(() => m.logged.join('')).toContain('mails go out all the same');
      await invited();
      comesBack(m.addresses.ben);
      await imap.start();
      await expect.poll(m.states).toContain('ben invitation bounced');
      expect(m.logged.filter((line) => line.includes('mails go out all the same')).length).toBeLessThan(5);
    });

    test('what comes back before its sending is noted is looked at again, and of a mail that nobody knew of it is the answer', async () => {
      await invited();
      const sending = { state: 'sending' as const, leased_until: new Date(m.clock.now() + day) };
      const set = (values: typeof sending | { state: 'waiting'; leased_until: null }) =>
        m.db.updateTable('mails').set(values).where('address', '=', m.addresses.ben).execute();
      await set(sending);
      comesBack(m.addresses.ben);
      comesBack(m.addresses.ann);
      open();
      await expect.poll(m.states).toContain('ann invitation bounced');
      expect(await m.states()).toContain('ben invitation sending');
      await expect.poll(unread).toHaveLength(1);
      await set({ state: 'waiting', leased_until: null });
      await expect.poll(m.states).toContain('ben invitation bounced');
    });
  });
}
