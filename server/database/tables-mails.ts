// The outbox. A copy of it tells to whom a mail went and when, never what it said.
import type { Generated } from 'kysely';

export interface MailTables {
  mails: {
    id: string;
    program_id: string | null;
    group_id: string | null;
    person_id: string | null;
    kind: string;
    /** What it concerns: a meeting's id, or a sign-in link's hash. With kind, address and sequence, one notice. */
    about: string;
    sequence: Generated<number>;
    address: string;
    /** What it says; null once it has been sent or given up. */
    sealed: string | null;
    state: 'waiting' | 'sending' | 'sent' | 'refused' | 'bounced' | 'stopped' | 'unsure' | 'dropped';
    tries: Generated<number>;
    due_at: Date;
    leased_until: Date | null;
    /** After this it is of no use to anybody. */
    expires_at: Date | null;
    /** How often a mail server on its way has said that it is late. */
    delays: Generated<number>;
    /** The last notice of a late or returned mail that was read, by its number in the mailbox. */
    bounce_uid: string | null;
    /** What a mail server said, shortened. */
    answer: string | null;
    made_at: Date;
    done_at: Date | null;
  };
  /** To which nothing is sent: mails came back from there for good. */
  stopped_addresses: {
    address: string;
    since: Date;
    /** What the mail server said, shortened. */
    answer: string;
  };
}
