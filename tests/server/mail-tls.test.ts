// Mail over TLS, from the first byte and by STARTTLS, with certificates of an authority that an installation knows, and with such as nobody should believe.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fate } from '../../server/mail/mail-sender.ts';
import { troubleInWords } from '../../server/mail/tls-trouble.ts';
import { ownAuthority } from '../support/own-authority.ts';
import { type SmtpWishes, startSmtp, type TestSmtp } from '../support/smtp.ts';
import { sendTrusting } from '../support/trusting-sender.ts';

const ways = ['smtps', 'STARTTLS'] as const;
const papers = ['right', 'expired', 'of another name', 'of a stranger'] as const;
const auth = { user: 'room', pass: 'right' };

let folder: string;
let plain: TestSmtp;
const servers = new Map<string, TestSmtp>();
const fates = new Map<string, Fate>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'balint-authority-'));
  const [own, stranger] = await Promise.all([ownAuthority('The hospital'), ownAuthority('Somebody')]);
  writeFileSync(join(folder, 'authority.pem'), own.certificate);
  const made = {
    right: await own.serverFor('localhost'),
    expired: await own.serverFor('localhost', -1),
    'of another name': await own.serverFor('mail.example.org'),
    'of a stranger': await stranger.serverFor('localhost'),
  };
  plain = await startSmtp();
  servers.set('none', plain);
  for (const way of ways) {
    for (const paper of papers) {
      const tls: SmtpWishes['tls'] = { ...made[paper], fromFirstByte: way === 'smtps' };
      servers.set(`${way} ${paper}`, await startSmtp({ auth, tls }));
    }
  }
  // Named, and not as somebody who is on this very machine.
  const settings = [...servers.values()].map((server) => ({
    ...server.settings,
    ...{ host: 'localhost', isHere: false, needsTls: !server.settings.isSecure },
  }));
  const said = await sendTrusting(join(folder, 'authority.pem'), settings);
  for (const [index, name] of [...servers.keys()].entries()) fates.set(name, said[index] as Fate);
});
afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

describe.each(ways)('%s', (way) => {
  test('a mail goes out over TLS, user and password too, when the certificate is right', () => {
    expect(fates.get(`${way} right`)).toMatchObject({ is: 'sent' });
    const server = servers.get(`${way} right`);
    expect(server?.taken.map(({ overTls, recipient }) => [overTls, recipient])).toEqual([[true, 'ann@example.org']]);
  });

  test.each([
    ['expired', 'CERT_EXPIRED'],
    ['of another name', 'CERT_OTHER_NAME'],
    ['of a stranger', 'CERT_UNKNOWN'],
  ] as const)('not a word is said to a server whose certificate is %s', (paper, code) => {
    const fate = fates.get(`${way} ${paper}`);
    expect(fate).toEqual({ is: 'unreachable', answer: `${code}: ${troubleInWords[code]}` });
    const server = servers.get(`${way} ${paper}`);
    expect([server?.taken, server?.senders]).toEqual([[], []]);
  });
});

test('a server that offers no TLS is told nothing', () => {
  expect(fates.get('none')).toEqual({ is: 'unreachable', answer: `NO_TLS: ${troubleInWords.NO_TLS}` });
  expect([plain.taken, plain.senders]).toEqual([[], []]);
});

test('each sentence fits beside its mail, and says what to do', () => {
  for (const [code, sentence] of Object.entries(troubleInWords)) {
    expect(`${code}: ${sentence}`.length).toBeLessThanOrEqual(200);
    expect(sentence).toMatch(/^the .*(has to|write|name|clock|Name)/);
  }
});
