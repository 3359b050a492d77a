// Notices of returned mails, as different mail servers write them; and what is none, or has been broken on the way.
import { test as base } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BounceAddresses, claimsIn } from '../../server/mail/bounce-address.ts';
import { readBounce } from '../../server/mail/read-bounce.ts';
import { awayMail, returnedMail } from '../support/returned-mail.ts';

const [mailId, reader] = ['a1b2c3d4e5f6a7b8c9', 'ben@example.org'];
const addresses = new BounceAddresses('a secret of the tests, long enough', 'bounce@balint.example');
const to = addresses.of(mailId, reader);
const [claim] = claimsIn(to);
const read = (text: string) => readBounce(Buffer.from(text.replace(/\r?\n/g, '\r\n')));
const status = (lines: string, kind = 'message/delivery-status', more = '') => `From: postmaster@example.org
To: <${to}>
Subject: Undeliverable
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Delivery has failed to these recipients.
--b
Content-Type: ${kind}
${more}
${lines}
--b--
`;

describe('a notice', () => {
  test.each([
    ['Postfix, for good', returnedMail({ to }), 'failed', /^5\.1\.1 550 5\.1\.1 .* User unknown$/],
    ['Postfix, late', returnedMail({ to, action: 'delayed', status: '4.4.1' }), 'late', /^4\.4\.1 /],
    [
      'Exchange',
      status(
        'Reporting-MTA: dns;mail.hospital.example\nReceived-From-MTA: dns;mx.balint.example\n\nFinal-Recipient: rfc822;ben@example.org\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found\nX-Display-Name: Ben',
      ),
      'failed',
      /^5\.1\.10 550 5\.1\.10 RESOLVER/,
    ],
    [
      'one whose letters are beyond ASCII (RFC 6533)',
      status(
        'Reporting-MTA: dns;x\n\nFinal-Recipient: utf-8;bén@example.org\nAction: Failed (gone)\nStatus: 5.1.1 (no such user)',
        'message/global-delivery-status',
      ),
      'failed',
      /^5\.1\.1$/,
    ],
    [
      'one packed in base64',
      status(
        Buffer.from('Reporting-MTA: dns;x\r\n\r\nAction: failed\r\nStatus: 5.2.1\r\n').toString('base64'),
        undefined,
        'Content-Transfer-Encoding: base64\n',
      ),
      'failed',
      /^5\.2\.1$/,
    ],
    ['one without a class', status('Reporting-MTA: dns;x\n\nAction: failed\nStatus: none'), 'failed', /^5\.0\.0$/],
    [
      'one of several readers: the worst counts',
      status('A: b\n\nAction: relayed\nStatus: 2.0.0\n\nAction: failed\nStatus: 5.1.1'),
      'failed',
      /^5\.1\.1$/,
    ],
    ['one of an arrival', status('A: b\n\nAction: delivered\nStatus: 2.0.0'), 'arrived', /^2\.0\.0$/],
    ['one in capitals', returnedMail({ to: to.toUpperCase() }), 'failed', /^5\.1\.1/],
  ])('of %s', async (_who, mail, is, answer) => {
    expect(await read(mail)).toEqual({ is, answer: expect.stringMatching(answer), claims: [claim] });
  });

  test.each([
    ['an answer by somebody who is away', awayMail(to)],
    ['a notice to another mailbox', returnedMail({ to: 'room@balint.example' })],
    ['a notice without an action', returnedMail({ to }).replace(/^Action:.*\n/m, '')],
    ['an action that there is not', returnedMail({ to }).replace('Action: failed', 'Action: constructor')],
    ['nothing', ''],
    ['bytes', '\u0000\u0001\u0002'.repeat(500)],
    [
      'parts within parts within parts',
      Array.from({ length: 400 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join(''),
    ],
  ])('is not what is: %s', async (_what, mail) => {
    expect(await read(mail)).toBeNull();
  });
});

test('the seal is of the mail and its reader, and of this server', () => {
  expect(to).toMatch(/^bounce\+a1b2c3d4e5f6a7b8c9\.[0-9a-f]{20}@balint\.example$/);
  expect(to.split('@')[0]?.length).toBeLessThanOrEqual(64);
  if (!claim) throw new Error('no claim');
  expect(addresses.isGenuine(claim, reader)).toBe(true);
  expect(addresses.isGenuine(claim, 'ann@example.org')).toBe(false);
  expect(addresses.isGenuine({ ...claim, mailId: 'f'.repeat(18) }, reader)).toBe(false);
  expect(addresses.isGenuine({ ...claim, seal: '0'.repeat(20) }, reader)).toBe(false);
  expect(new BounceAddresses('another secret, as long as that', 'bounce@balint.example').isGenuine(claim, reader)).toBe(false);
});

const whole = returnedMail({ to });
base.prop([fc.array(fc.tuple(fc.nat(whole.length), fc.nat(60), fc.string({ maxLength: 30 })), { minLength: 1, maxLength: 6 })], {
  numRuns: 2_000,
  verbose: 1,
})('of one that was broken on the way nothing is made up', async (cuts) => {
  let broken = whole;
  for (const [at, length, put] of cuts) broken = broken.slice(0, at) + put + broken.slice(at + length);
  const bounce = await read(broken);
  if (bounce === null) return;
  expect(['failed', 'late', 'arrived']).toContain(bounce.is);
  expect(bounce.answer).toMatch(/^[245]\.\d{1,3}\.\d{1,3}/);
  // What is left of the seal holds, or it says nothing of this mail.
  for (const one of bounce.claims)
    expect(addresses.isGenuine(one, reader)).toBe(one.mailId === claim?.mailId && one.seal === claim?.seal);
});
