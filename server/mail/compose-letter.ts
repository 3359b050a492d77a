// Makes the mail of a notice, in its reader's language and zone. The same notice gives the same mail. No link here opens anything by being looked
// at: each leads to a page where a person presses.
import { type CalendarMeeting, eventFile } from '../calendar/event-file.ts';
import { asHtml, asText, type LetterPage, type Part } from './letter-page.ts';
import type { CalendarPart, Letter } from './mail-sender.ts';
import type { DateKind, NotedMeeting, Notice, Reader, SealedNotice } from './notices.ts';
import { timesInWords, zoneInWords } from './times-in-words.ts';
import { type MailLanguage, mailLanguage } from './words/mail-words.ts';

export interface ComposeOptions {
  /** The address that people use, without a slash at its end. */
  readonly base: string;
  readonly from: { readonly address: string; readonly name: string };
  /** The path by which a person with this mailbox chooses reminders. */
  readonly remindersPath: (personId: string, address: string) => string;
}

export interface Noticed extends SealedNotice {
  /** Null: nobody who has a card here. */
  readonly personId: string | null;
}

interface Draft {
  readonly subject: string;
  readonly heading: string;
  readonly parts: readonly Part[];
  readonly calendar?: CalendarPart;
  readonly unsubscribe?: string;
}

type NoticeOf<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>;
type LinkNotice = Extract<Notice, { expiresAt: number }>;
type DatesNotice = Extract<Notice, { meetings: unknown }>;

export function composeLetter({ to, notice, personId }: Noticed, madeAt: number, options: ComposeOptions): Letter {
  const language = mailLanguage(to.language);
  const { words } = language;
  const draft = draftOf(notice, { to, personId, language, madeAt, options });
  const hello: readonly Part[] = to.name === null ? [] : [{ text: words.hello(to.name) }];
  const page: LetterPage = {
    language: language.code,
    direction: language.direction,
    heading: draft.heading,
    parts: [...hello, ...draft.parts, { small: words.footer }],
    orOpen: words.orOpen,
  };
  return {
    ...{ to, subject: draft.subject, text: asText(page), html: asHtml(page) },
    calendar: draft.calendar ?? null,
    unsubscribe: draft.unsubscribe ?? null,
  };
}

interface Reading {
  readonly to: Reader;
  readonly personId: string | null;
  readonly language: MailLanguage;
  readonly madeAt: number;
  readonly options: ComposeOptions;
}

function draftOf(notice: Notice, reading: Reading): Draft {
  switch (notice.kind) {
    case 'signIn':
    case 'address':
      return signIn(notice, reading);
    case 'personalLink':
      return personalLink(notice, reading);
    case 'coordinator':
      return coordinator(notice, reading);
    case 'zoneRules':
      return zoneRules(notice, reading);
    case 'reminderDay':
    case 'reminderHours':
      return reminder(notice, reading);
    default:
      return dates({ ...notice, kind: notice.kind }, reading);
  }
}

function signIn({ kind, token, expiresAt }: LinkNotice, { language, madeAt, options }: Reading): Draft {
  const words = language.words[kind];
  const minutes = Math.max(1, Math.round((expiresAt - madeAt) / 60_000));
  return {
    ...{ subject: words.subject, heading: words.heading },
    parts: [
      { text: words.explain },
      // In the fragment: neither a log nor a proxy on the way ever has it.
      { button: words.button, url: `${options.base}${kind === 'signIn' ? `/enter#${token}` : `/me#address=${token}`}` },
      { text: words.until(minutes) },
      { small: words.ignore },
    ],
  };
}

function personalLink({ token, groupName }: NoticeOf<'personalLink'>, { language, options }: Reading): Draft {
  const words = language.words.personalLink;
  return {
    ...{ subject: words.subject(groupName), heading: words.heading(groupName) },
    parts: [{ text: words.explain }, { button: words.button, url: `${options.base}/in/${token}` }, { small: words.lost }],
  };
}

function coordinator({ programName }: NoticeOf<'coordinator'>, { to, language, options }: Reading): Draft {
  const words = language.words.coordinator;
  return {
    ...{ subject: words.subject(programName), heading: words.heading(programName) },
    parts: [{ text: words.explain(to.address) }, { button: words.button, url: `${options.base}/home` }, { small: words.ignore }],
  };
}

type CalendarKind = Exclude<DateKind, 'zoneRules'>;

function dates(notice: { kind: CalendarKind; groupName: string; meetings: readonly NotedMeeting[] }, reading: Reading): Draft {
  const { kind, groupName: group, meetings } = notice;
  const { words } = reading.language;
  const its = words[kind];
  const isOff = kind === 'cancel' || kind === 'left';
  const part = calendarPart(isOff ? 'CANCEL' : 'REQUEST', notice, reading);
  return {
    ...{ subject: its.subject({ count: meetings.length, group }), heading: its.heading(group) },
    parts: [
      ...listed(meetings, reading),
      ...(isOff ? [] : [{ text: words.howToCome }]),
      openRoom(reading),
      { small: 'calendarAttached' in its ? its.calendarAttached : words.calendarAttached },
    ],
    calendar: part,
  };
}

function zoneRules({ groupName, meetings }: DatesNotice, reading: Reading): Draft {
  const { words, code } = reading.language;
  const [first] = meetings;
  const zone = first ? zoneInWords([first.startsAt], code, first.zone) : reading.to.zone;
  const its = words.zoneRules;
  return {
    ...{ subject: its.subject(groupName), heading: its.heading(zone) },
    parts: [{ text: its.explain }, ...listed(meetings, reading), openRoom(reading)],
  };
}

function reminder(notice: DatesNotice & { kind: 'reminderDay' | 'reminderHours' }, reading: Reading): Draft {
  const { words } = reading.language;
  const its = words.reminder;
  const { personId, to, options } = reading;
  const own = personId === null ? null : `${options.base}${options.remindersPath(personId, to.address)}`;
  return {
    ...{ subject: its.subject[notice.kind](notice.groupName), heading: its.heading(notice.groupName) },
    parts: [
      ...listed(notice.meetings, reading),
      { text: words.howToCome },
      openRoom(reading),
      { text: its.cannotCome },
      ...(own === null ? [] : [{ small: its.turnOff, url: own }]),
    ],
    ...(own !== null && { unsubscribe: own }),
  };
}

function openRoom({ language, options }: Reading): Part {
  return { button: language.words.openRoom, url: `${options.base}/home` };
}

/** Each date in the reader's own zone, and which zone that is: its name changes with the clocks. */
function listed(meetings: readonly NotedMeeting[], { to, language }: Reading): readonly Part[] {
  const { words, code } = language;
  const days = meetings.map((meeting) => {
    const { day, from, to: until } = timesInWords(meeting, code, to.zone);
    return [day, `${words.between(from, until)}, ${words.places[meeting.place]}`] as const;
  });
  const starts = meetings.map(({ startsAt }) => startsAt);
  return [{ days }, { text: words.inZone(zoneInWords(starts, code, to.zone)) }];
}

function calendarPart(
  method: CalendarPart['method'],
  { groupName, meetings }: { readonly groupName: string; readonly meetings: readonly NotedMeeting[] },
  { to, language, madeAt, options }: Reading,
): CalendarPart {
  const events = meetings.map(
    (meeting): CalendarMeeting => ({ ...meeting, groupName, isCancelled: method === 'CANCEL', changedAt: madeAt }),
  );
  const attendee = { name: to.name ?? to.address, address: to.address };
  const file = { method, organizer: options.from, attendee, home: `${options.base}/home`, language: language.code };
  return { method, content: eventFile(events, file) };
}
