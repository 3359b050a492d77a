// Decides: a command becomes events or a refusal. Knows no clock and no network; each branch cites its rule.
import type { Command, Context } from './commands.ts';
import { decideCase } from './decide-case.ts';
import { decideDevices } from './decide-devices.ts';
import { decideDoor } from './decide-door.ts';
import { decideHands } from './decide-hands.ts';
import { decideKeeping } from './decide-keeping.ts';
import { decideLeading } from './decide-leading.ts';
import { decideRoster } from './decide-roster.ts';
import type { Decision } from './decision.ts';
import { isClosedForGood } from './people.ts';
import type { RoomState } from './state.ts';

export function decide(state: RoomState, command: Command, { now, by }: Context): Decision {
  if (isClosedForGood(state) && command.type !== 'closeMeeting') return 'meeting-over';
  switch (command.type) {
    case 'lineLost':
      return by === 'connection' ? decideKeeping(state, command, now) : 'not-now';
    case 'confirmSilence':
    case 'doubtSilence':
    case 'closeForPhase':
      return by === 'media' ? decideKeeping(state, command, now) : 'not-now';
    case 'endLeaderless':
    case 'beginDebrief':
    case 'closeMeeting':
      return by === 'clock' ? decideKeeping(state, command, now) : 'not-now';
    case 'seatGuest':
      return by === 'roster' ? decideKeeping(state, command, now) : 'not-now'; // R6.1: nobody in the room can seat anybody
    case 'changeRoster':
      return by === 'roster' ? decideRoster(state, command.seats, now) : 'not-now';
    case 'enter':
    case 'leave':
      return typeof by === 'object' ? decideDoor(state, command, by.person, now) : 'not-now';
    case 'offerCase':
    case 'withdrawOffer':
    case 'acceptCase':
    case 'declineCase':
    case 'signalLeaders':
    case 'withdrawSignal':
    case 'comeIn':
    case 'convene':
      return typeof by === 'object' ? decideCase(state, command, by.person, now) : 'not-now';
    case 'raiseHand':
    case 'lowerHand':
      return typeof by === 'object' ? decideHands(state, command, by.person, now) : 'not-now';
    case 'tellMicrophone':
      return typeof by === 'object' ? decideDevices(state, command, by.person, now) : 'not-now';
    default:
      return typeof by === 'object' ? decideLeading(state, command, by.person, now) : 'not-now'; // R1.4
  }
}
