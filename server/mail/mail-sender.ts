// What the worker hands to a mail server, and what may become of it. The server's word is all that is ever known: nobody learns of an arrival.
import type { Reader } from './notices.ts';

export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

export interface Letter {
  readonly to: Pick<Reader, 'address' | 'name'>;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar: CalendarPart | null;
  /** Where one can turn it off, and a mail program by one press, for what is sent without being asked for. */
  readonly unsubscribe: string | null;
}

export interface SentLetter extends Letter {
  /** The same whenever it is sent again. */
  readonly id: string;
  readonly madeAt: number;
  /** Where it comes back to; null: to whom it comes from. */
  readonly returnTo: string | null;
}

export type Fate =
  /** Taken by the mail server. */
  | { readonly is: 'sent' | 'refused'; readonly answer: string }
  /** Not now. */
  | { readonly is: 'later'; readonly answer: string }
  /** Nothing was said about this mail: no connection, no sign-in. */
  | { readonly is: 'unreachable'; readonly answer: string }
  /** All of it was handed over, and then nothing was heard. */
  | { readonly is: 'unsure'; readonly answer: string };

/** One connection at a time, which it opens, keeps and ends itself. */
export interface MailSender {
  send(letter: SentLetter): Promise<Fate>;
  close(): void;
}
