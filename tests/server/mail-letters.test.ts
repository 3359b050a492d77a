// What mails say, in every language they speak: the same in both forms, with nothing in them that opens, loads or tells.
import { describe, expect, test } from 'vitest';
import { composeLetter } from '../../server/mail/compose-letter.ts';
import { asHtml } from '../../server/mail/letter-page.ts';
import type { Notice } from '../../server/mail/notices.ts';
import { remindersPath } from '../../server/mail/reminders-address.ts';
import { secret } from '../support/http-app.ts';

const madeAt = Date.parse('2026-11-28T12:00:00Z');
const meeting = {
  ...{ id: 'a'.repeat(18), sequence: 3, zone: 'America/Denver', place: 'both' as const },
  ...{ startsAt: Date.parse('2027-03-17T01:00:00Z'), endsAt: Date.parse('2027-03-17T02:30:00Z') },
};
const groupName = 'Tuesday <i>group</i> & friends';
const about = { groupName, meetings: [meeting] };
const notices: readonly Notice[] = [
  { kind: 'signIn', token: 'the-token', expiresAt: madeAt + 15 * 60_000 },
  { kind: 'personalLink', token: 'the-token', groupName },
  { kind: 'coordinator', programName: 'Family <i>medicine</i>' },
  ...(['invitation', 'change', 'cancel', 'joined', 'left', 'zoneRules', 'reminderDay', 'reminderHours'] as const).map((kind) => ({
    kind,
    ...about,
  })),
];
const to = { address: 'ann@example.org', name: 'Ann "Larsen" <x>', zone: 'Asia/Beirut' };
const options = {
  ...{ base: 'https://balint.example', from: { address: 'room@balint.example', name: 'Balint Room' } },
  remindersPath: (personId: string, address: string) => remindersPath(secret, personId, address),
};
const personId = 'b'.repeat(18);
const letterOf = (notice: Notice, language: string) =>
  composeLetter({ to: { ...to, language }, personId, notice }, madeAt, options);

describe.each(['en', 'de', 'hu'])('mails in %s', (language) => {
  test.each(notices.map((notice) => [notice.kind, notice] as const))('%s', (kind, notice) => {
    const { subject, text, html, calendar, unsubscribe } = letterOf(notice, language);
    expect(subject).toMatch(/^\S.{5,90}\S$/);
    expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language === 'hu' ? 'en' : language}" dir="ltr">`));
    // Nothing is fetched, run or counted, and what people have written stays text.
    expect(html).not.toMatch(/<img|<script|<link|<iframe|src=|url\(|@import|<i>|<x>/i);
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of new Set(addresses)) {
      expect(text).toContain(address);
      expect(address).toMatch(/^https:\/\/balint\.example\/(home|reminders\/[\w-]{40}|enter#the-token|in\/the-token)$/);
    }
    // A link that opens something is in a mail of its own (R6.7), and never in a calendar.
    if (kind !== 'signIn' && kind !== 'personalLink') expect(`${html}${text}${calendar?.content}`).not.toContain('the-token');
    if (calendar) expect(calendar.content).not.toMatch(/\/in\/|enter#/);
    expect(calendar?.method ?? null).toBe(
      { invitation: 'REQUEST', change: 'REQUEST', joined: 'REQUEST', cancel: 'CANCEL', left: 'CANCEL' }[kind as 'change'] ?? null,
    );
    // R10.4: in the reader's own zone and form.
    if ('meetings' in notice)
      expect(text).toContain(language === 'de' ? 'Mittwoch, 17. März 2027, 03:00–04:30' : 'Wednesday, 17 March 2027, 03:00–04:30');
    // Whoever asked for a link, or whose meeting is cancelled, must hear of it.
    expect(unsubscribe).toBe(
      /^reminder/.test(kind) ? `https://balint.example${options.remindersPath(personId, to.address)}` : null,
    );
    expect(letterOf(notice, language)).toEqual({ subject, text, html, calendar, unsubscribe, to: { ...to, language } });
  });
});

test('a language that is written from the right is laid out from the right', () => {
  const html = asHtml({ language: 'ar', direction: 'rtl', heading: 'مرحبا', parts: [{ text: 'نص' }], orOpen: 'أو' });
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toContain('<td align="right"');
});

test('a zone that this server does not know is said in UTC', () => {
  const letter = composeLetter(
    { to: { ...to, language: 'en', zone: 'Mars/Olympus' }, personId, notice: notices[3] as Notice },
    madeAt,
    options,
  );
  expect(letter.text).toMatch(/Wednesday, 17 March 2027, 01:00–02:30/);
  expect(letter.text).toMatch(/Coordinated Universal Time/);
});
