// The mails of a program, as its coordinators see them: to whom, of what kind, how far; never what one says.

export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'unsure' | 'dropped';

/** `GET /api/programs/:p/mails`, newest first. `POST …/mails/:id/again` queues a refused one anew. */
export interface MailRow {
  readonly id: string;
  readonly kind: string;
  readonly address: string;
  readonly groupName: string | null;
  readonly state: MailState;
  readonly madeAt: number;
  readonly doneAt: number | null;
  /** What the mail server said, shortened. */
  readonly answer: string | null;
}
