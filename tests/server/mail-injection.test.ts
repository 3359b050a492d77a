// Whatever people are called and groups are named, a mail has the headers that we wrote and one reader, and its calendar file one event and one guest.
import { test as base } from '@fast-check/vitest';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect } from 'vitest';
import { type CalendarMeeting, eventFile } from '../../server/calendar/event-file.ts';
import { SmtpSender } from '../../server/mail/smtp-sender.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';

let smtp: TestSmtp;
let line: SmtpSender;
/** What the next mail's sender is called. */
const from = { address: 'room@balint.example', name: '' };
beforeAll(async () => {
  smtp = await startSmtp();
  line = new SmtpSender({ ...smtp.settings, from }, systemClock);
});
afterAll(async () => {
  line.close();
  await smtp.stop();
});

const evil = fc.constantFrom(
  ...[
    '\r\n',
    '\n',
    '\r',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u0000',
    '\u000b',
    '\t',
    ' ',
    '\r\n ',
    '\n\t',
    '\r\n\r\n',
    '\\r\\n',
    '%0d%0a',
  ],
  ...[', ', ';', ':', '"', "'", '\\', '<', '>', '@', '(', ')', '=?utf-8?B?', '?=', '=?utf-8?Q?=0D=0ABcc:_x?='],
  ...['Bcc: eve@evil.example', 'Larsen, Ann', 'eve@evil.example', '<eve@evil.example>', 'To: eve@evil.example', '.', 'QUIT'],
  ...['ATTENDEE:mailto:eve@evil.example', 'END:VEVENT', 'BEGIN:VEVENT', 'X-ALT:1', 'é', 'د', '李', '👩‍⚕️', '\ud800'],
);
const name = fc.array(fc.oneof(evil, fc.string({ maxLength: 6 })), { maxLength: 9 }).map((parts) => parts.join(''));

const headers = [
  ...['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-auto-response-suppress'],
].sort();

base.prop([name, name, name], { numRuns: 150, verbose: 1 })(
  'a mail has our headers and one reader, whatever its subject, its reader and its sender are called',
  async (subject, toName, fromName) => {
    smtp.taken.length = 0;
    from.name = fromName;
    const to = { address: 'ann@example.org', name: toName };
    const about = { id: 'a1b2c3d4e5f6a7b8c9', madeAt: 0, text: 'Hello', html: '<p>Hello</p>', calendar: null, unsubscribe: null };
    const fate = await line.send({ ...about, to, subject, returnTo: null });
    expect(fate.is).toBe('sent');
    expect(smtp.taken.map(({ recipient }) => recipient)).toEqual(['ann@example.org']);
    const [mail] = smtp.taken;
    expect(mail?.headers.map(({ key }) => key).sort()).toEqual(headers.filter((key) => key !== 'subject' || subjectIn(mail?.raw)));
    expect(mail?.to?.map(({ address }) => address)).toEqual(['ann@example.org']);
    expect(mail?.from?.address).toBe('room@balint.example');
    expect([mail?.cc, mail?.bcc, mail?.replyTo]).toEqual([undefined, undefined, undefined]);
    expect(mail?.text?.trim()).toBe('Hello');
  },
);

/** A subject of nothing but white space is none. */
function subjectIn(raw = ''): boolean {
  return /^subject:/im.test(raw.split('\r\n\r\n')[0] ?? '');
}

const meeting: CalendarMeeting = {
  ...{ id: 'a'.repeat(18), groupName: '', startsAt: Date.parse('2027-03-17T01:00Z'), endsAt: Date.parse('2027-03-17T02:30Z') },
  ...{ zone: 'America/Denver', place: 'both', sequence: 0, isCancelled: false, changedAt: Date.parse('2027-01-02T03:04:05Z') },
};

base.prop([name, name, name, fc.constantFrom('en', 'de', 'hu')], { numRuns: 1_000, verbose: 1 })(
  'a calendar file has one event, one guest and one organizer, whatever they are called',
  (groupName, attendee, organizer, language) => {
    const text = eventFile([{ ...meeting, groupName }], {
      ...{ method: 'REQUEST', home: 'https://balint.example/home', language },
      organizer: { name: organizer, address: 'room@balint.example' },
      attendee: { name: attendee, address: 'ann@example.org' },
    });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const calendar = new ICAL.Component(ICAL.parse(text));
    const [event, ...more] = calendar.getAllSubcomponents('vevent');
    expect(more).toEqual([]);
    const values = (key: string) => event?.getAllProperties(key).map((one) => String(one.getFirstValue()).toLowerCase());
    expect(values('attendee')).toEqual(['mailto:ann@example.org']);
    expect(values('organizer')).toEqual(['mailto:room@balint.example']);
    expect(event?.getAllProperties().map((one) => one.name)).not.toContain('x-alt');
    expect(new Set(calendar.getAllProperties().map((one) => one.name))).toEqual(new Set(['version', 'prodid', 'method']));
  },
);
