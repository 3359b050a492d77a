// The words of the next act on the desk, by where the room is and where it would go. Pure; the words are given.

import type { PhaseNames, PushBack } from '../../../shared/ritual/forms.ts';
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
  readonly toAim: (name: string) => ActWords;
  readonly toQuestions: (name: string) => ActWords;
  readonly stepBack: (name: string) => ActWords;
  readonly stepBackToImages: (name: string) => ActWords;
  readonly openImages: ActWords;
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
  /** The same acts, where the group calls the phase by a name of its own (R1.7). */
  readonly thank: (name: string) => string;
  readonly thankAndStepBack: (name: string) => string;
  readonly invite: (name: string) => string;
  readonly closeCase: string;
  readonly goOnTo: (phase: string) => string;
  readonly onTo: (phase: string) => string;
  readonly forLeaders: string;
}

export interface Standing {
  readonly phase: PhaseId;
  readonly pushBack: PushBack;
  /** Who presents, or has agreed to. */
  readonly presenterName: string | null;
  /** The group's own names for phases. */
  readonly names?: PhaseNames | undefined;
}

export function nextActWords(next: NextAct, standing: Standing, words: NextActWords): ActWords {
  if (next.waitsFor === 'return') return words.waitForReturn(standing.presenterName ?? words.presenter);
  const own = standing.names?.[next.to];
  return (own === undefined ? null : ownWords(next.to, own, standing, words)) ?? catalogueWords(next, standing, words);
}

/** Null where the act does not say the phase's name. */
function ownWords(to: PhaseId, own: string, { phase, pushBack, presenterName }: Standing, words: NextActWords): ActWords | null {
  const name = presenterName ?? words.presenter;
  const { ofTheCase, stepsBack } = phases[phase];
  const after = words.onTo(own);
  switch (to) {
    case 'gathering':
    case 'opening':
    case 'presentation':
    case 'ended':
      return null;
    case 'aim':
    case 'clarifying':
      return { act: words.thank(name), after };
    case 'images':
    case 'associative':
      return pushBack === 'none' || stepsBack ? { act: words.goOnTo(own) } : { act: words.thankAndStepBack(name), after };
    case 'closingRound':
      return stepsBack && pushBack !== 'none' ? { act: words.invite(name), after } : { act: words.goOnTo(own) };
    case 'debrief':
      return { act: words.goOnTo(own), after: words.forLeaders };
    default:
      return ofTheCase ? { act: words.closeCase, after } : { act: words.goOnTo(own) };
  }
}

function catalogueWords(next: NextAct, { phase, pushBack, presenterName }: Standing, words: NextActWords): ActWords {
  const name = presenterName ?? words.presenter;
  const { ofTheCase, stepsBack } = phases[phase];
  const goesOut = pushBack !== 'none' && !stepsBack;
  switch (next.to) {
    case 'gathering':
    case 'opening':
      return words.openMeeting;
    case 'caseCall':
      return ofTheCase ? words.furtherCase : words.askForCase;
    case 'presentation':
      return next.waitsFor === 'presenter' || !presenterName ? words.beginWaits : words.begin(name);
    case 'aim':
      return words.toAim(name);
    case 'clarifying':
      return words.toQuestions(name);
    case 'images':
      return goesOut ? words.stepBackToImages(name) : words.openImages;
    case 'associative':
      return goesOut ? words.stepBack(name) : words.openAssociations;
    case 'closingRound':
      return stepsBack && pushBack !== 'none' ? words.inviteBack(name) : words.toClosingRound;
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
