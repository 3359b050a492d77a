// Meetings as calendars read them: one event a meeting, with one UID for as long as it exists and a sequence that grows with each change. It
// names the group and the hour, and holds no link that opens a seat (R11.9).
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import type { Place } from '../../shared/protocol/program/dates.ts';
import { calendarWords } from '../../shared/words/calendar.ts';
import { product } from '../../shared/words/en.ts';
import { zonedTime } from '../dates/zoned.ts';
import { vtimezone } from './vtimezone.ts';

export interface CalendarMeeting {
  readonly id: string;
  readonly groupName: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** In which it is planned. */
  readonly zone: string;
  readonly place: Place;
  readonly sequence: number;
  readonly isCancelled: boolean;
  /** When this was last true of it: made, moved or cancelled. */
  readonly changedAt: number;
}

interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface EventFileOptions {
  /** `REQUEST` for what is planned and moved, `CANCEL` for what is not any more. */
  readonly method: 'REQUEST' | 'CANCEL';
  readonly organizer: Mailbox;
  readonly attendee: Mailbox;
  /** The address of the page where people sign in. */
  readonly home: string;
  /** Of whoever reads it. */
  readonly language: string;
}

export interface FeedOptions {
  readonly home: string;
  /** Of whoever reads it. */
  readonly language: string;
}

const hour = 3_600;

/** For one person, to go with a mail. */
export function eventFile(meetings: readonly CalendarMeeting[], { method, ...options }: EventFileOptions): string {
  return fileOf(meetings, { ...options, method: ICalCalendarMethod[method] });
}

/** For a calendar that asks again by itself. */
export function feedFile(meetings: readonly CalendarMeeting[], options: FeedOptions): string {
  return fileOf(meetings, options);
}

type FileOptions = FeedOptions &
  Partial<Pick<EventFileOptions, 'organizer' | 'attendee'>> & { readonly method?: ICalCalendarMethod };

function fileOf(meetings: readonly CalendarMeeting[], { method, home, organizer, attendee, language }: FileOptions): string {
  const words = calendarWords(language);
  const [from, to] = [Math.min(...meetings.map((one) => one.startsAt)), Math.max(...meetings.map((one) => one.endsAt))];
  const calendar = ical({
    prodId: { company: product, product: 'dates', language: 'EN' },
    // A name here would make every time stamp a local one, which is against RFC 5545.
    timezone: { name: null, generator: (zone) => vtimezone(zone, from, to) },
    ...(method ? { method } : { name: words.feed, ttl: hour }),
  });
  for (const meeting of meetings) {
    const event = calendar.createEvent({
      id: `${meeting.id}@balint-room`,
      sequence: meeting.sequence,
      stamp: new Date(meeting.changedAt),
      // With the zone within: a Date would be shifted by the zone of this machine.
      start: zonedTime(meeting.startsAt, meeting.zone),
      end: zonedTime(meeting.endsAt, meeting.zone),
      timezone: meeting.zone,
      summary: meeting.groupName,
      location: words[meeting.place],
      description: words.more(home),
      url: home,
      class: ICalEventClass.PRIVATE,
      status: meeting.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(organizer && { organizer: { name: quotable(organizer), email: organizer.address } }),
    });
    if (attendee) {
      const [name, email] = [quotable(attendee), attendee.address];
      event.createAttendee({ name, email, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION, rsvp: false });
    }
  }
  return `${calendar.toString()}\r\n`;
}

/** Readers of calendars do not agree on these within quotation marks. Whoever is called by nothing else is called by their address. */
function quotable({ name, address }: Mailbox): string {
  return (
    name
      .replace(/[\p{C}\p{Z}]+/gu, ' ')
      .replaceAll('"', "'")
      .replaceAll('\\', '/')
      .trim() || address
  );
}
