// Raising and lowering one's own hand, where the form has hands (R4.5). Who is called on is a leader's word, and no matter of this file.
import type { PersonCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { mayRaiseHand } from './hands.ts';
import { isIn, sitsInCircle } from './people.ts';
import type { PersonId, RoomState } from './state.ts';

type HandCommand = Extract<PersonCommand, { type: 'raiseHand' | 'lowerHand' }>;

export function decideHands(state: RoomState, { type }: HandCommand, id: PersonId, at: number): Decision {
  if (!isIn(state, id)) return 'not-in-the-room';
  if (!sitsInCircle(state, id)) return 'observers-only-listen'; // R6.6
  if (!mayRaiseHand(state, id)) return 'not-now';
  const isUp = state.scene.hands.includes(id);
  if (isUp === (type === 'raiseHand')) return 'already-so';
  return [{ type: isUp ? 'handLowered' : 'handRaised', at, personId: id }];
}
