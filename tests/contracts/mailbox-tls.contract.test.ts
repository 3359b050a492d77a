// The mailbox of returned mails over TLS, from the first byte and by STARTTLS, at a real IMAP server (Dovecot): with a certificate of an authority that an
// installation knows, and with such as nobody should believe. To those not a word is said: no user, no password.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailboxTroubleInWords } from '../../server/mail/tls-trouble.ts';
import { startImap, type TestImap } from '../support/imap.ts';
import { ownAuthority } from '../support/own-authority.ts';
import { awayMail } from '../support/returned-mail.ts';
import { lookTrusting } from '../support/trusting-mailbox.ts';

const ways = ['imaps', 'STARTTLS'] as const;
const papers = ['right', 'expired', 'of another name', 'of a stranger', 'signed by itself'] as const;

let folder: string;
const servers = new Map<string, TestImap>();
const said = new Map<string, { readonly code?: string; readonly msg: string }>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'balint-authority-'));
  const [own, stranger] = await Promise.all([ownAuthority('The hospital'), ownAuthority('Somebody')]);
  writeFileSync(join(folder, 'authority.pem'), own.certificate);
  const made = {
    right: await own.serverFor('localhost'),
    expired: await own.serverFor('localhost', -1),
    'of another name': await own.serverFor('mail.example.org'),
    'of a stranger': await stranger.serverFor('localhost'),
    'signed by itself': await stranger.serverFor('localhost', 20, { signsItself: true }),
  };
  const started = await Promise.all([startImap(), ...papers.map((paper) => startImap({ tls: made[paper] }))]);
  for (const [n, name] of ['none', ...papers].entries()) servers.set(name, started[n] as TestImap);
  for (const server of servers.values()) server.deliver(awayMail('bounce@balint.example'));
  // Named, and not as somebody who is on this very machine.
  const named = { host: 'localhost', isHere: false };
  const asked = [...servers].flatMap(([name, { settings, securePort }]) =>
    ways
      .filter((way) => name !== 'none' || way === 'STARTTLS')
      .map((way) => ({
        name: `${way} ${name}`,
        settings: {
          ...{ ...settings, ...named, isSecure: way === 'imaps', needsTls: way === 'STARTTLS' },
          port: way === 'imaps' ? securePort : settings.port,
        },
      })),
  );
  const answers = await lookTrusting(
    join(folder, 'authority.pem'),
    asked.map(({ settings }) => settings),
  );
  for (const [n, { name }] of asked.entries()) said.set(name, answers[n] ?? { msg: '' });
}, 120_000);
afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

const signedIn = (name: string) =>
  servers
    .get(name)
    ?.log()
    .match(/Login: user=.*/g) ?? [];

test('a mailbox is read over TLS when the certificate is right, with user and password over TLS too', async () => {
  // Both look at once: one of them may find that the other has read it.
  const words = ways.map((way) => said.get(`${way} right`)?.msg);
  const found = 'a mail in the mailbox of returned mails is no notice of one; it was left there';
  expect(words).toContain(found);
  for (const word of words) expect([found, 'read']).toContain(word);
  await expect.poll(() => signedIn('right')).toHaveLength(2);
  expect(signedIn('right').every((line) => line.includes('TLS'))).toBe(true);
});

describe.each(ways)('%s', (way) => {
  test.each([
    ['expired', 'CERT_EXPIRED'],
    ['of another name', 'CERT_OTHER_NAME'],
    ['of a stranger', 'CERT_UNKNOWN'],
    ['signed by itself', 'CERT_UNKNOWN'],
  ] as const)('not a word is said to a server whose certificate is %s, and the log says what to do', (paper, code) => {
    const { code: told, msg } = said.get(`${way} ${paper}`) ?? {};
    expect([told, msg]).toEqual([code, `the mailbox of returned mails cannot be read: ${mailboxTroubleInWords[code]}`]);
    expect(signedIn(paper)).toEqual([]);
    expect(
      servers
        .get(paper)
        ?.mails()
        .map(({ flags }) => flags),
    ).toEqual(['']);
  });
});

test('a server that offers no TLS is told nothing', () => {
  expect(said.get('STARTTLS none')).toMatchObject({ code: 'NO_TLS', msg: expect.stringContaining(mailboxTroubleInWords.NO_TLS) });
  expect(signedIn('none')).toEqual([]);
});
