// Dates and times in the reader's own zone and form (R10.4).

export interface TimesInWords {
  /** "Tuesday, 2 March 2027". */
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

export function timesInWords(
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
  language: string,
  zone: string,
): TimesInWords {
  const timeZone = knownZone(zone);
  const place = placeOf(language);
  const day = new Intl.DateTimeFormat(place, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(place, { timeZone, hour: '2-digit', minute: '2-digit' });
  return { day: day.format(startsAt), from: time.format(startsAt), to: time.format(endsAt) };
}

/** "Denver (Mountain Standard Time)": the city of the zone, and what its clocks are called at those times, which changes with them. */
export function zoneInWords(at: readonly number[], language: string, zone: string): string {
  const timeZone = knownZone(zone);
  const place = placeOf(language);
  const form = new Intl.DateTimeFormat(place, { timeZone, timeZoneName: 'long' });
  const nameAt = (one: number) => form.formatToParts(one).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  const names = new Intl.ListFormat(place, { type: 'conjunction' }).format(new Set(at.map(nameAt)));
  const city = (timeZone.split('/').pop() ?? timeZone).replaceAll('_', ' ');
  return city === names || !timeZone.includes('/') ? names : `${city} (${names})`;
}

/** English as it is read by most who read it as a second language: day before month, 24 hours. */
function placeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** One that this Node does not know yet is better said in UTC than not at all. */
function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
