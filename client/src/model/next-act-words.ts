// The words of the next act on the desk, by where the room is and where it would go. Pure; the words are given.

import type { PushBack } from '../../../shared/ritual/forms.ts';
import { type PhaseId, phases } from '../../../shared/ritual/phases.ts';
import type { NextAct } from '../../../shared/ritual/view.ts';

export interface ActWords {
  readonly act: string;
  /** A smaller second line: where it leads. */
  readonly after?: string;
}

export interface NextActWords {
  readonly openMeeting: ActWords;
  readonly askForCase: ActWords;
  readonly begin: (name: string) => ActWords;
  readonly beginWaits: ActWords;
  readonly toQuestions: (name: string) => ActWords;
  readonly stepBack: (name: string) => ActWords;
  readonly openAssociations: ActWords;
  readonly inviteBack: (name: string) => ActWords;
  readonly toClosingRound: ActWords;
  readonly furtherCase: ActWords;
  readonly closeToFarewell: ActWords;
  readonly toReview: ActWords;
  readonly toFarewell: ActWords;
  readonly toDebrief: ActWords;
  readonly end: ActWords;
  readonly waitForReturn: (name: string) => ActWords;
  /** Stands in for the name when nobody presents any more. */
  readonly presenter: string;
}

export interface Standing {
  readonly phase: PhaseId;
  readonly pushBack: PushBack;
  /** Who presents, or has agreed to. */
  readonly presenterName: string | null;
}

export function nextActWords(next: NextAct, { phase, pushBack, presenterName }: Standing, words: NextActWords): ActWords {
  const name = presenterName ?? words.presenter;
  if (next.waitsFor === 'return') return words.waitForReturn(name);
  const ofTheCase = phases[phase].ofTheCase;
  switch (next.to) {
    case 'gathering':
    case 'opening':
      return words.openMeeting;
    case 'caseCall':
      return ofTheCase ? words.furtherCase : words.askForCase;
    case 'presentation':
      return next.waitsFor === 'presenter' || !presenterName ? words.beginWaits : words.begin(name);
    case 'clarifying':
      return words.toQuestions(name);
    case 'associative':
      return pushBack === 'none' ? words.openAssociations : words.stepBack(name);
    case 'closingRound':
      return phases[phase].stepsBack && pushBack !== 'none' ? words.inviteBack(name) : words.toClosingRound;
    case 'review':
      return words.toReview;
    case 'farewell':
      return ofTheCase ? words.closeToFarewell : words.toFarewell;
    case 'debrief':
      return words.toDebrief;
    case 'ended':
      return words.end;
  }
}
