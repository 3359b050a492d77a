// What certificates say, in English. Dates come ready. No word about a case or whoever brings one.

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const words = {
  title: (number: string) => `Certificate of attendance ${number}`,
  heading: 'Certificate of attendance',
  certifies: 'This certifies that',
  attended: {
    member: 'took part in the Balint group',
    leader: 'led the Balint group',
    both: 'took part in and led the Balint group',
  },
  period: 'Period',
  span: (from: string, to: string) => `${from} to ${to}`,
  meetings: 'Meetings attended',
  ofHeld: (attended: number, held: number) => `${attended} of ${held} held`,
  time: 'Time attended',
  minutes: (minutes: number) => many(minutes, 'minute', 'minutes'),
  /** `hours`: rounded down. */
  timeInHours: (minutes: number, hours: string) => `${many(minutes, 'minute', 'minutes')} (${hours} hours)`,
  inRoom: 'In the room together',
  onScreen: 'By live video',
  part: (meetings: number, minutes: number) => `${many(meetings, 'meeting', 'meetings')}, ${many(minutes, 'minute', 'minutes')}`,
  ledBy: 'Led by',
  withCredential: (name: string, credential: string) => `${name}, ${credential}`,
  number: 'Certificate',
  madeOn: (number: string, day: string) => `No. ${number}, issued ${day}`,
  statementsHeading: 'Further statements',
  holds: 'Yes',
  doesNotHold: 'No',
  doubleHours: 'Double hours',
  doubleHoursSum: (inRoom: number, onScreen: number) => `${inRoom + onScreen}: ${inRoom} in the room, ${onScreen} by live video`,
  statements: {
    isClosedList: 'The same people formed the group from the first to the last meeting of the period.',
    hasSameLeader: 'The same leader led every meeting of the period.',
    isFirstInRoom: 'The first meeting of the period was attended in the room.',
    isLastInRoom: 'The last meeting of the period was attended in the room.',
  },
  meetingsHeading: 'Meetings',
  date: 'Date',
  place: 'Place',
  role: 'As',
  counted: 'Minutes',
  places: { room: 'in the room', screen: 'live video' },
  roles: { member: 'member', leader: 'leader' },
  check: 'Anybody can check this certificate at',
  foot: (number: string) => `Certificate ${number}`,
  page: 'Page',
  fine: 'Minutes are counted by the meeting room or entered by its leaders, within the planned hours. This paper says who was there and for how long, and nothing of what was spoken. Which credit it gives is decided by the body that receives it.',
};

export type CertificateWords = typeof words;
