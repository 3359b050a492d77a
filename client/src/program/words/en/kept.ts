// What is kept about somebody: of each kind what it is, why it is kept and until when; and how it is erased.

interface KindWords {
  readonly what: string;
  readonly why: string;
  readonly until: string;
}

const withCredit =
  'While you sit in the group, and then for as many years after your last meeting as your program says (ten, where none does).';

const kinds: Readonly<Record<string, KindWords>> = {
  people: {
    what: 'Your card',
    why: 'So that your group knows whom a seat belongs to, and where mail reaches you.',
    until: withCredit,
  },
  seats: { what: 'Your seats', why: 'So that your chair stays yours.', until: withCredit },
  attendance: {
    what: 'When you were there',
    why: 'It is your credit: lawful proof that you took part.',
    until: withCredit,
  },
  attendance_corrections: {
    what: 'What was corrected in it',
    why: 'So that you and your program can see what stood there before, why it was changed, and by whom.',
    until: withCredit,
  },
  api_keys: {
    what: 'Keys of other systems that you made',
    why: 'So that a system which brings people in or takes minutes out is known.',
    until: 'A year after it has ended. After an erasure it no longer names you.',
  },
  webhooks: {
    what: 'Webhooks of other systems that you made',
    why: 'So that a system which is told of news is known.',
    until: 'Until a coordinator deletes it. After an erasure it no longer names you.',
  },
  done_requests: {
    what: 'What another system has just asked about you',
    why: 'So that what it sends twice is done once.',
    until: 'Two days.',
  },
  certificates: {
    what: 'Certificates, and those that name you as a leader',
    why: 'So that the same paper can be drawn again, and anybody can check it.',
    until: withCredit,
  },
  credential_entries: {
    what: 'What you entered in your log as a leader, and what a supervisor has confirmed',
    why: 'So that you can show what you have led and learnt.',
    until: withCredit,
  },
  agreements: { what: 'Agreements you accepted', why: 'Proof of what everybody in the room had agreed to.', until: withCredit },
  contract_acceptances: {
    what: 'Agreements you accepted, as earlier versions noted them',
    why: 'Proof of what everybody in the room had agreed to.',
    until: withCredit,
  },
  meeting_people: {
    what: 'Dates on which you could not come, where you would be, and which you were to lead',
    why: 'So that your group knows before the meeting who comes, where, and who leads.',
    until: 'A year after the meeting.',
  },
  consents: {
    what: 'What you said about observers and research',
    why: 'Nobody observes, and nothing is studied, without a yes that can be shown and taken back. What others said of you is theirs and is not shown.',
    until: 'About an observer, a month after the meeting; about research, with your card.',
  },
  rotation: {
    what: 'The leaders’ list of who presented when',
    why: 'Your group has turned this list on, so that turns come round. It has names and dates, no words; only the leaders read it.',
    until: 'Until the group turns the list off, is closed, or has had no date for half a year; each entry for two years at most.',
  },
  supervisions: { what: 'Supervision', why: 'So that what a leader in training did can be confirmed.', until: withCredit },
  pair_notes: {
    what: 'Notes on pairs that should be looked at',
    why: 'So that people who work together or are related are not put into one circle unseen. Which pair and why, leaders alone read.',
    until: 'A month after the note is ended or one of the two has left.',
  },
  accounts: {
    what: 'Your account',
    why: 'So that you can sign in.',
    until: 'Half a year after it was last used, once you have no seat and coordinate nothing.',
  },
  account_addresses: { what: 'Your e-mail addresses', why: 'You sign in with them.', until: 'As long as your account.' },
  account_sessions: {
    what: 'Where you are signed in',
    why: 'So that you need not sign in each time, and can end it.',
    until: 'A day after it ends.',
  },
  sessions: {
    what: 'Where your personal link was opened',
    why: 'So that you need not press it each time, and can sign out.',
    until: 'A day after it ends.',
  },
  sign_in_links: {
    what: 'Sign-in links that were mailed to you',
    why: 'So that each works once.',
    until: 'A day after it was used or ran out.',
  },
  passkeys: { what: 'Your passkeys', why: 'You sign in with them.', until: 'Until you remove them, or as long as your account.' },
  outside_identities: {
    what: 'What your organisation calls you',
    why: 'So that its sign-in finds your account.',
    until: 'As long as your account.',
  },
  mails: {
    what: 'Mails to you',
    why: 'So that none is lost and none is sent twice. What one said is gone once it is sent.',
    until: 'A month after it was sent or given up.',
  },
  stopped_addresses: {
    what: 'That mails came back from your address',
    why: 'So that nothing more is sent where nobody reads it.',
    until: 'Until you or your program say that the address is right; a year at most.',
  },
  program_staff: {
    what: 'Programs you coordinate',
    why: 'So that you may look after them.',
    until: 'A year after you no longer do.',
  },
  acts: {
    what: 'What you changed, and what was changed for you',
    why: 'So that it can be found out who moved a date or gave a seat.',
    until: 'Three years. After an erasure it no longer names you.',
  },
  imports: {
    what: 'Rosters that were read from a file',
    why: 'So that what was shown is what is then taken over.',
    until: 'A day.',
  },
};

