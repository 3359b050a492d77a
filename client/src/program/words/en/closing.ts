// Closing a group or a program, and opening it again: what ends is said before.
import type { Closing } from '../../../../../shared/protocol/program/closing.ts';
import { plural } from '../../../words/en/plural.ts';

const groups = (n: number) => plural(n, { one: 'one group', other: `${n} groups` });
const comingIs = (n: number) =>
  n === 0
    ? 'No meeting is planned.'
    : plural(n, {
        one: 'One meeting to come is cancelled; everybody with an address is told by mail, and calendars follow.',
        other: `${n} meetings to come are cancelled; everybody with an address is told by mail, and calendars follow.`,
      });
const people = (n: number) =>
  plural(n, {
    one: 'The personal link of one person opens nothing from then on',
    other: `The personal links of ${n} people open nothing from then on`,
  });
const stays = 'Its circle, its agreement and what was held can still be read, and you can open it again at any time.';

export const closing = {
  group: {
    act: 'Close this group',
    more: 'When it has come to its end. What that ends is said first.',
    sure: (name: string, { meetings, people: n }: Closing) => ({
      ask: `Close ${name}?`,
      explain: `${comingIs(meetings)} ${people(n)}, and they are signed out of their seats at once. ${stays}`,
      yes: 'Close the group',
    }),
    closed: (day: string) => `This group was closed on ${day}. It can be read; nobody comes in, and nothing is planned.`,
    reopen: 'Open it again',
    reopenSure: (name: string) => ({
      ask: `Open ${name} again?`,
      explain: 'The same personal links work again. Cancelled dates stay cancelled: plan new ones.',
      yes: 'Open it again',
    }),
  },
  program: {
    act: 'Close this program',
    more: 'All its groups are closed with it. What that ends is said first.',
    sure: (name: string, { groups: n, meetings, people: who }: Closing) => ({
      ask: `Close ${name}?`,
      explain:
        n === 0
          ? `No group of it is open. People, mails and changes can still be read, and you can open it again at any time.`
          : `With it ${groups(n)} ${n === 1 ? 'is' : 'are'} closed. ${comingIs(meetings)} ${people(who)}, and they are signed out of their seats at once. ${stays}`,
      yes: 'Close the program',
    }),
    closed: (day: string) => `This program was closed on ${day}. It can be read, and nothing in it is changed.`,
    reopen: 'Open it again',
    reopenSure: (name: string) => ({
      ask: `Open ${name} again?`,
      explain: 'Its groups stay closed until you open each of them.',
      yes: 'Open it again',
    }),
  },
  /** What stands in the way. */
  faults: {
    'meeting-is-on': 'A meeting is on, and nobody is put out of it. Please close this when it is over.',
    'program-closed': 'The program of this group is closed. Please open that first.',
    'name-taken': 'Another group has this name by now. Please rename that one, then open this again.',
  } as Readonly<Record<string, string>>,
  deletedOn: (day: string) =>
    `On ${day} everything in it is deleted: groups, people, and what was kept of them. Until then it can be opened again.`,
  closedGroups: 'Closed groups',
  closedOn: (day: string) => `closed on ${day}`,
};

export type ClosingWords = typeof closing;
