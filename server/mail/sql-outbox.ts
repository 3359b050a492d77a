// The outbox: notices are sealed and queued in the caller's transaction. Knows no mail server; the worker takes them from there.
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { linkToken } from '../accounts/personal-links.ts';
import type { Tables } from '../database/tables.ts';
import type { Clock } from '../ports/clock.ts';
import type { AskedCoordinator, Mail, OpenTransaction, SignInLink } from '../ports/mail.ts';
import { NoticeSeal } from './notice-seal.ts';
import type { DateKind, NotedMeeting } from './notices.ts';
import { MailQueue, type QueuedMail } from './queue-mail.ts';
import {
  comingMeetings,
  coordinatorOf,
  inGroup,
  inSeat,
  meetingsOf,
  ofPerson,
  oncePerPerson,
  type PlannedMeeting,
  type Recipient,
} from './recipients.ts';

const hour = 3_600_000;
/** How long a mail server that says "later" is asked again. */
const patienceMs = 3 * 24 * hour;

type Records = Transaction<Tables>;

export interface OutboxOptions {
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
  /** False: kept for the outbox page of a trial alone. */
  readonly sends: boolean;
}

export class SqlOutbox implements Mail {
  readonly sends: boolean;
  readonly #secret: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #queue: MailQueue;

  constructor({ secret, clock, sends }: OutboxOptions) {
    this.sends = sends;
    this.#secret = secret;
    this.#clock = clock;
    this.#queue = new MailQueue(new NoticeSeal(secret), sends);
  }

