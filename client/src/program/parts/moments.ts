// Moments as people read them: in a zone, in the form of their language. Knows no meeting.
import { placeOf, unbroken } from '../../words/times.ts';

export const hereZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(placeOf(language), options);
  formats.set(key, made);
  return made;
}

/** "Tuesday, 2 March 2027" */
export function dayIn(at: number, language: string, zone = hereZone()): string {
  return format(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(at);
}

/** "Tue 2 Mar 2027" */
export function shortDayIn(at: number, language: string, zone = hereZone()): string {
  return format(language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(at);
}

/** "19:00" */
export function timeIn(at: number, language: string, zone = hereZone()): string {
  return unbroken(format(language, { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(at));
}

/** A date as text, such as "2027-03-02", told without any zone. */
export function dayOfText(date: string, language: string): string {
  return shortDayIn(Date.parse(`${date}T12:00:00Z`), language, 'UTC');
}

/** A wall time as text, such as "19:00", as this person writes it. */
export function hourOfText(at: string, language: string): string {
  return timeIn(Date.parse(`2000-01-01T${at}:00Z`), language, 'UTC');
}

/** "2027-03-02" where this browser is. */
export function textOfDay(at: number): string {
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** From Monday, 1 to 7. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
}

export function weekdayName(weekday: number, language: string): string {
  return format(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday, 12));
}

/** Whether the clocks, here or there, have changed between two moments, so that an hour which is the same there is another one here. */
export function isShifted(at: number, before: number, there: string, here = hereZone()): boolean {
  return aheadOf(at, there, here) !== aheadOf(before, there, here);
}

/** In milliseconds. */
function aheadOf(at: number, there: string, here: string): number {
  const wall = (zone: string) =>
    Date.parse(`${new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(at)}Z`);
  return wall(here) - wall(there);
}

/** "Europe/Oslo" reads as "Oslo". */
export function placeInZone(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}
