// The only door to imapflow: looks into the mailbox that returned mails come to. What was understood is deleted there, since it names people; what was
// not stays, marked as read.
import { type FetchMessageObject, ImapFlow } from 'imapflow';

export interface ImapSettings {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly needsTls: boolean;
  readonly isHere: boolean;
  readonly auth: { readonly user: string; readonly pass: string };
}

/** `later`: it stays as it is and is looked at again. */
export type Taken = 'understood' | 'later' | 'foreign';

export interface ReturnedMail {
  /** Its number in the mailbox; later ones have higher ones. */
  readonly uid: number;
  readonly raw: Uint8Array;
}

const [connectMs, silenceMs] = [15_000, 60_000];
/** Of one mail: the notice stands before the mail that it returns. */
const mostBytes = 128 * 1024;
const mostAtOnce = 100;

/** Rejects when the mailbox does not answer. `signal` ends it at once. */
export async function lookIntoMailbox(
  { host, port, isSecure, needsTls, isHere, auth }: ImapSettings,
  take: (mail: ReturnedMail) => Promise<Taken>,
  signal: AbortSignal,
): Promise<void> {
  const client = new ImapFlow({
    ...{ host, port, secure: isSecure, auth: { ...auth }, logger: false, disableAutoIdle: true },
    ...(!isSecure && (needsTls || isHere) && { doSTARTTLS: needsTls }),
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: silenceMs },
  });
  // Errors also reach whoever waits; without a listener one would end the process.
  client.on('error', () => undefined);
  const end = () => client.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
    await client.mailboxOpen('INBOX');
    const unread = (await client.search({ seen: false }, { uid: true })) || [];
    for (const uid of unread.slice(0, mostAtOnce)) {
      signal.throwIfAborted();
      const found = await client.fetchOne(String(uid), { source: { start: 0, maxLength: mostBytes } }, { uid: true });
      const raw = (found as FetchMessageObject | false) ? (found as FetchMessageObject).source : undefined;
      // Another server has taken it.
      if (raw === undefined) continue;
      const taken = await take({ uid, raw });
      if (taken === 'understood') await client.messageDelete(String(uid), { uid: true });
      if (taken === 'foreign') await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    }
    await client.logout();
  } finally {
    signal.removeEventListener('abort', end);
    client.close();
  }
}
