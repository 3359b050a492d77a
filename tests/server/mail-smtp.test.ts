// What becomes of a mail at a real SMTP server that takes, greylists, refuses, dies or falls silent; and what it looks like on the wire.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SentLetter } from '../../server/mail/mail-sender.ts';
import { SmtpSender, type SmtpSettings } from '../../server/mail/smtp-sender.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';

let smtp: TestSmtp;
let line: SmtpSender;
/** As long as a busy machine needs: here nobody is waited for in vain. */
const patience = { connectMs: 60_000, silenceMs: 60_000, wholeMs: 120_000, idleMs: 60_000 };
const lineTo = (settings: SmtpSettings) => new SmtpSender(settings, systemClock, patience);
beforeAll(async () => {
  smtp = await startSmtp();
});
beforeEach(() => {
  smtp.behave('take');
  smtp.taken.length = 0;
  line = lineTo(smtp.settings);
  return () => line.close();
});
afterAll(() => smtp.stop());

const letter = (address: string, more: Partial<SentLetter> = {}): SentLetter => ({
  ...{ id: 'a1b2c3d4e5f6a7b8c9', madeAt: Date.parse('2026-11-28T10:00:00Z'), to: { address, name: 'Ann' }, returnTo: null },
  ...{ subject: 'Tuesday group', text: 'Hello', html: '<p>Hello</p>', calendar: null, unsubscribe: null },
  ...more,
});

describe('the fate of a mail', () => {
  test('taken, over one connection for several', async () => {
    const before = smtp.connections;
    expect(await line.send(letter('ann@example.org'))).toMatchObject({ is: 'sent', answer: expect.stringMatching(/^250/) });
    expect(await line.send(letter('ben@example.org'))).toMatchObject({ is: 'sent' });
    expect(smtp.taken.map(({ recipient }) => recipient)).toEqual(['ann@example.org', 'ben@example.org']);
    expect(smtp.connections - before).toBe(1);
  });

  test('greylisted: later, then taken', async () => {
    smtp.behave('greylist', 'grey@example.org');
    expect(await line.send(letter('grey@example.org'))).toMatchObject({ is: 'later', answer: expect.stringMatching(/^451/) });
    expect(await line.send(letter('grey@example.org'))).toMatchObject({ is: 'sent' });
  });

  test('refused: the server knows no such mailbox; the next mail goes out all the same', async () => {
    smtp.behave('refuse', 'nobody@example.org');
    expect(await line.send(letter('nobody@example.org'))).toMatchObject({ is: 'refused', answer: expect.stringMatching(/^550/) });
    expect(await line.send(letter('ann@example.org'))).toMatchObject({ is: 'sent' });
  });

  test('later: that the sender may not send is no refusal of the mail', async () => {
    smtp.behave('refuseSender');
    expect(await line.send(letter('ann@example.org'))).toMatchObject({ is: 'later', answer: expect.stringMatching(/^550/) });
  });

  test('unsure: all of it was handed over, and the connection broke', async () => {
    smtp.behave('dieAfterData');
    expect(await line.send(letter('ann@example.org'))).toMatchObject({ is: 'unsure' });
  });

  test('unsure: all of it was handed over, and then nothing was heard until patience was over', async () => {
    smtp.behave('hang');
    const over: (() => void)[] = [];
    const after: Clock['after'] = (_ms, act) => {
      over.push(act);
      return () => {};
    };
    const clock = { now: systemClock.now, after };
    const waiting = new SmtpSender(smtp.settings, clock, patience);
    const before = smtp.heard;
    const fate = waiting.send(letter('ann@example.org'));
    await expect.poll(() => smtp.heard).toBe(before + 1);
    for (const act of over) act();
    expect(await fate).toMatchObject({ is: 'unsure' });
    waiting.close();
  });

  test('cut while a large mail is on its way: nothing can have arrived, and nobody says it has', async () => {
    smtp.behave('dieInData');
    const text = `${'A long line of a long mail. '.repeat(40)}\n`.repeat(6_000);
    expect(await line.send(letter('ann@example.org', { text }))).toMatchObject({ is: 'unreachable' });
    expect(smtp.taken).toEqual([]);
  });

  test('unreachable: nobody listens there, or our password is wrong', async () => {
    const gone = await startSmtp();
    await gone.stop();
    const nowhere = lineTo(gone.settings);
    expect(await nowhere.send(letter('ann@example.org'))).toMatchObject({ is: 'unreachable' });
    const guarded = await startSmtp({ auth: { user: 'room', pass: 'right' } });
    const wrong = lineTo({ ...guarded.settings, auth: { user: 'room', pass: 'wrong' } });
    expect(await wrong.send(letter('ann@example.org'))).toMatchObject({ is: 'unreachable', answer: expect.stringMatching(/^535/) });
    const right = lineTo(guarded.settings);
    expect(await right.send(letter('ann@example.org'))).toMatchObject({ is: 'sent' });
    for (const one of [nowhere, wrong, right]) one.close();
    await guarded.stop();
  });

  test('unreachable: without TLS where TLS is needed, before a word of the mail is said', async () => {
    const strict = lineTo({ ...smtp.settings, needsTls: true, isHere: false });
    expect(await strict.send(letter('ann@example.org'))).toMatchObject({ is: 'unreachable' });
    expect(smtp.taken).toEqual([]);
    strict.close();
  });

  test('a kept connection that the server has closed meanwhile costs nothing', async () => {
    expect(await line.send(letter('ann@example.org'))).toMatchObject({ is: 'sent' });
    smtp.cut();
    expect(await line.send(letter('ben@example.org'))).toMatchObject({ is: 'sent' });
    expect(smtp.taken.map(({ recipient }) => recipient)).toEqual(['ann@example.org', 'ben@example.org']);
  });
});

