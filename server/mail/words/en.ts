// What mails say, in English. Dates and times come ready, in the reader's own zone and form. No word about a case or whoever brings one.

export interface Many {
  readonly count: number;
  readonly group: string;
}

export const words = {
  hello: (name: string) => `Hello ${name},`,
  footer: 'This mail was sent by Balint Room. Nobody reads answers to it.',
  /** Before an address that a button also opens. */
  orOpen: 'Or open this address:',
  between: (from: string, to: string) => `${from}–${to}`,
  inZone: (zone: string) => `Times are those of ${zone}.`,
  places: {
    screen: 'on screen',
    room: 'in the room',
    both: 'in the room and on screen',
  },
  openRoom: 'Open Balint Room',
  howToCome: 'To come in, open Balint Room and sign in, or use your personal link. The door opens a little before the meeting.',
  calendarAttached: 'The calendar file with this mail puts everything into your calendar.',
  signIn: {
    subject: 'Sign in to Balint Room',
    heading: 'Sign in to Balint Room',
    explain: 'You, or somebody who typed your address, asked to sign in. The button opens a page where you confirm it.',
    button: 'Go on to sign in',
    until: (minutes: number) => `The link works once, for ${minutes} minutes.`,
    ignore: 'If it was not you, do nothing: nobody comes in without this mail.',
  },
  address: {
    subject: 'Your address at Balint Room',
    heading: 'Add this address to your account',
    explain:
      'You, signed in at Balint Room, asked to add this address to your account. The button opens a page where you confirm it, in the browser in which you are signed in.',
    button: 'Go on to add the address',
    until: (minutes: number) => `The link works once, for ${minutes} minutes.`,
    ignore: 'If it was not you, do nothing: without your press nothing changes.',
  },
  personalLink: {
    subject: (group: string) => `Your personal link to ${group}`,
    heading: (group: string) => `Your place in ${group}`,
    explain: 'This link opens your place in the group, at every meeting. It is yours alone: please keep it, and do not pass it on.',
    button: 'Open my personal link',
    lost: 'If somebody else may have seen it, ask a leader of your group for a new one.',
  },
  coordinator: {
    subject: (program: string) => `You are asked to coordinate ${program}`,
    heading: (program: string) => `Coordinate ${program}`,
    explain: (address: string) =>
      `Somebody who coordinates it has asked you to do so too: to make groups, to name people and to keep dates. Sign in with this address: ${address}`,
    button: 'Open Balint Room',
    ignore: 'If you do not want to, do nothing. Nobody comes in without a mail to this address.',
  },
  invitation: {
    subject: ({ count, group }: Many) => (count === 1 ? `${group}: a meeting` : `${group}: ${count} meetings`),
    heading: (group: string) => `${group} meets`,
  },
  change: {
    subject: ({ count, group }: Many) =>
      count === 1 ? `${group}: a meeting has changed` : `${group}: ${count} meetings have changed`,
    heading: (group: string) => `${group}: what holds now`,
  },
  cancel: {
    subject: ({ count, group }: Many) =>
      count === 1 ? `${group}: a meeting is cancelled` : `${group}: ${count} meetings are cancelled`,
    heading: (group: string) => `${group} does not meet`,
    calendarAttached: 'The calendar file with this mail takes it out of your calendar.',
  },
  joined: {
    subject: ({ group }: Many) => `You have a place in ${group}`,
    heading: (group: string) => `Welcome to ${group}`,
  },
  left: {
    subject: ({ group }: Many) => `Your place in ${group} has ended`,
    heading: (group: string) => `Your place in ${group} has ended`,
    calendarAttached: 'The calendar file with this mail takes these meetings out of your calendar.',
  },
  zoneRules: {
    subject: (group: string) => `${group}: the clock rules have changed`,
    heading: (zone: string) => `The clock rules of ${zone} have changed`,
    explain:
      'The wall time of these meetings stands. For people in other zones, and in calendars, they begin at another time than before. Everybody in the group gets the new times.',
  },
  reminder: {
    subject: { reminderDay: (group: string) => `Tomorrow: ${group}`, reminderHours: (group: string) => `Soon: ${group}` },
    heading: (group: string) => `${group} meets`,
    cannotCome: 'If you cannot come, please say so on your page, so that the others know.',
    turnOff: 'Choose which reminders you like, or none:',
  },
  /** The page that a reminder leads to. */
  reminders: {
    heading: 'Reminders by mail',
    explain:
      'Before each meeting of your groups we can remind you. New, changed and cancelled dates are mailed to you all the same.',
    legend: 'You like to be reminded',
    likes: { both: 'a day before and two hours before', day: 'a day before', hours: 'two hours before', none: 'not at all' },
    keep: 'Save',
    kept: 'Your wish is kept.',
    unreachable: 'This could not be saved. Please try again in a minute.',
  },
};

export type MailWords = typeof words;
