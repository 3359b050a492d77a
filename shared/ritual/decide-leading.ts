// The acts of whoever leads (R1.3 to R1.7, R2.2, R3.4, R4.2, R4.5, R5.4, R5.6, R6.3, R6.4, R8.5).
import type { LeaderCommand } from './commands.ts';
import { decideCircles } from './decide-circles.ts';
import { goesOut } from './decide-door.ts';
import { decideForm } from './decide-form.ts';
import { decidePause } from './decide-pause.ts';
import { decideSubstitute } from './decide-substitute.ts';
import type { Decision } from './decision.ts';
import {
  actsAsLeader,
  isHeld,
  isIn,
  isLeaderByRole,
  isOverFor,
  personOf,
  seatOf,
  sitsInCircle,
  wouldLeaveNobodyLeading,
} from './people.ts';
import { type PhaseId, phases } from './phases.ts';
import type { PersonId, RoomState } from './state.ts';
import { decideTime } from './time-keeper.ts';
import { phasesAhead, phasesBehind } from './walk.ts';

/** R5.4: how long somebody's connection must have been lost before the group may go on without them. */
export const goOnAfterMs = 2 * 60_000;

export function decideLeading(state: RoomState, command: LeaderCommand, id: PersonId, at: number): Decision {
  if (!isIn(state, id)) return 'not-in-the-room';
  if (!actsAsLeader(state, id)) return 'not-a-leader';
  switch (command.type) {
    case 'advance':
      return changePhase(state, command.from, command.to, phasesAhead(state), at);
    case 'goBack':
      return changePhase(state, command.from, command.to, phasesBehind(state), at);
    case 'undo':
      return undoPhase(state, command.from, at);
    case 'chooseCase':
      return chooseCase(state, command.personId, at);
    case 'takeBackChoice':
      return state.scene.chosen === null ? 'already-so' : [{ type: 'choiceDropped', at }];
    case 'acknowledgeSignal':
      if (state.scene.signal === null) return 'not-now';
      return state.scene.signal.acknowledgedAt === null ? [{ type: 'signalAcknowledged', at }] : 'already-so';
    case 'setMinutes':
    case 'setPushBack':
    case 'extendHours':
      return decideForm(state, command, at);
    case 'giveRound':
    case 'exchangeCircles':
    case 'seatIn':
      return decideCircles(state, command, at);
    case 'nameSubstitute':
    case 'endSubstitute':
      return decideSubstitute(state, command, id, at);
    case 'handTime':
      return decideTime(state, command, at);
    case 'pause':
    case 'takeBreak':
    case 'resume':
      return decidePause(state, command, at);
    default:
      return towardsPerson(state, command, at);
  }
}

/** R1.5, except for a leader who would present again while nobody else leads (R2.3). */
function undoPhase(state: RoomState, from: PhaseId, at: number): Decision {
  const { undo } = state;
  if (state.scene.phase !== from) return 'phase-already-changed';
  if (undo === null || at > undo.until) return 'nothing-to-undo';
  const presenter = undo.scene.presenter?.personId;
  if (presenter !== undefined && wouldLeaveNobodyLeading(state, presenter)) return 'nobody-else-leads';
  return [{ type: 'phaseUndone', at }];
}

function changePhase(state: RoomState, from: PhaseId, to: PhaseId, allowed: readonly PhaseId[], at: number): Decision {
  const { phase, chosen } = state.scene;
  if (phase !== from) return 'phase-already-changed'; // R1.6
  if (!allowed.includes(to)) return 'phase-cannot-follow'; // R1.1, R1.2
  if (phase === 'caseCall' && phases[to].ofTheCase) {
    if (!chosen?.accepted) return 'no-presenter-yet'; // R2.1
    if (!isIn(state, chosen.personId)) return 'person-not-in-the-room';
    if (wouldLeaveNobodyLeading(state, chosen.personId)) return 'nobody-else-leads'; // R2.3
  }
  return [{ type: 'phaseChanged', at, from, to }];
}

function chooseCase(state: RoomState, personId: PersonId, at: number): Decision {
  if (state.scene.phase !== 'caseCall') return 'not-now';
  if (!seatOf(state, personId)) return 'no-such-person';
  if (!sitsInCircle(state, personId)) return 'observers-only-listen';
  if (!isIn(state, personId)) return 'person-not-in-the-room';
  if (state.scene.chosen?.personId === personId) return 'already-chosen';
  if (wouldLeaveNobodyLeading(state, personId)) return 'nobody-else-leads';
  return [{ type: 'caseChosen', at, personId }];
}

type TowardsPerson = Extract<
  LeaderCommand,
  { type: 'lowerHandOf' | 'hold' | 'release' | 'goOnWithout' | 'admit' | 'askToStepOut' | 'closeDoor' | 'openDoor' }
>;

function towardsPerson(state: RoomState, { type, personId }: TowardsPerson, at: number): Decision {
  const person = personOf(state, personId);
  if (!seatOf(state, personId) || !person) return 'no-such-person';
  const isHere = person.where === 'in' || person.where === 'lost';
  const moved = (to: 'in' | 'away', device: string | null): Decision => [{ type: 'personMoved', at, personId, to, device }];
  switch (type) {
    case 'lowerHandOf':
      return state.scene.hands.includes(personId) ? [{ type: 'handLowered', at, personId }] : 'already-so';
    case 'release':
      return isHeld(state, personId) ? [{ type: 'personReleased', at, personId }] : 'already-so';
    case 'admit':
      if (person.where !== 'knocking') return 'person-not-at-the-door';
      return isOverFor(state, personId) ? 'meeting-over' : moved('in', person.device); // R7.4
    case 'goOnWithout':
      if (person.where !== 'lost') return 'not-now';
      if (person.goneOnWithout) return 'already-so';
      return at - person.since < goOnAfterMs ? 'too-early' : [{ type: 'wentOnWithout', at, personId }];
    case 'openDoor':
      return person.where === 'shutOut' || person.where === 'steppedOut' ? moved('away', null) : 'already-so';
    default:
      if (isLeaderByRole(state, personId)) return 'not-to-a-leader';
  }
  switch (type) {
    case 'hold':
      if (!isHere) return 'person-not-in-the-room';
      return person.held ? 'already-so' : [{ type: 'personHeld', at, personId }];
    case 'askToStepOut':
      return isHere || person.where === 'knocking' ? goesOut(state, personId, 'steppedOut', at) : 'person-not-in-the-room';
    case 'closeDoor':
      return person.where === 'shutOut' ? 'already-so' : goesOut(state, personId, 'shutOut', at);
  }
}
