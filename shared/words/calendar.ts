// What stands in a calendar: the group, the hour and where to go; never a case, a presenter, or a link that opens a seat (R11.9).

export const calendarWords = {
  /** The calendar's own name. */
  feed: 'Balint Room',
  screen: 'On screen, in Balint Room',
  room: 'In the room',
  both: 'In the room, or on screen in Balint Room',
  more: (home: string) => `Open Balint Room and sign in: ${home}`,
};

export type CalendarWords = typeof calendarWords;