describe('what goes over the wire', () => {
  test('the same bytes when it is sent twice, with one Message-ID', async () => {
    await line.send(letter('ann@example.org'));
    await line.send(letter('ann@example.org'));
    expect(smtp.taken.map(({ messageId }) => messageId)).toEqual(Array(2).fill('<a1b2c3d4e5f6a7b8c9@balint.example>'));
    expect(smtp.taken[0]?.raw).toBe(smtp.taken[1]?.raw);
  });

  test('says that a machine wrote it; how to turn it off only where it can be', async () => {
    await line.send(letter('ann@example.org'));
    const address = `https://balint.example/reminders/${'x'.repeat(40)}`;
    await line.send(letter('ann@example.org', { unsubscribe: address }));
    await line.send(letter('ann@example.org', { unsubscribe: 'http://127.0.0.1:3000/reminders/x' }));
    const headers = smtp.taken.map(({ headers: all }) => Object.fromEntries(all.map(({ key, value }) => [key, value])));
    expect(headers[0]).toMatchObject({ 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' });
    expect(headers[0]).not.toHaveProperty('list-unsubscribe');
    expect(headers[1]).toMatchObject({
      ...{ 'list-unsubscribe': `<${address}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
    });
    expect(headers[2]).not.toHaveProperty('list-unsubscribe-post');
  });

  test.each([
    ['a line break', 'Ann\r\nBcc: eve@evil.example'],
    ['other line ends', 'Ann\u2028Bcc: eve@evil.example\u0000'],
    ['a comma', 'Larsen, Ann <eve@evil.example>, Eve'],
    ['quotation marks', '"Ann" <eve@evil.example>'],
  ])('%s in a name or a subject makes neither a header nor a recipient', async (_what, name) => {
    await line.send(letter('ann@example.org', { to: { address: 'ann@example.org', name }, subject: name }));
    expect(smtp.taken).toHaveLength(1);
    const [mail] = smtp.taken;
    expect(mail?.recipient).toBe('ann@example.org');
    expect(mail?.to).toEqual([{ address: 'ann@example.org', name: expect.stringContaining('Ann') }]);
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
  });

  test.each([
    ['a name in quotation marks', '"x@evil.example"@example.org'],
    ['two addresses', 'ann@example.org,eve@evil.example'],
    ['a line break', 'ann@example.org>\r\nRCPT TO:<eve@evil.example'],
    ['a group', 'friends:ann@example.org,eve@evil.example;'],
  ])('an address with %s reaches nobody else', async (_what, address) => {
    const fate = await line.send(letter(address));
    const recipients = smtp.taken.map(({ recipient }) => recipient);
    expect(fate.is === 'refused' || recipients.every((one) => one === address)).toBe(true);
    expect(recipients).not.toContain('eve@evil.example');
  });

  test('an address that this server cannot take is refused by us, and not sent in another spelling', async () => {
    const plain = await startSmtp({ takesOnlyAscii: true });
    const other = lineTo(plain.settings);
    const fate = await other.send(letter('jürgen@example.org'));
    expect(fate).toMatchObject({ is: 'refused' });
    expect(plain.taken).toEqual([]);
    other.close();
    await plain.stop();
  });

  test('names in other scripts arrive as they are', async () => {
    for (const name of ['Dr. Szőke Dávid', 'د. ليلى الحداد', '张伟']) {
      await line.send(letter('ann@example.org', { to: { address: 'ann@example.org', name }, subject: name }));
      expect(smtp.taken.at(-1)).toMatchObject({ subject: name, to: [{ name }] });
    }
  });
});
