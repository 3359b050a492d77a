// What the HTTP part needs from the rest of the server.

import type { AfterMeetings } from '../ports/after.ts';
import type { Certificates } from '../ports/certificates.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialLogs } from '../ports/credential-log.ts';
import type { Credit } from '../ports/credit.ts';
import type { Dates } from '../ports/dates.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { Identities } from '../ports/identity.ts';
import type { Keeping } from '../ports/keeping.ts';
import type { ProgramMails, TrialOutbox } from '../ports/mail.ts';
import type { Passkeys } from '../ports/passkeys.ts';
import type { People } from '../ports/people.ts';
import type { ProgramRoles, Programs } from '../ports/programs.ts';
import type { Accounts, Groups, Meeting, Membership } from '../ports/records.ts';
import type { Reminders } from '../ports/reminders.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { Rosters } from '../ports/rosters.ts';
import type { SignIn } from '../ports/sign-in.ts';
import type { Systems } from '../ports/systems.ts';
import type { Webhooks } from '../ports/webhooks.ts';

export interface HttpPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly signIn: SignIn;
  readonly passkeys: Passkeys;
  readonly identities: Identities;
  readonly programRoles: ProgramRoles;
  readonly programs: Programs;
  readonly programMails: ProgramMails;
  /** On a trial's own machine alone. */
  readonly outbox: TrialOutbox | null;
  readonly rosters: Rosters;
  readonly dates: Dates;
  readonly people: People;
  readonly feeds: Feeds;
  readonly keeping: Keeping;
  readonly after: AfterMeetings;
  readonly credit: Credit;
  readonly systems: Systems;
  readonly webhooks: Webhooks;
  readonly certificates: Certificates;
  readonly credentialLogs: CredentialLogs;
  readonly reminders: Reminders;
}

export interface HttpOptions {
  /** The address that people use if the server is behind another one; null if they reach it directly. */
  readonly publicUrl: string | null;
  /** The folder of the built client. */
  readonly clientFolder: string;
  /** For `/readyz`. */
  isReady(): Promise<boolean>;
  /** Some or all sessions of this seat are over: its sockets must be checked again. */
  onSessionsEnded(ref: string): void;
  /** A leader has named a guest for this meeting: if its room is open, it must learn of that. */
  onGuestNamed(room: RoomId): void;
  /** Seats of this group were given, ordered, changed or ended: if a room of it is open, it must learn of that. */
  onRosterChanged(groupId: string): void;
  /** Somebody sits in a room of this group, or has only just lost their connection to it. */
  isSatIn(groupId: string): Promise<boolean>;
  /** R7.5: the meeting goes on, for the leaders alone; this person is told what they will be told once it is closed. */
  isShutTo(seat: Membership, meeting: Meeting): Promise<boolean>;
  /** Through whose door this person comes now; null while none is open. */
  meetingFor(seat: Membership): Promise<Meeting | null>;
}
