// Whether somebody's whole circle only listens now (R5.6): leaders and the presenter are of no round. Pure.
import { isLeading } from '../../../shared/ritual/roles.ts';
import type { Chair, RoomView } from '../../../shared/ritual/view.ts';

export function isCircleListening(chair: Chair, { round, presenterId }: Pick<RoomView, 'round' | 'presenterId'>): boolean {
  if (isLeading(chair.role) || chair.personId === presenterId) return false;
  return chair.circle === 'outer' ? round === 'inner' : round === 'outer';
}
