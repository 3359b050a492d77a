// Times of day and dates in the person's own zone and form (R10.4). Knows no meeting and no clock.

/** "18:24", or however this person writes it. */
export function timeOfDay(at: number, language?: string): string {
  return unbroken(new Intl.DateTimeFormat(placeOf(language), { hour: 'numeric', minute: '2-digit' }).format(at));
}

/** No line ends between an hour and its "PM". */
export function unbroken(time: string): string {
  return time.replace(/\s/g, '\u00a0');
}

/** "18:00 to 19:30" with the zone it is meant in, and the day unless it is today. */
export interface MeetingInWords {
  readonly day: string;
  readonly isToday: boolean;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

export function meetingInWords(meeting: { startsAt: number; endsAt: number }, now: number, language?: string): MeetingInWords {
  const place = placeOf(language);
  const day = new Intl.DateTimeFormat(place, { weekday: 'long', day: 'numeric', month: 'long' });
  const sameDay = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' });
  return {
    day: day.format(meeting.startsAt),
    isToday: sameDay.format(meeting.startsAt) === sameDay.format(now),
    from: timeOfDay(meeting.startsAt, language),
    to: timeOfDay(meeting.endsAt, language),
    zone: zoneName(),
  };
}

/** "Europe/Oslo" reads as "Oslo". */
function zoneName(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}

/** The browser's own form of the language, such as `en-GB`, when it speaks it. */
export function placeOf(language?: string): string[] | undefined {
  if (!language || typeof navigator === 'undefined') return language ? [language] : undefined;
  const own = navigator.languages.find((tag) => tag.split('-')[0] === language);
  return [own ?? language];
}
