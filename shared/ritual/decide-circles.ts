// The leaders' acts about two circles (R5.6): whose round it is, and who sits where. Seats change between cases only.
import { exchanged, isOuter, mostInner, outerPeople, roundOf } from './circles.ts';
import type { LeaderCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { isLeaderByRole, seatOf, sitsInCircle } from './people.ts';
import { phases } from './phases.ts';
import type { RoomState } from './state.ts';

type CircleCommand = Extract<LeaderCommand, { type: 'giveRound' | 'exchangeCircles' | 'seatIn' }>;

export function decideCircles(state: RoomState, command: CircleCommand, at: number): Decision {
  if (command.type === 'giveRound') {
    if (state.scene.phase !== command.from) return 'phase-already-changed'; // R1.6
    const round = roundOf(state);
    if (round === null) return 'not-now';
    return round === command.to ? 'already-so' : [{ type: 'roundGiven', at, to: command.to }];
  }
  const why = whyNoSeatMoves(state, at);
  if (why !== null) return why;
  const outer = outerPeople(state);
  if (command.type === 'exchangeCircles') {
    const after = exchanged(state);
    if (after[0] === outer[0]) return 'not-now'; // nobody to change places with
    return outer[0] === command.first ? [{ type: 'circlesSeated', at, outer: after }] : 'already-so';
  }
  const { personId, circle } = command;
  if (!seatOf(state, personId)) return 'no-such-person';
  if (!sitsInCircle(state, personId)) return 'observers-only-listen';
  if (isLeaderByRole(state, personId)) return 'not-to-a-leader';
  if (isOuter(state, personId) === (circle === 'outer')) return 'already-so';
  if (circle === 'outer') return [{ type: 'circlesSeated', at, outer: [...outer, personId] }];
  const inside = state.seats.filter((seat) => sitsInCircle(state, seat.personId)).length - outer.length;
  if (inside >= mostInner) return 'circle-full';
  return [{ type: 'circlesSeated', at, outer: outer.filter((id) => id !== personId) }];
}

/** Never in a case, nor while an undo could lead back into one: whoever was silent there stays it. */
export function whyNoSeatMoves(
  { form, scene, undo }: Pick<RoomState, 'form' | 'scene' | 'undo'>,
  at: number,
): 'not-now' | 'too-early' | null {
  const { ofTheCase, leadersOnly } = phases[scene.phase];
  if (form.circles !== 'two' || ofTheCase || leadersOnly) return 'not-now';
  return undo !== null && at <= undo.until && phases[undo.scene.phase].ofTheCase ? 'too-early' : null;
}
