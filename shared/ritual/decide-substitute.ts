// Who leads beside or instead of those whom the roster names: the convenor of a group without leaders (R1.4), and a substitute (R6.1).
import type { LeaderCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import {
  isHeld,
  isIn,
  isLeaderByRole,
  isOverFor,
  isPresenter,
  keepsChair,
  leadersIn,
  mayConvene,
  seatOf,
  sitsInCircle,
} from './people.ts';
import type { PersonId, RoomState } from './state.ts';

type SubstituteCommand = Extract<LeaderCommand, { type: 'nameSubstitute' | 'endSubstitute' }>;

export function decideConvening(state: RoomState, id: PersonId, at: number): Decision {
  const { convenor, form, scene } = state;
  if (mayConvene(state, id)) return [{ type: 'convenorTaken', at, personId: id }];
  if (form.led !== 'byConvenor' || scene.phase !== 'gathering') return 'not-now';
  if (convenor === id) return 'already-so';
  return convenor !== null && keepsChair(state, convenor) ? 'already-convened' : 'not-now';
}

export function decideSubstitute(state: RoomState, { type, personId }: SubstituteCommand, id: PersonId, at: number): Decision {
  if (!seatOf(state, personId)) return 'no-such-person';
  if (type === 'nameSubstitute') return nameSubstitute(state, personId, at);
  if (!state.substitutes.includes(personId)) return 'already-so';
  return personId === id && leadersIn(state, id).length === 0 ? 'nobody-else-leads' : [{ type: 'substituteEnded', at, personId }];
}

/** Never the presenter, nor whom an undo would make the presenter again; never an observer, in whatever phase (R6.6). */
function nameSubstitute(state: RoomState, personId: PersonId, at: number): Decision {
  const { undo } = state;
  if (!sitsInCircle(state, personId)) return 'observers-only-listen';
  if (isLeaderByRole(state, personId)) return 'already-so';
  if (isOverFor(state, personId)) return 'not-now';
  if (!isIn(state, personId)) return 'person-not-in-the-room';
  if (isPresenter(state, personId)) return 'not-to-the-presenter';
  if (undo !== null && at <= undo.until && undo.scene.presenter?.personId === personId) return 'not-to-the-presenter';
  return isHeld(state, personId) ? 'release-them-first' : [{ type: 'substituteNamed', at, personId }];
}
