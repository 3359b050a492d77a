// What a server would answer to the pages around the room, made up: so that each page can be looked at without one.
import type { FormView } from '../../../../shared/protocol/program/forms.ts';
import type { ContractView } from '../../../../shared/protocol/program/groups.ts';
import type { GroupMailRow, MailRow, MailState } from '../../../../shared/protocol/program/mails.ts';
import type { Home, Me } from '../../../../shared/protocol/program/me.ts';
import type { ActRow, PersonRow, ProgramView } from '../../../../shared/protocol/program/people.ts';
import { type Form, formFrom } from '../../../../shared/ritual/forms.ts';
import { madeUpGroups, programId } from './made-up-groups.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const minute = 60_000;
const day = 1440 * minute;
const at = (days: number) => new Date(Date.now() + days * day).setHours(19, 0, 0, 0);

export function me(has: Has): Me {
  return {
    addresses: ['ann.adler@hospital.example.org', ...(has('empty') ? [] : ['ann@home.example.net'])],
    stopped: has('stopped') ? ['ann@home.example.net'] : [],
    language: null,
    zone: null,
    programs: has('coordinator') ? [{ id: programId, name: 'Balint Norway', isClosed: has('closed') }] : [],
    closedGroups: has('closed') ? [{ id: madeUpGroups[3]?.id ?? '', name: madeUpGroups[3]?.name ?? '' }] : [],
    ledGroups: [{ id: madeUpGroups[0]?.id ?? '', name: 'Tuesday group' }],
    mayMakeGroup: true,
    endsWithBrowser: false,
  };
}

export function home(has: Has): Home {
  if (has('empty')) return { seats: [], isSignedIn: true };
  const opens = has('open') ? Date.now() - minute : at(2) - 15 * minute;
  const seat = (n: number, role: 'leader' | 'member', first: number) => ({
    ref: idOf(5000 + n),
    groupId: madeUpGroups[n]?.id ?? '',
    groupName: madeUpGroups[n]?.name ?? '',
    yourName: 'Ann',
    zone: 'Europe/Oslo',
    role,
    meetings: Array.from({ length: n === 3 ? 0 : 6 }, (_, k) => ({
      id: idOf(9000 + n * 20 + k),
      startsAt: k === 0 && has('open') && n === 0 ? Date.now() + 10 * minute : at(first + k * 14),
      endsAt: k === 0 && has('open') && n === 0 ? Date.now() + 70 * minute : at(first + k * 14) + 60 * minute,
      place: k === 4 || (k === 0 && n === 0) ? ('both' as const) : ('screen' as const),
      myPlace: k === 4 ? ('room' as const) : null,
      isCancelled: k === 2,
      isExcused: n === 1 && k === 0,
      convenes: has('peers') && k === (n === 0 ? 0 : 3),
      doorOpensAt: k === 0 && n === 0 ? opens : at(first + k * 14) - 15 * minute,
    })),
    feed: `https://room.example.org/calendar/f3k92mx7q8wd77a1.ics`,
    reminders: 'both' as const,
    manages: role === 'leader',
  });
  return { seats: [seat(0, 'leader', 2), seat(1, 'member', 6), seat(3, 'member', 0)], isSignedIn: !has('byLink') };
}

export function program(has: Has): ProgramView {
  return {
    id: programId,
    name: 'Balint Norway',
    language: 'en',
    zone: 'Europe/Oslo',
    keepYears: 10,
    coordinators: [
      { address: 'ann.adler@hospital.example.org', since: Date.now() - 300 * day },
      { address: 'coordination@balint.example.org', since: Date.now() - 20 * day },
    ],
    groups: has('empty') || has('closed') ? [] : madeUpGroups,
    closedGroups: madeUpGroups.slice(0, has('closed') ? 12 : 2).map(({ id, name }, n) => ({ id, name, closedAt: at(-20 - n) })),
    closedAt: has('closed') ? at(-3) : null,
    deletedAt: has('closed') ? at(3649) : null,
    peopleCount: has('empty') ? 0 : madeUpPeople.length,
    sendsMail: !has('noMail'),
  };
}

export function people(has: Has): { people: PersonRow[] } {
  if (has('empty')) return { people: [] };
  return {
    people: madeUpPeople.map((person, n) => ({
      ...person,
      isProved: n % 4 === 0,
      isReturned: n % 9 === 4,
      isStopped: n % 18 === 4,
      language: null,
      zone: null,
      groups: madeUpGroups
        .flatMap((group, g) =>
          n >= g * 11 && n < g * 11 + group.seats ? [{ id: group.id, name: group.name, role: 'member' }] : [],
        )
        .slice(0, 3),
    })),
  };
}

