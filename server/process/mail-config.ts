// The part of the configuration that is about mail: where it is handed over, and from whom it comes.
import * as z from 'zod/mini';
import { CannotStart } from './cannot-start.ts';
import { isPrivateAddress } from './private-address.ts';
import { isLoopback } from './weak-secrets.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** Nothing is said before TLS. */
  readonly needsTls: boolean;
  /** On this machine. */
  readonly isHere: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  readonly from: { readonly address: string; readonly name: string };
}

export type MailChoice =
  | { readonly kind: 'server'; readonly server: MailServer }
  /** A trial on one's own machine: mails can be read in the outbox page. */
  | { readonly kind: 'outbox' }
  | { readonly kind: 'none' };

/** `smtp:` or `smtps:`, a name, perhaps a port, a user and a password; a path or a query would be ignored. */
export const smtpUrl = z.url({ protocol: /^smtps?$/ }).check(z.refine(isMailServer));

/** `Balint Room <room@example.org>`, or the address alone. */
export const mailFrom = z.string().check(z.refine((text) => readMailbox(text) !== null));

export const mailAdvice = {
  SMTP_URL:
    'the address of a mail server, such as smtps://user:password@mail.example.org with nothing after the name and port; signs like @ and / in the password are written %40 and %2F',
  MAIL_FROM: 'one address, alone or as Balint Room <room@example.org>',
};

interface MailValues {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
  readonly HOST: string;
}

/** Throws `CannotStart`. */
export function mailChoice({ SMTP_URL, MAIL_FROM, HOST }: MailValues, publicUrl: string | null): MailChoice {
  if (SMTP_URL === undefined) {
    if (MAIL_FROM !== undefined)
      throw new CannotStart(
        'MAIL_FROM is set; SMTP_URL must be set with it, or nothing can be sent. Set it, or leave MAIL_FROM out.',
      );
    return { kind: isLoopback(HOST) && !publicUrl?.startsWith('https:') ? 'outbox' : 'none' };
  }
  if (MAIL_FROM === undefined)
    throw new CannotStart(
      'SMTP_URL is set; MAIL_FROM must be set with it: the address that mails come from, such as Balint Room <room@example.org>.',
    );
  return { kind: 'server', server: mailServer(SMTP_URL, readMailbox(MAIL_FROM) as MailServer['from']) };
}

function mailServer(address: string, from: MailServer['from']): MailServer {
  const url = asHttp(address);
  const isSecure = address.startsWith('smtps:');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  return {
    ...{ host, port: Number(url.port) || (isSecure ? 465 : 587), isSecure, from },
    // Whoever reads a mail's link on the way can press it first.
    needsTls: !isSecure && !isPrivateAddress(url.href),
    isHere: isLoopback(url.hostname),
    auth: user === '' ? null : { user: user ?? '', pass: pass ?? '' },
  };
}

function isMailServer(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname, search, hash, username, password } = asHttp(address);
  const isWhole = hostname !== '' && pathname === '/' && `${search}${hash}` === '' && !/[?#]$/.test(address);
  return isWhole && decoded(username) !== null && decoded(password) !== null && (username !== '' || password === '');
}

/** Only of addresses that browsers know are all parts read in the same way. A port that http leaves out would be lost. */
function asHttp(address: string): URL {
  return new URL(address.replace(/^smtps?:/i, 'ftp:'));
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const longestName = 80;
const mailbox = /^(?:(?<name>[^<>@,;:"\\]*?)\s*<(?<inside>[^<>]*)>|(?<alone>[^<>\s]*))$/;
const plainAddress =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}$/;

function readMailbox(text: string): MailServer['from'] | null {
  const { name = '', inside, alone } = mailbox.exec(text.trim())?.groups ?? {};
  const address = inside ?? alone ?? '';
  if (address.length > 254 || !plainAddress.test(address) || name.length > longestName || /\p{C}/u.test(name)) return null;
  return { address, name: name.trim() || 'Balint Room' };
}
