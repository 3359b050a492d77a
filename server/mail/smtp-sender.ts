// The only door to nodemailer: hands mails to the mail server over a connection that is kept for a moment, and tells what became of each.
// It never decides what to do about it.
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Clock } from '../ports/clock.ts';
import type { Fate, MailSender, SentLetter } from './mail-sender.ts';
import { certificateTrouble, troubleInWords } from './tls-trouble.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). */
  readonly isSecure: boolean;
  /** Nothing is said before TLS. Only a mail server on a private network may do without. */
  readonly needsTls: boolean;
  /** A mail server on this machine: its certificate proves nothing. */
  readonly isHere: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  readonly from: { readonly address: string; readonly name: string };
}

export interface SmtpPatience {
  readonly connectMs: number;
  /** Between two words of the mail server. After the last byte of a mail it may take its time. */
  readonly silenceMs: number;
  readonly wholeMs: number;
  /** How long a connection is kept for the next mail. */
  readonly idleMs: number;
}

const ordinary: SmtpPatience = { connectMs: 15_000, silenceMs: 120_000, wholeMs: 240_000, idleMs: 3_000 };

interface SmtpError extends Error {
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly originalCode?: string | undefined;
}

export class SmtpSender implements MailSender {
  readonly #settings: SmtpSettings;
  readonly #clock: Clock;
  readonly #patience: SmtpPatience;
  #open: SMTPConnection | null = null;
  #stopIdling = () => {};

  constructor(settings: SmtpSettings, clock: Clock, patience: Partial<SmtpPatience> = {}) {
    this.#settings = settings;
    this.#clock = clock;
    this.#patience = { ...ordinary, ...patience };
  }

  async send(letter: SentLetter): Promise<Fate> {
    const message = await this.#message(letter);
    this.#stopIdling();
    const kept = this.#open;
    if (kept !== null) {
      const fate = await this.#hand(kept, letter, message);
      // It may have been closed while it was idle: that says nothing of the mail server.
      if (fate.is !== 'unreachable') return fate;
    }
    const opened = await this.#connect();
    return opened instanceof SMTPConnection ? this.#hand(opened, letter, message) : opened;
  }

  close(): void {
    this.#stopIdling();
    this.#open?.close();
    this.#open = null;
  }

  async #connect(): Promise<SMTPConnection | Fate> {
    const { host, port, isSecure, needsTls, isHere, auth } = this.#settings;
    const { connectMs, silenceMs } = this.#patience;
    const connection = new SMTPConnection({
      ...{ host, port, secure: isSecure, requireTLS: needsTls && !isSecure, ignoreTLS: isHere && !needsTls },
      ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: silenceMs },
    });
    // Errors also reach whoever waits; without a listener one would end the process.
    connection.on('error', () => undefined);
    connection.once('end', () => {
      if (this.#open === connection) this.#open = null;
    });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      if (auth !== null && connection.allowsAuth)
        await new Promise<void>((resolve, reject) => {
          connection.once('error', reject);
          connection.login({ credentials: auth }, (error) => (error ? reject(error) : resolve()));
        });
    } catch (error) {
      connection.close();
      return { is: 'unreachable', answer: answerIn(error as SmtpError) };
    }
    this.#open = connection;
    return connection;
  }

  #hand(connection: SMTPConnection, { to, returnTo }: SentLetter, message: Buffer): Promise<Fate> {
    const extensions = (connection as unknown as { _supportedExtensions: readonly string[] })._supportedExtensions;
    if (/[^\x20-\x7e]/.test(to.address) && !extensions.includes('SMTPUTF8'))
      return Promise.resolve({ is: 'refused', answer: '553 the mail server takes no addresses with such letters' });
    return new Promise((resolve) => {
      let isHandedOver = false;
      const done = (fate: Fate) => {
        cancel();
        if (fate.is === 'sent') this.#idle(connection);
        else this.#drop(connection);
        resolve(fate);
      };
      const fail = (error: SmtpError) => done(fateOf(error, isHandedOver));
      const cancel = this.#clock.after(this.#patience.wholeMs, () => fail(new Error('ETIMEDOUT')));
      const body = Readable.from(piecesOf(message), { objectMode: false });
      // After its last byte the mail is in the server's hands, whatever we hear.
      body.once('end', () => {
        isHandedOver = true;
      });
      const envelope = { from: returnTo ?? this.#settings.from.address, to: [to.address], size: message.length };
      connection.send(envelope, body, (error, answer) =>
        error ? fail(error) : done({ is: 'sent', answer: answer?.response ?? '' }),
      );
    });
  }

  #idle(connection: SMTPConnection): void {
    this.#stopIdling = this.#clock.after(this.#patience.idleMs, () => {
      if (this.#open === connection) this.#open = null;
      connection.quit();
    });
  }

  #drop(connection: SMTPConnection): void {
    if (this.#open === connection) this.#open = null;
    connection.close();
  }

  /** The same bytes whenever it is made. Addresses are never a string, in which a comma would make two of one. */
  async #message({ id, to, subject, text, html, calendar, unsubscribe, madeAt }: SentLetter): Promise<Buffer> {
    const { from } = this.#settings;
    const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
    const mail = new MailComposer({
      from: { address: from.address, name: oneLine(from.name) },
      to: { address: to.address, name: oneLine(to.name ?? '') },
      subject: oneLine(subject),
      ...{ text, html, textEncoding: 'quoted-printable' },
      messageId: `<${id}@${domain}>`,
      date: new Date(madeAt),
      baseBoundary: id,
      headers: {
        ...{ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...(unsubscribe !== null && { 'List-Unsubscribe': `<${unsubscribe}>` }),
        // Without https it would be nobody's press.
        ...(unsubscribe?.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      },
      ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'invite.ics' } }),
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
    return mail.compile().build();
  }
}

const pieceLength = 16_384;

/** Handed over as the server takes it: its last byte is not gone before the ones before it are. */
function* piecesOf(message: Buffer): Generator<Buffer> {
  for (let start = 0; start < message.length; start += pieceLength) yield message.subarray(start, start + pieceLength);
}

/** Nothing in a name or a subject begins a new header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function fateOf(error: SmtpError, isHandedOver: boolean): Fate {
  const answer = answerIn(error);
  const { responseCode = 0, command = '' } = error;
  const isOfThisMail = command === 'RCPT TO' || command === 'DATA';
  // That we may not send at all is nobody's refusal of this mail: it waits until somebody has put that right.
  if (command === 'MAIL FROM' && responseCode >= 400) return { is: responseCode === 552 ? 'refused' : 'later', answer };
  // Larger than the server says it takes, or an address that cannot be written.
  if (!responseCode && /^(EMESSAGE|EENVELOPE)$/.test(error.code ?? '')) return { is: 'refused', answer };
  if (responseCode >= 500 && isOfThisMail) return { is: 'refused', answer };
  if (responseCode >= 400 && (isOfThisMail || isHandedOver)) return { is: 'later', answer };
  return { is: isHandedOver ? 'unsure' : 'unreachable', answer };
}

/** What the server said, or the code of what broke; never our own words about an address. */
function answerIn({ response, code, message, command, originalCode = '' }: SmtpError): string {
  const trouble = code === 'ETLS' && command === 'STARTTLS' && response ? 'NO_TLS' : certificateTrouble({ message, originalCode });
  if (trouble !== null) return `${trouble}: ${troubleInWords[trouble]}`;
  return response ?? code ?? (/^E[A-Z]+/.exec(message)?.[0] || 'no answer');
}
