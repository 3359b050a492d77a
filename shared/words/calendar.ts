// What stands in a calendar, in the languages that mails speak: the group, the hour and where to go; never a case, a presenter, or a link that opens a
// seat (R11.9).

const en = {
  /** The calendar's own name. */
  feed: 'Balint Room',
  screen: 'On screen, in Balint Room',
  room: 'In the room',
  both: 'In the room, or on screen in Balint Room',
  more: (home: string) => `Open Balint Room and sign in: ${home}`,
};

export type CalendarWords = typeof en;

const de: CalendarWords = {
  feed: 'Balint Room',
  screen: 'Am Bildschirm, in Balint Room',
  room: 'Vor Ort',
  both: 'Vor Ort, oder am Bildschirm in Balint Room',
  more: (home) => `Öffnen Sie Balint Room und melden Sie sich an: ${home}`,
};

const spoken: Readonly<Record<string, CalendarWords>> = { en, de };

/** Whoever reads a language that is not there yet gets English. */
export function calendarWords(language: string): CalendarWords {
  return (Object.hasOwn(spoken, language) ? spoken[language] : undefined) ?? en;
}
