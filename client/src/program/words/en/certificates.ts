// Certificates of attendance: made by coordinators, had by their people, checked by anybody.
import type { CertificateFault, CertificateLayout } from '../../../../../shared/protocol/program/certificates.ts';

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const certificates = {
  title: (group: string) => `Certificates of ${group}`,
  heading: 'Certificates',
  lead: 'They say who was there, when, for how long and whether in the room. Nothing of what was spoken.',
  period: {
    heading: 'Make certificates',
    from: 'From',
    to: 'Up to and including',
    layout: 'In the form for',
    layoutHint: {
      plain: 'Dates, place and minutes of every meeting.',
      abs: 'For the American Balint Society and United States credit: US Letter, with hours rounded down.',
      ukAnz:
        'For the Balint societies of the United Kingdom, Australia and New Zealand: meetings and minutes in the room and by video.',
      german:
        'For chambers in Germany, in German: double hours of 90 minutes (by video at most one a meeting), and whether the list was closed, the leader the same, and the first and last meeting in the room.',
    } satisfies Record<CertificateLayout, string> as Record<CertificateLayout, string>,
    look: 'See what would be certified',
  },
  layouts: { plain: 'any body', abs: 'ABS', ukAnz: 'UK, Australia and New Zealand', german: 'German chambers' } satisfies Record<
    CertificateLayout,
    string
  > as Record<CertificateLayout, string>,
  preview: {
    heading: (from: string, to: string) => `From ${from} to ${to}`,
    held: (n: number) => `The group held ${many(n, 'meeting', 'meetings')} in this time.`,
    noneHeld: 'The group held no meeting in this time. Choose other days.',
    undrawable: (characters: string) =>
      `The name of the group, of its program or of a leader has characters that cannot be printed: ${characters}. Change that name first.`,
    person: 'Name',
    meetings: 'Meetings',
    minutes: 'Minutes',
    inRoom: 'in the room',
    onScreen: 'by video',
    doubleHours: 'Double hours',
    state: 'Certificate',
    ready: 'can be made',
    made: (number: string) => `made: ${number}`,
    overlaps: (numbers: string) => `The same meetings stand on ${numbers}.`,
    faults: {
      'never-there': 'was never there as a leader or member',
      'not-drawable': 'has characters in the name that cannot be printed',
      'not-readable': 'has hidden characters in the name; write the name anew',
    } satisfies Record<CertificateFault, string> as Record<CertificateFault, string>,
    which: (characters: string) => `: ${characters}`,
    choose: (name: string) => `A certificate for ${name}`,
    make: (n: number) => `Make ${many(n, 'certificate', 'certificates')}`,
    nothing: 'Everybody who can have a certificate for this period has one.',
  },
  making: (done: number, of: number) => `${done} of ${of} made`,
  makingLabel: 'Certificates made',
  made: (n: number) => `${many(n, 'certificate is', 'certificates are')} made.`,
  all: {
    heading: 'Made so far',
    none: { heading: 'No certificate has been made yet.', more: 'Choose a period above, look at it, then make them all at once.' },
    number: 'Number',
    person: 'Name',
    period: 'Period',
    span: (from: string, to: string) => `${from} – ${to}`,
    layout: 'Form',
    counted: 'Certified',
    sum: (meetings: number, minutes: number) => `${many(meetings, 'meeting', 'meetings')}, ${minutes} min`,
    open: 'PDF',
    openFor: (number: string, name: string) => `PDF of certificate ${number}, ${name}`,
    zip: (period: string, form: string) => `All of ${period} in the form for ${form}, as one file`,
    zips: 'To save together',
    withdraw: 'Withdraw',
    withdrawFor: (number: string, name: string) => `Withdraw certificate ${number}, ${name}`,
    withdrawn: (day: string, reason: string) => `Withdrawn ${day}: ${reason}`,
    outdated: 'Minutes were corrected since. Withdraw it and make a new one, if that should count.',
    find: 'Find a name or number',
    noMatch: 'No certificate has that name or number.',
  },
  withdrawal: {
    heading: (number: string, name: string) => `Withdraw certificate ${number} of ${name}`,
    explain: 'Whoever checks its code then reads that it is withdrawn. It cannot be taken back; a new one can be made.',
    reason: 'Why',
    reasonHint: 'The person reads it, in at least three letters.',
    act: 'Withdraw it',
    done: (number: string) => `Certificate ${number} is withdrawn.`,
  },
  faults: {
    'before-from': 'The period ends before it begins. Please choose a later day.',
    future: 'The period ends in the future. Please choose a day that has come.',
    'too-long': 'A period is at most five years long.',
    unknown: 'There is no such day. Please choose another.',
    'never-there': 'Somebody chosen was never there. Look at the period again.',
    'not-drawable': 'A name has characters that cannot be printed. Look at the period again.',
    'not-readable': 'A name has hidden characters. Look at the period again.',
    'other-secret':
      'The server’s secret was changed since this was made, so its code cannot be printed again. Withdraw it and make a new one.',
    'no-program': 'Only a group within a program can make certificates.',
  } as Readonly<Record<string, string>>,

  own: {
    heading: 'Your certificates',
    title: 'Your certificates',
    lead: 'Your program makes them. Anybody can check the code on the paper.',
    none: {
      heading: 'You have no certificate yet.',
      more: 'Whoever coordinates your program makes them, for a period. Your minutes are counted all the same.',
    },
    group: 'Group',
  },

  check: {
    title: 'Check a certificate',
    heading: 'Check a certificate',
    lead: 'Type the code that stands on the paper. You see whether it is valid, and what it must say.',
    code: 'Code',
    codeHint: 'Twenty letters and digits, such as K7QM4-T2P9X-3BD5H-0WVE8. Small letters and spaces make no difference.',
    act: 'Check',
    valid: 'This certificate is valid.',
    withdrawn: (day: string) => `This certificate was withdrawn on ${day}. It is no longer valid.`,
    unknown: 'There is no certificate with this code. Please compare it with the paper, letter by letter.',
    compare: 'The paper must say exactly this:',
    number: 'Number',
    program: 'Issued by',
    initials: 'Initials of the name',
    period: 'Period',
    meetings: 'Meetings attended',
    minutes: 'Minutes',
    madeOn: 'Issued on',
  },
};

export type CertificateWords = typeof certificates;
