// What those who lead may change for the rest of a meeting: soft minutes, how its presenter steps back (R1.7), and the planned end (R9.1).
import type { LeaderCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { mostMinutes } from './form-faults.ts';
import { minutesOf, type PushBack } from './forms.ts';
import { type PhaseId, phases } from './phases.ts';
import type { RoomState } from './state.ts';

type FormCommand = Extract<LeaderCommand, { type: 'setMinutes' | 'setPushBack' | 'extendHours' }>;

/** R9.1: altogether, in one meeting. */
export const mostExtendedMinutes = 30;

export function decideForm(state: RoomState, command: FormCommand, at: number): Decision {
  if (state.scene.phase === 'ended') return 'not-now';
  if (command.type === 'extendHours') return extendHours(state, command, at);
  return command.type === 'setMinutes'
    ? setMinutes(state, command.phase, command.minutes, at)
    : setPushBack(state, command.pushBack, at);
}

function setMinutes({ form }: RoomState, phase: PhaseId, minutes: number, at: number): Decision {
  const isHere = form.phases.includes(phase) && phase !== 'ended';
  if (!isHere || !Number.isInteger(minutes) || minutes < 1 || minutes > mostMinutes) return 'not-now';
  return minutesOf(form, phase) === minutes ? 'already-so' : [{ type: 'minutesSet', at, phase, minutes }];
}

/** R1.6: says what it assumes, so that a touch that comes twice puts nothing off twice. A meeting that was never planned has no end to put off. */
function extendHours({ planned, extendedMinutes }: RoomState, { from, to }: { from: number; to: number }, at: number): Decision {
  if (planned === null) return 'not-now';
  if (from !== extendedMinutes || to === extendedMinutes) return 'already-so';
  if (!Number.isInteger(to) || to < 0 || to > mostExtendedMinutes) return 'no-more-time';
  return [{ type: 'hoursExtended', at, minutes: to }];
}

/** Never while somebody is outside the circle, nor while an undo could lead there: a silence keeps the kind in which it began. */
function setPushBack({ form, scene, undo }: RoomState, pushBack: PushBack, at: number): Decision {
  if (form.pushBack === pushBack) return 'already-so';
  if (mayBeOutside(scene)) return 'not-now';
  if (undo !== null && at <= undo.until && mayBeOutside(undo.scene)) return 'too-early';
  return [{ type: 'pushBackSet', at, pushBack }];
}

function mayBeOutside({ phase, presenter }: RoomState['scene']): boolean {
  return phases[phase].stepsBack || (presenter !== null && presenter.place !== 'circle');
}