export function mails(has: Has): { mails: MailRow[] } {
  if (has('empty')) return { mails: [] };
  const states: readonly MailState[] = ['sent', 'bounced', 'refused', 'sent', 'waiting', 'unsure', 'sending', 'stopped'];
  const kinds = ['invitation', 'personalLink', 'change', 'reminderDay'];
  return {
    mails: madeUpPeople.slice(0, 40).flatMap(({ id, address }, n) => {
      const state = states[n % states.length] ?? 'sent';
      const answers: Partial<Record<MailState, string>> = {
        refused: '550 5.1.1 no such mailbox here',
        bounced: '5.1.10 550 recipient not found, and nobody of this name is known at this hospital any more',
        unsure: 'the connection broke after DATA',
        stopped: '550 5.1.1 no such mailbox here',
        waiting: '451 4.7.1 greylisted, come again',
      };
      const row: MailRow = {
        id,
        kind: kinds[n % kinds.length] ?? '',
        address: address ?? '',
        groupName: madeUpGroups[n % 12]?.name ?? null,
        state,
        madeAt: Date.now() - n * 40 * minute,
        doneAt: state === 'waiting' ? null : Date.now() - n * 40 * minute,
        ...{ answer: answers[state] ?? null, delays: n % 14 === 3 ? 2 : 0 },
        maySendAgain: state === 'refused' || state === 'bounced' || state === 'stopped' || state === 'unsure',
        isStopped: state === 'refused' || state === 'bounced' || state === 'stopped',
      };
      return address === null ? [] : [row];
    }),
  };
}

export function groupMails(has: Has): { mails: GroupMailRow[] } {
  if (has('empty')) return { mails: [] };
  const rows: readonly [string, MailState, number][] = [
    ['invitation', 'sent', 9],
    ['invitation', 'bounced', 1],
    ['personalLink', 'sent', 8],
    ['personalLink', 'refused', 1],
    ['reminderDay', 'stopped', 1],
    ['reminderDay', 'sent', 7],
    ['reminderHours', 'waiting', 7],
    ['change', 'unsure', 1],
  ];
  return { mails: rows.map(([kind, state, count], n) => ({ kind, state, count, lastAt: Date.now() - n * 300 * minute })) };
}

export function acts(): { acts: ActRow[] } {
  const names = ['seat-given', 'group-made', 'seats-ordered', 'meeting-moved', 'people-imported', 'contract-made', 'pair-noted'];
  return {
    acts: Array.from({ length: 40 }, (_, n) => ({
      id: String(n),
      act: names[n % names.length] ?? '',
      groupName: n % 5 === 4 ? null : (madeUpGroups[n % 12]?.name ?? null),
      by: n % 11 === 10 ? null : (madeUpPeople[(n * 4) % 12]?.address ?? 'Ann'),
      at: Date.now() - n * 7 * 3_600_000,
    })),
  };
}

export function form(has: Has): FormView {
  const own: Form = {
    ...formFrom('Chinese 90/1'),
    name: 'Our Tuesday',
    hands: ['clarifying', 'closingRound'],
    names: { ...formFrom('Chinese 90/1').names, opening: 'Arriving together' },
    seats: 9,
  };
  return {
    version: '0123456789abcdef',
    form: has('empty') ? null : has('own') ? own : formFrom('ABS 60/1'),
    sitting: 7,
    isOn: has('open'),
    mayWrite: !has('coordinator'),
  };
}

export function contract(has: Has): ContractView {
  const text = [
    'What is said here stays here. We do not record, and we do not name the people we speak about.',
    'Each of us is alone in a closed room and wears headphones.',
    'We speak for ourselves, let others finish, and leave room for silence.',
  ].join('\n\n');
  const none = { versions: [], agreements: [], missing: [] };
  if (has('empty')) return { ...none, version: 0, texts: [{ language: 'en', text: '', hash: '' }] };
  const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
  return {
    version: 2,
    texts: [
      { language: 'en', text, hash },
      { language: 'de', text: 'Was hier gesagt wird, bleibt hier.', hash: hash.replace('9f', 'a0') },
    ],
    versions: [
      { version: 2, madeAt: Date.now() - 20 * day },
      { version: 1, madeAt: Date.now() - 300 * day },
    ],
    agreements: madeUpPeople.slice(0, 6).map(({ name }, n) => ({
      name,
      version: n === 5 ? 1 : 2,
      language: n === 2 ? 'de' : 'en',
      at: Date.now() - (19 - n) * day,
      hash,
    })),
    missing: ['Gita Mbeki', 'Hal Weiß'],
  };
}
