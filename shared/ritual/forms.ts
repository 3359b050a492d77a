// A group's form (R1.7): which phases it has, their soft lengths, and how its presenter steps back.
import { type PhaseId, phaseIds, phases } from './phases.ts';

/** R3.1: `atTheEdge` shows a dimmed picture, `unseen` an empty named chair, `none` does without stepping back. */
export type PushBack = 'atTheEdge' | 'unseen' | 'none';

export interface Form {
  readonly name: string;
  /** The phases this form walks through, in the table's order. */
  readonly phases: readonly PhaseId[];
  /** Soft minutes, for leaders only (R8.1). */
  readonly minutes: Readonly<Record<PhaseId, number>>;
  readonly casesPerMeeting: number;
  readonly pushBack: PushBack;
  /** R5.4: an absent member's chair is shown empty; otherwise it is not shown until they come. */
  readonly showsEmptyChairs: boolean;
  /** R6.3: until the first presentation, roster members come in without a knock. */
  readonly opensDoorUntilPresentation: boolean;
  /** R4.5: in which phases hands are raised; left out where there are none. */
  readonly hands?: readonly PhaseId[] | undefined;
}

type Minutes = Partial<Record<PhaseId, number>>;

function form(name: string, minutes: Minutes, more: Partial<Form> = {}): Form {
  const all = Object.fromEntries(phaseIds.map((id) => [id, minutes[id] ?? phases[id].minutes]));
  return {
    name,
    phases: phaseIds,
    minutes: all as Record<PhaseId, number>,
    casesPerMeeting: 1,
    pushBack: 'atTheEdge',
    showsEmptyChairs: true,
    opensDoorUntilPresentation: true,
    ...more,
  };
}

/** The presets a group can choose from. Source of the numbers: published session plans of the societies that use them. */
export const presets = {
  'ABS 60/1': form('ABS 60/1', { opening: 3, caseCall: 2, presentation: 7, clarifying: 4, associative: 25, closingRound: 9 }),
  'ANZ-UK 90/2': form(
    'ANZ-UK 90/2',
    { opening: 3, caseCall: 2, presentation: 7, clarifying: 3, associative: 20, closingRound: 8, farewell: 3 },
    { casesPerMeeting: 2 },
  ),
  'German 90/1': form('German 90/1', {
    opening: 5,
    caseCall: 5,
    presentation: 12,
    clarifying: 6,
    associative: 40,
    closingRound: 12,
    farewell: 10,
  }),
  Hungarian: form('Hungarian', { presentation: 15, clarifying: 10, associative: 45, closingRound: 8, farewell: 3 }),
} as const satisfies Record<string, Form>;