  signInLink(records: OpenTransaction, { address, token, hash, language, expiresAt, proves = false }: SignInLink): Promise<void> {
    const to = { address, name: null, language, zone: 'UTC' };
    return this.#put(opened(records), {
      to,
      notice: { kind: proves ? 'address' : 'signIn', token, expiresAt },
      about: hash,
      sequence: 0,
      expiresAt,
    });
  }

  async coordinatorInvited(transaction: OpenTransaction, { programId, address, invitedAt }: AskedCoordinator): Promise<void> {
    const records = opened(transaction);
    const mail = await this.#toCoordinator(records, programId, address);
    if (mail !== null) await this.#put(records, { ...mail, about: `${programId}:${invitedAt}` });
  }

  /** The same row to somebody who is still asked; false when they are not. */
  async coordinatorAgain(
    records: Records,
    mail: { id: string; about: string; programId: string; address: string },
  ): Promise<boolean> {
    const anew = await this.#toCoordinator(records, mail.programId, mail.address);
    return anew !== null && this.#queue.again(records, mail.id, { ...anew, about: mail.about }, this.#clock.now());
  }

  async #toCoordinator(records: Records, programId: string, address: string): Promise<Omit<QueuedMail, 'about'> | null> {
    const reader = await coordinatorOf(records, programId, address);
    if (reader === null) return null;
    const { programName, ...to } = reader;
    const notice = { kind: 'coordinator', programName } as const;
    return { to, programId, notice, sequence: 0, expiresAt: this.#clock.now() + patienceMs };
  }

  async personalLink(transaction: OpenTransaction, ref: string): Promise<void> {
    const records = opened(transaction);
    const recipient = await inSeat(records, ref);
    if (recipient === null || recipient.leftAt !== null) return;
    const about = `${ref}:${recipient.linkVersion}`;
    const last = await records
      .selectFrom('mails')
      .select(['state', 'sequence'])
      .where('kind', '=', 'personalLink')
      .where('about', '=', about)
      .where('address', '=', recipient.to.address)
      .orderBy('sequence', 'desc')
      .executeTakeFirst();
    // Asked for twice it is one mail; asked for anew after it went out, because somebody cannot find it, it is another.
    if (last?.state === 'waiting' || last?.state === 'sending') return;
    const token = linkToken(this.#secret, ref, recipient.linkVersion);
    await this.#put(records, {
      ...whose(recipient),
      notice: { kind: 'personalLink', token, groupName: recipient.group.name },
      about,
      sequence: (last?.sequence ?? -1) + 1,
      expiresAt: this.#clock.now() + patienceMs,
    });
  }

  async meetingsChanged(transaction: OpenTransaction, groupId: string, meetingIds: readonly string[]): Promise<void> {
    const records = opened(transaction);
    const changed = await meetingsOf(records, groupId, meetingIds);
    const cancelled = changed.filter(({ isCancelled }) => isCancelled);
    const held = changed.filter(({ isCancelled }) => !isCancelled);
    const recipients = await inGroup(records, groupId);
    // A calendar file asks or cancels, never both.
    await this.#tell(records, recipients, held.some(({ sequence }) => sequence > 0) ? 'change' : 'invitation', held);
    await this.#tell(records, recipients, 'cancel', cancelled);
  }

  async seatChanged(transaction: OpenTransaction, ref: string): Promise<void> {
    const records = opened(transaction);
    const recipient = await inSeat(records, ref);
    if (recipient === null) return;
    const { group, onlyFor, joinedAt, leftAt } = recipient;
    const coming = (await comingMeetings(records, group.id, this.#clock.now())).filter(({ isCancelled }) => !isCancelled);
    const theirs = ofSeat(coming, onlyFor);
    if (theirs.length === 0) return;
    const kind = leftAt === null ? 'joined' : 'left';
    // Whoever is given a seat in the act that makes the dates has them already.
    if (kind === 'joined' && (await this.#isInvited(records, recipient, theirs))) return;
    const about = `${ref}:${(leftAt ?? joinedAt)?.getTime() ?? 0}`;
    await this.#put(records, { ...whose(recipient), ...this.#dates(kind, group.name, theirs), about, sequence: 0 });
  }

  async zoneRulesChanged(transaction: OpenTransaction, groupId: string, meetingIds: readonly string[]): Promise<void> {
    const records = opened(transaction);
    const moved = (await meetingsOf(records, groupId, meetingIds)).filter(({ isCancelled }) => !isCancelled);
    const leading = (await inGroup(records, groupId)).filter(({ role }) => role === 'leader' || role === 'coLeader');
    await this.#tell(records, leading, 'zoneRules', moved);
  }

  /**
   * The same row with what holds now, to the address that the person has now; false when there is nothing to say any more. What was refused has
   * reached nobody, and what nobody knows of keeps its Message-ID.
   */
  async datesAgain(records: Records, mail: { id: string; kind: string; groupId: string; personId: string }): Promise<boolean> {
    const recipient = await ofPerson(records, mail.groupId, mail.personId);
    if (recipient === null) return false;
    const isOff = mail.kind === 'cancel';
    const coming = await comingMeetings(records, mail.groupId, this.#clock.now());
    const theirs = ofSeat(coming, recipient.onlyFor).filter(({ isCancelled }) => isCancelled === isOff);
    // Whoever has left hears of their leaving alone, and nobody who is there does.
    if (theirs.length === 0 || (recipient.leftAt !== null) !== (mail.kind === 'left')) return false;
    const notice = this.#dates(mail.kind as DateKind, recipient.group.name, theirs);
    return this.#queue.again(records, mail.id, { ...whose(recipient), ...notice, ...oneNotice(theirs) }, this.#clock.now());
  }

  /** One mail for each person, of all these meetings. */
  async #tell(
    records: Records,
    recipients: readonly Recipient[],
    kind: DateKind,
    meetings: readonly PlannedMeeting[],
  ): Promise<void> {
    for (const recipient of oncePerPerson(recipients)) {
      const theirs = ofSeat(meetings, recipient.onlyFor);
      if (theirs.length === 0) continue;
      await this.#put(records, { ...whose(recipient), ...this.#dates(kind, recipient.group.name, theirs), ...oneNotice(theirs) });
    }
  }

  #dates(kind: DateKind, groupName: string, meetings: readonly PlannedMeeting[]): Pick<QueuedMail, 'notice' | 'expiresAt'> {
    const noted = meetings.map(({ isCancelled: _, ...meeting }): NotedMeeting => meeting);
    const over = Math.max(...noted.map(({ endsAt }) => endsAt));
    const now = this.#clock.now();
    // What a calendar must lose is said even when the meeting is over: it would stay there.
    const expiresAt = kind === 'cancel' || kind === 'left' ? now + patienceMs : Math.min(over, now + patienceMs);
    return { notice: { kind, groupName, meetings: noted }, expiresAt };
  }

  async #isInvited(records: Records, { to, joinedAt }: Recipient, meetings: readonly PlannedMeeting[]): Promise<boolean> {
    const { about, sequence } = oneNotice(meetings);
    const row = await records
      .selectFrom('mails')
      .select('id')
      .where('kind', '=', 'invitation')
      .where('about', '=', about)
      .where('sequence', '=', sequence)
      .where('address', '=', to.address)
      .where('made_at', '>=', joinedAt ?? new Date(this.#clock.now()))
      .executeTakeFirst();
    return row !== undefined;
  }

  #put(records: Records, mail: QueuedMail): Promise<void> {
    return this.#queue.put(records, mail, this.#clock.now());
  }
}

/** Outside a transaction a mail could go out for a change that then fails. */
function opened(records: OpenTransaction): Records {
  if (!records.isTransaction) throw new Error('A mail is queued in the transaction that causes it.');
  return records as Records;
}

function whose({ to, personId, group }: Recipient) {
  return { to, personId, groupId: group.id, programId: group.programId };
}

function ofSeat(meetings: readonly PlannedMeeting[], onlyFor: string | null): readonly PlannedMeeting[] {
  return onlyFor === null ? meetings : meetings.filter(({ id }) => id === onlyFor);
}

/** What makes a notice of these meetings, as they stand, the same notice. */
function oneNotice(meetings: readonly NotedMeeting[]): { readonly about: string; readonly sequence: number } {
  const [first] = meetings;
  if (first && meetings.length === 1) return { about: first.id, sequence: first.sequence };
  const all = meetings.map(({ id, sequence }) => `${id}:${sequence}`).sort();
  return { about: createHash('sha256').update(all.join('\n')).digest('hex').slice(0, 32), sequence: 0 };
}
