// Who leads which date of a group without leaders: the words of that part of the group's page.
import { plural } from '../../../words/en/plural.ts';

export const convening = {
  heading: 'Who leads which date',
  lead: 'One of the circle leads each meeting. Whoever stands here leads as soon as they come in; while they are not there, anybody can take it.',
  none: 'No dates are planned.',
  date: 'Date',
  leads: 'Leads',
  nextMeeting: 'The next meeting',
  nobody: 'Whoever first takes it',
  who: (day: string) => `Who leads on ${day}`,
  whoNext: 'Who leads the next meeting',
  cannotCome: (name: string) => `${name} cannot come that day.`,
  later: (n: number) => plural(n, { one: 'One later date', other: `${n} later dates` }),
  inTurn: 'Fill the open dates in turn',
  inTurnDone: (n: number) => plural(n, { one: 'One date is given.', other: `${n} dates are given in turn, around the circle.` }),
  named: (name: string, day: string) => `${name} leads on ${day}.`,
  namedNext: (name: string) => `${name} leads the next meeting.`,
  freed: (day: string) => `${day}: whoever first takes it leads.`,
  freedNext: 'The next meeting: whoever first takes it leads.',
};

export type ConveningWords = typeof convening;
