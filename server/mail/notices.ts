// What a mail is about, as it is sealed into the outbox: the facts alone. Words, times and the calendar file are made from them when it is sent,
// and come out the same if it has to be sent twice.

/** A meeting as it stood when the notice was queued. */
export interface NotedMeeting {
  readonly id: string;
  /** Of the meeting's row: raised by each change that a calendar must learn. */
  readonly sequence: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** In which the group plans; an IANA name. */
  readonly zone: string;
  readonly place: 'screen' | 'room' | 'both';
}

interface AboutDates {
  readonly groupName: string;
  readonly meetings: readonly NotedMeeting[];
}

export type DateKind = 'invitation' | 'change' | 'cancel' | 'joined' | 'left' | 'zoneRules';

export type Notice =
  | { readonly kind: 'signIn' | 'address'; readonly token: string; readonly expiresAt: number }
  | { readonly kind: 'personalLink'; readonly token: string; readonly groupName: string }
  | { readonly kind: 'coordinator'; readonly programName: string }
  | ({ readonly kind: DateKind } & AboutDates)
  | ({ readonly kind: 'reminderDay' | 'reminderHours' } & AboutDates);

export type MailKind = Notice['kind'];

/** To whom, and how they read. */
export interface Reader {
  readonly address: string;
  readonly name: string | null;
  readonly language: string;
  /** An IANA name. */
  readonly zone: string;
}

export interface SealedNotice {
  readonly to: Reader;
  readonly notice: Notice;
}

/** These tell somebody's calendar something, so they reach a person in the order in which they were queued. */
export const calendarKinds: readonly MailKind[] = ['invitation', 'change', 'cancel', 'joined', 'left'];

/** A link that signs in is of use for minutes, to whoever is waiting for it: sent twice it would only confuse. */
export const isForTheMoment = (kind: string) => kind === 'signIn' || kind === 'address';
