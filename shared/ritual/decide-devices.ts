// What people's own devices report, so that the others know who cannot be heard (R4.7). Moves nobody, opens and closes nothing.
import type { PersonCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { isIn, isOverFor, personOf, sitsInCircle } from './people.ts';
import type { PersonId, RoomState } from './state.ts';

type DeviceCommand = Extract<PersonCommand, { type: 'tellMicrophone' }>;

export function decideDevices(state: RoomState, { microphone }: DeviceCommand, id: PersonId, at: number): Decision {
  if (!isIn(state, id)) return 'not-in-the-room';
  if (!sitsInCircle(state, id)) return 'observers-only-listen'; // R6.6
  if (isOverFor(state, id)) return 'meeting-over'; // R7.4
  if (personOf(state, id)?.microphone === microphone) return 'already-so';
  return [{ type: 'microphoneTold', at, personId: id, microphone }];
}
