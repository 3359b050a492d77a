// The part of the configuration that is about mail: where it is handed over, from whom it comes, and where what cannot be delivered comes back to.
import * as z from 'zod/mini';
import { CannotStart } from './cannot-start.ts';
import { isServerUrl, type ServerPlace, serverPlace } from './server-url.ts';
import { isLoopback } from './weak-secrets.ts';

export interface MailServer extends ServerPlace {
  readonly from: { readonly address: string; readonly name: string };
}

/** The mailbox that returned mails come to. */
export interface BounceMailbox extends ServerPlace {
  readonly auth: { readonly user: string; readonly pass: string };
  /** What comes to this address, with `+` and more before its @, lies there. */
  readonly address: string;
}

export type MailChoice =
  | { readonly kind: 'server'; readonly server: MailServer; readonly bounces: BounceMailbox | null }
  /** A trial on one's own machine: mails can be read in the outbox page. */
  | { readonly kind: 'outbox' }
  | { readonly kind: 'none' };

const [smtpPorts, imapPorts] = [
  [587, 465],
  [143, 993],
] as const;

export const smtpUrl = z.url({ protocol: /^smtps?$/ }).check(z.refine(isServerUrl));

/** With a user: nobody's mailbox is open to everybody. */
export const imapUrl = z
  .url({ protocol: /^imaps?$/ })
  .check(z.refine((address) => isServerUrl(address) && serverPlace(address, imapPorts).auth !== null));

/** `Balint Room <room@example.org>`, or the address alone. */
export const mailFrom = z.string().check(z.refine((text) => readMailbox(text) !== null));

/** Before the @ there must be room for the mail's number and its seal, of the 64 signs that mail servers take. */
const longestBounceName = 24;
export const bouncesAddress = z.string().check(z.refine(isBounceAddress));

export const mailAdvice = {
  SMTP_URL:
    'the address of a mail server, such as smtps://user:password@mail.example.org with nothing after the name and port; signs like @ and / in the password are written %40 and %2F',
  MAIL_FROM: 'one address, alone or as Balint Room <room@example.org>',
  BOUNCES_IMAP_URL:
    'the address of a mailbox of its own for returned mails, such as imaps://bounce%40example.org:password@mail.example.org with nothing after the name and port; signs like @ and / in user and password are written %40 and %2F',
  BOUNCES_ADDRESS: `the address of that mailbox, such as bounce@example.org, with at most ${longestBounceName} signs before the @ and no + among them`,
};

interface MailValues {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
  readonly BOUNCES_IMAP_URL?: string | undefined;
  readonly BOUNCES_ADDRESS?: string | undefined;
  readonly HOST: string;
}

/** Throws `CannotStart`. */
export function mailChoice(values: MailValues, publicUrl: string | null): MailChoice {
  const { SMTP_URL, MAIL_FROM, BOUNCES_IMAP_URL, BOUNCES_ADDRESS, HOST } = values;
  if (SMTP_URL === undefined) {
    const [useless] =
      Object.entries({ MAIL_FROM, BOUNCES_IMAP_URL, BOUNCES_ADDRESS }).find(([, value]) => value !== undefined) ?? [];
    if (useless !== undefined)
      throw new CannotStart(
        `${useless} is set; SMTP_URL must be set with it, or nothing can be sent. Set it, or leave ${useless} out.`,
      );
    return { kind: isLoopback(HOST) && !publicUrl?.startsWith('https:') ? 'outbox' : 'none' };
  }
  if (MAIL_FROM === undefined)
    throw new CannotStart(
      'SMTP_URL is set; MAIL_FROM must be set with it: the address that mails come from, such as Balint Room <room@example.org>.',
    );
  const from = readMailbox(MAIL_FROM) as MailServer['from'];
  return { kind: 'server', server: { ...serverPlace(SMTP_URL, smtpPorts), from }, bounces: bounceMailbox(values) };
}

function bounceMailbox({
  BOUNCES_IMAP_URL,
  BOUNCES_ADDRESS,
}: Pick<MailValues, 'BOUNCES_IMAP_URL' | 'BOUNCES_ADDRESS'>): BounceMailbox | null {
  if (BOUNCES_IMAP_URL === undefined) {
    if (BOUNCES_ADDRESS === undefined) return null;
    throw new CannotStart(
      'BOUNCES_ADDRESS is set; BOUNCES_IMAP_URL must be set with it, or nobody reads what comes back. Set it, or leave BOUNCES_ADDRESS out.',
    );
  }
  const { auth, ...place } = serverPlace(BOUNCES_IMAP_URL, imapPorts);
  const address = BOUNCES_ADDRESS ?? auth?.user ?? '';
  if (auth === null || !isBounceAddress(address))
    throw new CannotStart(`BOUNCES_ADDRESS must be set with BOUNCES_IMAP_URL: it should be ${mailAdvice.BOUNCES_ADDRESS}.`);
  return { ...place, auth, address };
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

function isBounceAddress(address: string): boolean {
  const [name = '', ...rest] = address.split('@');
  return rest.length === 1 && plainAddress.test(address) && name.length <= longestBounceName && !name.includes('+');
}
