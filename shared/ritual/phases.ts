// The table of phases: reading it is reading the ritual (R1). Data only; nothing here decides or knows the time.

const ofEveryMeeting = [
  'gathering',
  'opening',
  'caseCall',
  'presentation',
  'clarifying',
  'associative',
  'closingRound',
  'farewell',
  'debrief',
  'ended',
] as const;

export type PhaseId = (typeof ofEveryMeeting)[number] | 'aim' | 'images' | 'review';

/** The phases of an ordinary meeting, in order. */
export const phaseIds: readonly PhaseId[] = ofEveryMeeting;

/** What only some forms have, by what it comes before (R1.7). */
const onlyInSome: Readonly<Partial<Record<PhaseId, readonly PhaseId[]>>> = {
  clarifying: ['aim'],
  associative: ['images'],
  farewell: ['review'],
};

/** With those that only some forms have (R1.7). */
export const allPhaseIds: readonly PhaseId[] = phaseIds.flatMap((id): PhaseId[] => [...(onlyInSome[id] ?? []), id]);

export interface Phase {
  /** Soft length in minutes. R8.1: at zero nothing happens. */
  readonly minutes: number;
  /** R1.2: a leader may skip it. */
  readonly maySkip: boolean;
  /** R2.1: somebody presents from here until the case closes. */
  readonly ofTheCase: boolean;
  /** R3: the presenter is outside the circle, if the form has stepping back at all. */
  readonly stepsBack: boolean;
  /** R7.4: only leaders are in the room. */
  readonly leadersOnly: boolean;
  /** R6.3: roster members walk in without a knock. */
  readonly openDoor: boolean;
  /** R4.5: hands may be raised, if the form has them here. */
  readonly mayHaveHands: boolean;
}

const ordinary: Phase = {
  minutes: 3,
  maySkip: false,
  ofTheCase: false,
  stepsBack: false,
  leadersOnly: false,
  openDoor: false,
  mayHaveHands: false,
};
const ofTheCase: Phase = { ...ordinary, ofTheCase: true };

export const phases: Readonly<Record<PhaseId, Phase>> = {
  gathering: { ...ordinary, minutes: 5, openDoor: true },
  opening: { ...ordinary, minutes: 3, openDoor: true, maySkip: true },
  caseCall: { ...ordinary, minutes: 2, openDoor: true },
  presentation: { ...ofTheCase, minutes: 7 },
  aim: { ...ofTheCase, minutes: 2, maySkip: true },
  clarifying: { ...ofTheCase, minutes: 4, maySkip: true, mayHaveHands: true },
  images: { ...ofTheCase, minutes: 1, maySkip: true, stepsBack: true },
  associative: { ...ofTheCase, minutes: 22, maySkip: true, stepsBack: true },
  closingRound: { ...ofTheCase, minutes: 8, mayHaveHands: true },
  review: { ...ordinary, minutes: 30, maySkip: true },
  farewell: { ...ordinary, minutes: 3 },
  debrief: { ...ordinary, minutes: 10, maySkip: true, leadersOnly: true },
  ended: { ...ordinary, minutes: 0, leadersOnly: true },
};

export function orderOf(phase: PhaseId): number {
  return allPhaseIds.indexOf(phase);
}
