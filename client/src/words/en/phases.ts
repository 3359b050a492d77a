// What the room itself says: the phases' names and one sentence for each.
import type { PhaseId } from '../../../../shared/ritual/phases.ts';

const names: Readonly<Record<PhaseId, string>> = {
  gathering: 'Gathering',
  opening: 'Opening',
  caseCall: 'Who has a case?',
  presentation: 'Presentation',
  clarifying: 'Clarifying questions',
  associative: 'Associations',
  closingRound: 'Closing round',
  farewell: 'Farewell',
  debrief: 'Leaders’ debrief',
  ended: 'The meeting is over',
};

export const phases = {
  names,
  arriving: 'People take their seats.',
  opening: 'A moment to arrive.',
  caseCall: 'Take your time.',
  tells: (name: string) => `${name} tells of a case.`,
  youTell: 'You tell of a case.',
  clarifying: (name: string) => `Short questions of fact for ${name}.`,
  clarifyingYou: 'Short questions of fact for you.',
  steppedBack: (name: string) => `${name} has stepped back.`,
  groupWorks: 'The group thinks about the case.',
  isBack: (name: string) => `${name} is back in the circle.`,
  youAreBack: 'You are back. You may speak or stay silent.',
  closing: 'The case comes to its close.',
  farewell: 'Last words.',
  debrief: 'Only the leaders are here.',
  paused: 'A pause.',
  lineAlive: 'The line is alive.',
};
