// The mails of a program, as its coordinators see them: to whom, of what kind, how far; never what one says. And what a trial would have sent.

export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'bounced' | 'stopped' | 'unsure' | 'dropped';

/**
 * `GET /api/programs/:p/mails` answers `{ mails }`, newest first; `?state=refused` for one state. `POST …/mails/:id/again` queues a refused, returned, stopped or unsure one anew (204),
 * to the address that its person has now, which whoever asks says is right; 409 `not-allowed-now` for what is under way, was taken, or is of no use any more.
 */
export interface MailRow {
  readonly id: string;
  readonly kind: string;
  readonly address: string;
  readonly groupName: string | null;
  /** `sent`: the mail server took it. `bounced`: it came back later. `stopped`: nothing is sent to this address. Nobody learns more. */
  readonly state: MailState;
  readonly madeAt: number;
  readonly doneAt: number | null;
  /** How often a mail server on its way has said that it is late. */
  readonly delays: number;
  /** What a mail server said, shortened. */
  readonly answer: string | null;
  readonly maySendAgain: boolean;
  /** Nothing is sent to the address that it would go to now, until somebody says that it is right. */
  readonly isStopped: boolean;
}

/**
 * `GET /api/groups/:g/mails` answers `{ mails }` to those who lead it, by kind and state: how many, and when the last was made. Nobody's address, name or answer.
 */
export interface GroupMailRow {
  readonly kind: string;
  readonly state: MailState;
  readonly count: number;
  readonly lastAt: number;
}

/**
 * `GET /api/outbox` answers `{ mails }`, newest first, on a trial's own machine alone: what would have been sent, links and all. Elsewhere the address does not
 * exist (404).
 */
export interface OutboxMail {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** A whole page, without a script or a picture; to be shown in a frame of its own with an empty `sandbox`. */
  readonly html: string;
  /** The calendar file, if it has one. */
  readonly calendar: string | null;
  readonly madeAt: number;
}
