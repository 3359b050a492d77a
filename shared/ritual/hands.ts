// Who may raise a hand now (R4.5).
import { listensFromCircle } from './circles.ts';
import { actsAsLeader, isPresenter, sitsInCircle } from './people.ts';
import { phases } from './phases.ts';
import type { PersonId, RoomState } from './state.ts';

/** Whether there are hands now. The form alone cannot bring them into a phase that knows none. */
export function hasHands({ scene, form }: RoomState): boolean {
  return phases[scene.phase].mayHaveHands && (form.hands ?? []).includes(scene.phase);
}

/** Whoever leads calls on others, whose case it is needs no leave to speak, and a circle that listens has its own round (R5.6). */
export function mayRaiseHand(state: RoomState, id: PersonId): boolean {
  if (!hasHands(state) || !sitsInCircle(state, id) || listensFromCircle(state, id)) return false;
  return !actsAsLeader(state, id) && !isPresenter(state, id);
}
