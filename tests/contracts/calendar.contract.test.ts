// Our calendars, read by two programs that are not ours: ical.js, and Python's icalendar.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CalendarMeeting, eventFile, feedFile } from '../../server/calendar/event-file.ts';
import { wallTimeAt } from '../../server/dates/wall-time.ts';

const minute = 60_000;
const day = 1_440 * minute;
const home = 'https://room.example.org/home';
const python = process.env.PYTHON_ICALENDAR ?? '/usr/bin/python3';
const script = fileURLToPath(new URL('read_calendar.py', import.meta.url));
const people = {
  organizer: { name: 'Balint Room', address: 'room@example.org' },
  attendee: { name: 'Ann Larsen', address: 'ann@example.org' },
};

interface Read {
  readonly method: string;
  readonly faults: readonly string[];
  readonly events: readonly {
    readonly uid: string;
    readonly sequence: number;
    readonly startsAt: number;
    readonly endsAt: number;
    readonly summary: string;
    readonly status: string;
    readonly stampedAt: number;
  }[];
}

function byIcalJs(text: string): Read {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part);
    const time = (name: string) => (part.getFirstPropertyValue(name) as ICAL.Time).toJSDate().getTime();
    return {
      uid: event.uid,
      sequence: event.sequence,
      startsAt: time('dtstart'),
      endsAt: time('dtend'),
      summary: event.summary,
      status: String(part.getFirstPropertyValue('status')),
      stampedAt: time('dtstamp'),
    };
  });
  return { method: String(calendar.getFirstPropertyValue('method') ?? ''), faults: [], events };
}

function byPython(texts: readonly string[]): Read[] {
  const { stdout, stderr, status } = spawnSync(python, [script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`Python's icalendar could not read it:\n${stderr}`);
  return JSON.parse(stdout) as Read[];
}

/** One for each way in which clocks go. */
function differentZones(at: readonly number[]): string[] {
  const ways = new Map<string, string>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const way = at.map((instant) => format.format(instant)).join();
    if (!ways.has(way)) ways.set(way, zone);
  }
  return [...ways.values()];
}

const meeting = (over: Partial<CalendarMeeting> = {}): CalendarMeeting => ({
  id: 'a1b2c3d4e5f6a1b2c3',
  groupName: 'Tuesday group',
  startsAt: Date.parse('2027-03-16T19:00-06:00'),
  endsAt: Date.parse('2027-03-16T20:30-06:00'),
  zone: 'America/Denver',
  place: 'screen',
  sequence: 0,
  isCancelled: false,
  changedAt: Date.parse('2027-01-02T03:04:05Z'),
  ...over,
});

const told = ({ id, groupName, startsAt, endsAt, sequence, isCancelled, changedAt }: CalendarMeeting) => ({
  uid: `${id}@balint-room`,
  sequence,
  startsAt,
  endsAt,
  summary: groupName,
  status: isCancelled ? 'CANCELLED' : 'CONFIRMED',
  stampedAt: changedAt,
});

describe('a calendar file', () => {
  beforeAll(() => {
    if (!existsSync(python) || spawnSync(python, ['-c', 'import icalendar']).status !== 0)
      throw new Error(
        `${python} has no package icalendar, the second reader of our calendars. Debian: sudo apt-get install python3-icalendar · anywhere else: python3 -m pip install icalendar, and set PYTHON_ICALENDAR to that python3. \`npm run contracts\` does it by itself on Debian.`,
      );
  });

  test('says the same to both: planned, moved and cancelled', () => {
    const planned = meeting();
    const moved = meeting({ startsAt: planned.startsAt + day, endsAt: planned.endsAt + day, sequence: 1 });
    const cancelled = { ...moved, sequence: 2, isCancelled: true };
    const files = [
      eventFile([planned], { ...people, method: 'REQUEST', home, language: 'en' }),
      eventFile([moved], { ...people, method: 'REQUEST', home, language: 'en' }),
      eventFile([cancelled], { ...people, method: 'CANCEL', home, language: 'en' }),
    ];
    const expected = [planned, moved, cancelled].map((one, n) => ({
      method: n === 2 ? 'CANCEL' : 'REQUEST',
      faults: [],
      events: [told(one)],
    }));
    expect(files.map(byIcalJs)).toEqual(expected);
    expect(byPython(files)).toEqual(expected);
  });

  test('is right wherever clocks are changed, over two years', () => {
    // At each step the hour is another.
    const starts = Array.from({ length: 104 }, (_, n) => Date.parse('2027-01-05T11:00Z') + n * (7 * day + 67 * minute));
    const zones = differentZones(starts);
    expect(zones.length).toBeGreaterThan(40);
    const meetings = zones.map((zone) =>
      starts
        .filter((_, n) => n % 4 === 0)
        .map((startsAt, n) => meeting({ id: `${n}`, zone, startsAt, endsAt: startsAt + 90 * minute })),
    );
    const files = meetings.map((ofZone) => feedFile(ofZone, { home, language: 'en' }));
    const expected = meetings.map((ofZone) => ({ method: '', faults: [], events: ofZone.map(told) }));
    for (const [n, file] of files.entries()) expect(byIcalJs(file), zones[n]).toEqual(expected[n]);
    for (const [n, read] of byPython(files).entries()) expect(read, zones[n]).toEqual(expected[n]);
  });

  test('holds the wall time of its zone, so that a program with newer rules shows what was meant', () => {
    const file = eventFile([meeting()], { ...people, method: 'REQUEST', home, language: 'en' });
    expect(file).toContain('DTSTART;TZID=America/Denver:20270316T190000\r\n');
    expect(file).toContain('DTSTAMP:20270102T030405Z\r\n');
    expect(wallTimeAt(meeting().startsAt, 'America/Denver').at).toBe('19:00');
  });

  test('is written as RFC 5545 wants it, whatever a group or a person is called', () => {
    const groupName = 'kör, żółć; دائرة 巴林特小组 "x" '.repeat(4).trim();
    const attendee = { name: 'Ann "x"\r\nATTENDEE:mailto:eve@example.org', address: 'ann@example.org' };
    const text = eventFile([meeting({ groupName })], { ...people, attendee, method: 'REQUEST', home, language: 'en' });
    expect(text).toMatch(/END:VCALENDAR\r\n$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\r\nATTENDEE:mailto:eve');
    expect(text.replaceAll('\r\n ', '')).toMatch(
      /ATTENDEE;[^\r]*CN="Ann 'x' ATTENDEE:mailto:eve@example.org":MAILTO:ann@example.org\r\n/,
    );
    const read = [byIcalJs(text), ...byPython([text])];
    for (const { events, faults } of read) expect([faults, events.map((one) => one.summary)]).toEqual([[], [groupName]]);
  });

  test('of nothing is a calendar too', () => {
    const empty = { method: '', faults: [], events: [] };
    expect([byIcalJs(feedFile([], { home, language: 'en' })), ...byPython([feedFile([], { home, language: 'en' })])]).toEqual([
      empty,
      empty,
    ]);
  });

  test('[R11.9] leads to the page where people sign in, and to no seat', () => {
    const text = eventFile([meeting()], { ...people, method: 'REQUEST', home, language: 'en' });
    expect(text.replaceAll('\r\n ', '').match(/https?:[^\s]*/g)).toEqual([home, home]);
  });
});
