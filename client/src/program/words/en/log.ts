// The log of somebody who leads or learns to.
import type { LogKind, Requirement, RequirementKey } from '../../../../../shared/protocol/program/credential-log.ts';

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
const kinds: Record<LogKind, string> = {
  led: 'led',
  coLed: 'co-led',
  member: 'took part as a member',
  observed: 'observed',
  supervision: 'supervision',
  intensive: 'intensive or leadership weekend',
};
const bodies: Record<Requirement['of'], { name: string; besides: string }> = {
  abs: {
    name: 'American Balint Society',
    besides:
      'Also asked: membership, an application, recorded groups supervised six times a year, a talk with the co-leader after each group, and the Council’s decision; the last intensive is the credentialing one.',
  },
  uk: {
    name: 'The Balint Society (UK)',
    besides:
      'Also asked: membership, a portfolio and the supervisor’s written report. Which number of sessions as a member holds depends on psychodynamic training.',
  },
  anz: {
    name: 'Balint Australia New Zealand',
    besides:
      'Also asked: to be observed twice by two trainers, and a yearly record. One international intensive may stand for one of the two. Half in the room is desired, not demanded.',
  },
  ibf: {
    name: 'International Balint Federation',
    besides:
      'It names no numbers: a basic profession, earlier membership of a group, co-leading with an accredited leader who reports, and the supervisor’s report.',
  },
  german: {
    name: 'Chambers in Germany (as a participant)',
    besides:
      'Also asked: a group of 8 to 12, led by somebody whom the chamber recognises; by video only with a closed list and a fixed leader, at most 90 minutes at a time, the first and last meeting in the room. Chambers differ.',
  },
};
const asks: Record<RequirementKey, string> = {
  absMonths: 'Months with a group led, in the last 24',
  absSupervision: 'Supervisions in the last two years',
  absIntensives: 'Intensives',
  ukMemberTrained: 'Sessions as a member, with psychodynamic training',
  ukMember: 'Sessions as a member, without it',
  ukCoLed: 'Sessions led or co-led',
  ukIntensives: 'Leadership weekends',
  anzCases: 'Case discussions led or co-led',
  anzMeetings: 'Meetings led or co-led',
  anzSupervision: 'Supervisions in the last year',
  anzIntensives: 'Intensives',
  anzInRoom: 'Of the meetings led, in the room, in per cent',
  ibfCoLed: 'Meetings co-led',
  ibfSupervision: 'Supervisions',
  germanDoubleHours: 'Double hours of 90 minutes, by video at most one a meeting',
  germanInRoom: 'Hours in the room',
  germanMonths: 'Months from the first to the last meeting',
};

export const log = {
  title: 'Your log',
  heading: 'Your log',
  lead: 'What you have led, seen and learnt, in dates and numbers. The room fills it; you add what happened elsewhere. No word about a case stands here.',
  csv: 'Save as CSV',
  kinds,
  places: { room: 'in the room', screen: 'by video' },
  sums: {
    heading: 'In all',
    kind: 'What',
    times: 'Times',
    hours: 'Hours',
    cases: 'Cases',
    confirmed: 'Confirmed',
  },
  none: {
    heading: 'Nothing stands here yet.',
    more: 'After your next meeting it does. What happened elsewhere you can enter now.',
  },
  entries: {
    heading: 'Everything',
    day: 'Date',
    kind: 'What',
    minutes: 'Minutes',
    cases: 'Cases',
    place: 'Place',
    group: 'Group',
    own: 'entered by hand',
    state: 'Confirmed by',
    open: 'not yet',
    confirmed: 'confirmed',
    remove: 'Take away',
    removeFor: (kind: string, day: string) => `Take away: ${kind}, ${day}`,
    removed: 'It is taken away.',
    withWhom: (kind: string, name: string) => `${kind} with ${name}`,
  },
  bodies: {
    heading: 'What the bodies ask',
    lead: 'As their own pages said it when they were read; ask the body before you rely on it. Only what can be counted is counted.',
    names: bodies,
    asks,
    what: 'Asked',
    have: 'You have',
    need: 'Needed',
    noNumber: 'no number',
    missing: (n: number) => `${n} missing`,
    enough: 'enough',
    source: 'Source',
    sourceOf: (year: number | null, readIn: number) => (year === null ? `undated, read ${readIn}` : `of ${year}, read ${readIn}`),
    sourceFor: (what: string) => `Source of: ${what}`,
  },
  add: {
    heading: 'Enter something yourself',
    more: 'Supervisions, intensives, and groups that did not meet here. Meetings in this room are in already.',
    kind: 'What',
    day: 'On',
    minutes: 'Minutes',
    cases: 'Cases',
    casesHint: 'If you know how many.',
    place: 'Where',
    withWhom: 'With whom',
    withWhomHint: 'They alone can confirm it.',
    elsewhere: 'Somebody elsewhere',
    act: 'Enter',
    done: 'It is entered.',
  },
  supervisors: (names: string) => `${names} can confirm it.`,
  supervisorSince: (name: string, day: string) => `${name} (supervising you since ${day})`,
  supervisorOnce: (name: string, from: string, until: string) => `${name} supervised you from ${from} to ${until}.`,
  noSupervisor: 'Nobody supervises you here yet. Whoever has a supervisor’s seat in your group can confirm what stands here.',
  supervised: {
    heading: 'Those you supervise',
    more: 'Confirm what you know. Minutes that are corrected afterwards ask for you again.',
    of: (name: string, open: number) => `${name}: ${open === 0 ? 'all confirmed' : `${many(open, 'entry', 'entries')} to look at`}`,
    confirm: 'Confirm',
    confirmFor: (kind: string, day: string) => `Confirm: ${kind}, ${day}`,
    confirmed: 'It is confirmed.',
  },
  faults: {
    unknown: 'There is no such day. Please choose another.',
    future: 'This day is still to come. Enter it afterwards.',
    'too-many': 'There are too many entries already.',
  } as Readonly<Record<string, string>>,
};

export type LogWords = typeof log;
