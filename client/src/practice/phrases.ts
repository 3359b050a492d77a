// Who makes a sound next, and what it is like: the rhythm of talk without a word. Pure; chance is given.
import { personOf } from '../../../shared/ritual/people.ts';
import type { PhaseId } from '../../../shared/ritual/phases.ts';
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';

/** One soft tone; times in ms, from the phrase's beginning. */
export interface Tone {
  readonly at: number;
  readonly lasts: number;
  /** Of the person's own pitch. */
  readonly bend: number;
}

export interface Turn {
  /** Null: a silence. */
  readonly by: PersonId | null;
  readonly tones: readonly Tone[];
  /** Until the next turn, the tones among it. */
  readonly lasts: number;
}

interface Manner {
  readonly tones: readonly [number, number];
  readonly restMs: readonly [number, number];
  /** How often the presenter speaks, of 1; left out where they are like the others. */
  readonly presenter?: number;
}

/** Phases without one are silent. */
const manners: Readonly<Partial<Record<PhaseId, Manner>>> = {
  gathering: { tones: [2, 4], restMs: [2_500, 5_000] },
  opening: { tones: [3, 6], restMs: [3_000, 6_000] },
  presentation: { tones: [6, 13], restMs: [700, 2_000], presenter: 1 },
  clarifying: { tones: [3, 7], restMs: [800, 2_200], presenter: 0.5 },
  associative: { tones: [5, 11], restMs: [1_500, 5_500] },
  closingRound: { tones: [4, 9], restMs: [1_500, 4_000], presenter: 0.4 },
  farewell: { tones: [2, 4], restMs: [1_500, 3_500] },
};

const silence: Turn = { by: null, tones: [], lasts: 1_500 };

/** R3.2: whoever may not be heard makes no sound. `me`: the person at this page, for whom nobody speaks. */
export function nextTurn(state: RoomState, me: PersonId, last: PersonId | null, chance: () => number): Turn {
  const manner = manners[state.scene.phase];
  if (!manner || state.scene.clock.pausedAt !== null) return silence;
  const by = speaker(state, manner, me, last, chance);
  if (by === null) return silence;
  const tones = phrase(Math.round(between(manner.tones, chance)), chance);
  const end = tones.at(-1);
  return { by, tones, lasts: (end ? end.at + end.lasts : 0) + between(manner.restMs, chance) };
}

export function maySound(state: RoomState, id: PersonId): boolean {
  return state.scene.clock.pausedAt === null && personOf(state, id)?.where === 'in' && rightsOf(state, id).mayBeHeard;
}

function speaker(
  state: RoomState,
  { presenter: share }: Manner,
  me: PersonId,
  last: PersonId | null,
  chance: () => number,
): PersonId | null {
  const presenter = state.scene.presenter?.personId ?? null;
  if (share !== undefined && presenter !== null && chance() < share)
    return presenter !== me && maySound(state, presenter) ? presenter : null;
  const others = state.seats
    .map(({ personId }) => personId)
    .filter((id) => id !== me && id !== last && (share === undefined || id !== presenter) && maySound(state, id));
  return others[Math.floor(chance() * others.length)] ?? null;
}

/** The last tone falls, as at the end of a sentence. */
function phrase(count: number, chance: () => number): readonly Tone[] {
  const tones: Tone[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const isLast = i === count - 1;
    const lasts = 140 + chance() * 160 + (isLast ? 160 : 0);
    tones.push({ at, lasts, bend: isLast ? 0.84 : 0.92 + chance() * 0.22 });
    at += lasts + (chance() < 0.2 ? 160 : 20);
  }
  return tones;
}

function between([least, most]: readonly [number, number], chance: () => number): number {
  return least + chance() * (most - least);
}
