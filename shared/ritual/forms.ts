// A group's form (R1.7): which phases it has and what it calls them, their soft lengths, and how its presenter steps back.
import { allPhaseIds, type PhaseId, phaseIds, phases } from './phases.ts';
import { societyWords } from './society-words.ts';

/** R3.1: `atTheEdge` shows a dimmed picture, `unseen` an empty named chair, `none` does without stepping back. */
export type PushBack = 'atTheEdge' | 'unseen' | 'none';

export interface Form {
  readonly name: string;
  /** The phases this form walks through, in the table's order. */
  readonly phases: readonly PhaseId[];
  /** Soft minutes, for leaders only (R8.1); those of the table where they are left out. */
  readonly minutes: Readonly<Partial<Record<PhaseId, number>>>;
  readonly casesPerMeeting: number;
  readonly pushBack: PushBack;
  /** R5.4: an absent member's chair is shown empty; otherwise it is not shown until they come. */
  readonly showsEmptyChairs: boolean;
  /** R6.3: until the first presentation, roster members come in without a knock. */
  readonly opensDoorUntilPresentation: boolean;
  /** R4.5: in which phases hands are raised; left out where there are none. */
  readonly hands?: readonly PhaseId[] | undefined;
  /** The group's own names for phases; the catalogue's where they are left out. */
  readonly names?: PhaseNames | undefined;
  /** For how many people in the circle the group is made; left out where it has not said. */
  readonly seats?: number | undefined;
  /** R5.6: above twelve people the circle may be two, an inner and an outer one; left out, it is one. */
  readonly circles?: Circles | undefined;
  /** R1.4: by whom the roster names, or by a convenor whom each meeting finds among its members; left out, by leaders. */
  readonly led?: 'byLeaders' | 'byConvenor' | undefined;
}

export type Circles = 'one' | 'two';

export type PhaseNames = Readonly<Partial<Record<PhaseId, string>>>;

export function minutesOf({ minutes }: Form, phase: PhaseId): number {
  return minutes[phase] ?? phases[phase].minutes;
}

type Minutes = Partial<Record<PhaseId, number>>;

/** Every ordinary phase has its minutes written out, since servers of before there were others know a form only so. */
function form(name: string, minutes: Minutes, more: Partial<Form> = {}): Form {
  const all = Object.fromEntries(phaseIds.map((id) => [id, phases[id].minutes]));
  return {
    name,
    phases: phaseIds,
    minutes: { ...all, ...minutes },
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
  /** French and Italian groups of the classic form: whoever tells the case stays seated and takes part. */
  'Classic 90/1': form(
    'Classic 90/1',
    { opening: 3, presentation: 10, associative: 60, closingRound: 10, farewell: 5 },
    { pushBack: 'none', phases: phaseIds.filter((id) => id !== 'clarifying') },
  ),
  /** The steps are those of the Chinese handbook; of its minutes none was found, so that these are ours. */
  'Chinese 90/1': form(
    'Chinese 90/1',
    { opening: 5, presentation: 8, aim: 2, clarifying: 8, images: 2, associative: 35, closingRound: 15, farewell: 5 },
    { phases: withMore('aim', 'images') },
  ),
  /** A case, and then as long a talk about how it was led. */
  'Leader training 90/1': form(
    'Leader training 90/1',
    { presentation: 7, clarifying: 4, associative: 22, closingRound: 7, review: 45, farewell: 3 },
    { phases: withMore('review'), names: { review: 'Talk about the leading' } },
  ),
  /** Leaders bring a meeting of their own groups as the case. */
  'Supervision of leaders 90/1': form(
    'Supervision of leaders 90/1',
    { opening: 5, presentation: 12, clarifying: 6, associative: 35, closingRound: 10, review: 15, farewell: 5 },
    { phases: withMore('review') },
  ),
  /** After the case only moods, bodily states and images are spoken of; nothing is interpreted. */
  Prismatic: form(
    'Prismatic',
    { presentation: 10, associative: 45, closingRound: 10, farewell: 5 },
    { phases: phaseIds.filter((id) => id !== 'clarifying'), names: { associative: 'Moods and images' } },
  ),
  /** Colleagues without a leader: a member convenes each meeting, and nobody stays behind when the others have gone. */
  'Peer 90/1': form(
    'Peer 90/1',
    { opening: 5, presentation: 10, clarifying: 5, associative: 40, closingRound: 15, farewell: 5 },
    { led: 'byConvenor', phases: phaseIds.filter((id) => id !== 'debrief') },
  ),
} as const satisfies Record<string, Form>;

export type PresetName = keyof typeof presets;

function withMore(...more: readonly PhaseId[]): readonly PhaseId[] {
  return allPhaseIds.filter((id) => phaseIds.includes(id) || more.includes(id));
}

/** A preset as a group first gets it: with its society's own words, which the group may then change. */
export function formFrom(preset: PresetName, language = 'en'): Form {
  const names = { ...presets[preset].names, ...societyWords(preset, language) };
  return Object.keys(names).length === 0 ? presets[preset] : { ...presets[preset], names };
}