export const kept = {
  title: 'What is kept about you',
  heading: 'What is kept about you',
  lead: 'Every entry that this server keeps about you, why, and until when. What was said or shown in the room is not here: it is never kept.',
  bySeat:
    'You came by a personal link, so this is what belongs to that seat. Whoever has an account sees everything by signing in with their e-mail address.',
  ofGroup: (group: string) => `Your seat in ${group}`,
  none: 'Nothing is kept about you.',
  kinds,
  /** Of a kind that has no words of its own yet. */
  other: (name: string): KindWords => ({ what: name, why: '', until: '' }),
  rows: (n: number) => (n === 1 ? 'one entry' : `${n} entries`),
  why: 'Why',
  until: 'Until when',
  onErasure: 'If you erase yourself',
  erased: {
    row: 'It goes at once.',
    credit: 'It stays until then: it is your credit.',
    blank: 'It stays without you.',
  },
  card: 'Your name stays with your credit; everything else on the card goes at once.',
  goesOn: (day: string) => `until ${day}`,
  noFacts: 'That there is such an entry is all that may be shown: what it says concerns somebody else too.',
  yes: 'yes',
  no: 'no',
  facts: {
    ...{ full_name: 'Name', short_name: 'Name in the circle', group: 'Group', program: 'Program', meeting: 'Meeting' },
    ...{ version: 'Version', address: 'Address', proved_at: 'Proved', said_at: 'Said', on_date: 'Date', first_in: 'From' },
    ...{
      last_out: 'To',
      minutes: 'Minutes',
      credit_minutes: 'Credit minutes',
      minutes_before: 'Before',
      minutes_after: 'After',
      reason: 'Reason',
      how: 'How',
      used_at: 'Last used',
    },
    ...{ is_first: 'Mails go here' },
    ...{ number: 'Number', from_day: 'From', to_day: 'To', on_day: 'Day', withdrawn_at: 'Withdrawn', confirmed_at: 'Confirmed' },
    ...{ withdrawn_reason: 'Why withdrawn', cases: 'Cases', kind: 'What' },
    ...{ created_at: 'Made', made_at: 'Made', done_at: 'Done', ends_at: 'Ends', text_hash: 'Fingerprint of the text' },
    ...{ to_path: 'Leads to', left_at: 'Left', joined_at: 'Joined', outside_ref: 'Name in another system' },
  } as Readonly<Record<string, string>>,
  home: 'Back to your groups',
  export: 'Save as a file (JSON)',
  print: 'Print',
  anonymous:
    'That you have answered your group’s form after a meeting is noted for three weeks, sealed, so that nobody answers twice. Your answer itself has no name, date or meeting: nobody can find it, so it cannot be shown or erased.',
  backups:
    'Whoever runs this server makes backups. What is erased here is gone at once here, and from a backup when that backup is thrown away.',

  erasure: {
    heading: 'Erase me',
    lead: 'Your account, your seats, your addresses and your devices go at once. You are signed out everywhere, and out of the room if you are in it. It cannot be taken back.',
    leadBySeat:
      'Your name, your seats and what goes with them go at once, but for lawful credit. Your personal links open nothing any more, and you are out of the room if you are in it. It cannot be taken back.',
    needs: {
      account:
        'You have an account, or your address belongs to one. Please sign in with it to erase yourself: a personal link alone is not enough for that.',
      otherSeats:
        'You have a seat elsewhere too. Please open the personal link of each of your seats in this browser; then you can erase yourself here.',
    },
    goes: 'This goes now',
    stays: 'This stays, as proof of credit',
    blank: 'This stays without you',
    staysUntil: (day: string) => `until ${day}`,
    staysLong: 'as long as your program keeps credit',
    nothingStays: 'Nothing stays.',
    onlyCoordinator: (programs: string) =>
      `You are the only coordinator of ${programs}. Name another one first, or close the program; then you can erase yourself.`,
    onlyLeader: (groups: string) => `${groups} will have no leader. You may want to find one first.`,
    confirm: (word: string) => `To confirm, type ${word}`,
    wrong: 'That is not the same. Please type it as it stands above.',
    act: 'Erase me now',
    sure: {
      ask: 'Erase everything about you?',
      explain: 'You are signed out everywhere. Nobody can bring it back.',
      yes: 'Erase',
    },
  },
};

export type KeptWords = typeof kept;
