// What the room itself says: the phases' names and one sentence for each.
import type { PhaseId } from '../../../../shared/ritual/phases.ts';

const names: Readonly<Record<PhaseId, string>> = {
  gathering: 'Gathering',
  opening: 'Opening',
  caseCall: 'Who has a case?',
  presentation: 'Presentation',
  aim: 'Naming an aim',
  clarifying: 'Clarifying questions',
  images: 'Inner images',
  associative: 'Group work',
  closingRound: 'Closing round',
  review: 'Looking back at the work',
  farewell: 'Farewell',
  debrief: 'Leaders’ debrief',
  ended: 'The meeting is over',
};

export const phases = {
  names,
  arriving: 'People are arriving.',
  opening: 'Settling in.',
  caseCall: 'Take your time.',
  tells: (name: string) => `${name} is presenting.`,
  youTell: 'You are presenting.',
  aim: (name: string) => `What does ${name} hope for from the group?`,
  aimYou: 'What do you hope for from the group?',
  clarifying: (name: string) => `Brief factual questions, for ${name}.`,
  clarifyingYou: 'Brief factual questions, for you.',
  steppedBack: (name: string) => `${name} has stepped back.`,
  rounds: { outer: 'The outer circle speaks.', both: 'Both circles speak.' },
  images: 'A quiet minute for what comes to mind.',
  groupWorks: 'The group thinks about the case.',
  isBack: (name: string) => `${name} is back in the circle.`,
  youAreBack: 'You are back. You may speak or stay silent.',
  closing: 'The case is closing.',
  review: 'The case is closed. How did we work?',
  farewell: 'A few last words.',
  debrief: 'Only the leaders are here.',
  paused: 'Paused by a leader.',
  connectionAlive: 'Sound is connected.',
};
