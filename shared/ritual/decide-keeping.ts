// What connections, the media server, time and the roster may report. None of them changes a phase (R1.4),
// except to end a room nobody leads (R7.3) and to leave the leaders to themselves (R7.4).
import type { ClockCommand, LineCommand, MediaCommand, RosterCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { isClosed, isLeaderByRole, isOverFor, leadersIn, personOf, seatOf, sitsInCircle } from './people.ts';
import { rightsOf } from './rights.ts';
import type { RoomState } from './state.ts';

/** R7.3: a room that nobody has led for this long ends. */
export const endLeaderlessAfterMs = 30 * 60_000;

/** R7.4: a member whose connection is lost at the farewell counts as gone for good after this; it is also the least time for last words. */
const goneAfterMs = 30_000;

/**
 * R7.4: from when on the leaders are by themselves at the farewell, which may be still to come; null while somebody else is here or at the door,
 * while the room is paused (R8.5), or after a leader has undone it.
 */
export function onlyLeadersSince(state: RoomState): number | null {
  const { scene, form, isDebriefUndone } = state;
  if (scene.phase !== 'farewell' || !form.phases.includes('debrief') || isDebriefUndone) return null;
  if (scene.clock.pausedAt !== null || leadersIn(state).length === 0) return null;
  const others = state.seats.flatMap(({ personId }) => (isLeaderByRole(state, personId) ? [] : (personOf(state, personId) ?? [])));
  if (others.some(({ where }) => where === 'in' || where === 'knocking')) return null;
  const came = others.filter(({ stays }) => stays.length > 0);
  if (came.length === 0) return null;
  return Math.max(
    ...came.map(({ where, since }) => {
      const isSaid = where !== 'lost' && since >= scene.clock.startedAt;
      return isSaid ? since : Math.max(since, scene.clock.startedAt) + goneAfterMs;
    }),
  );
}

type KeepingCommand = LineCommand | MediaCommand | ClockCommand | Extract<RosterCommand, { type: 'seatGuest' }>;

export function decideKeeping(state: RoomState, command: KeepingCommand, at: number): Decision {
  switch (command.type) {
    case 'lineLost': {
      const person = personOf(state, command.personId);
      if (person?.device !== command.device) return 'outdated';
      if (person.where === 'in')
        return [{ type: 'personMoved', at, personId: command.personId, to: 'lost', device: command.device }];
      if (person.where === 'knocking') return [{ type: 'personMoved', at, personId: command.personId, to: 'away', device: null }];
      return 'outdated';
    }
    case 'confirmSilence':
    case 'doubtSilence': {
      const person = personOf(state, command.personId);
      const isOfNow = person?.silenceNumber === command.silenceNumber && !rightsOf(state, command.personId).mayBeHeard;
      if (!isOfNow || !sitsInCircle(state, command.personId)) return 'outdated';
      const confirms = command.type === 'confirmSilence';
      if (confirms === (person.silentSince !== null)) return 'already-so';
      return [{ type: confirms ? 'silenceConfirmed' : 'silenceDoubted', at, personId: command.personId }];
    }
    case 'closeForPhase': {
      const { personId } = command;
      if (!sitsInCircle(state, personId) || isOverFor(state, personId)) return 'outdated';
      return isClosed(state, personId) ? 'already-so' : [{ type: 'personClosed', at, personId }];
    }
    case 'seatGuest': {
      const { personId, name } = command;
      if (seatOf(state, personId)) return [];
      return state.scene.phase === 'ended' ? 'meeting-over' : [{ type: 'guestSeated', at, personId, name }];
    }
    case 'endLeaderless': {
      const { phase } = state.scene;
      const since = state.leaderlessSince;
      if (since === null || since !== command.leaderlessSince || phase === 'ended' || phase === 'gathering') return 'outdated';
      return at - since < endLeaderlessAfterMs ? 'too-early' : [{ type: 'phaseChanged', at, from: phase, to: 'ended' }];
    }
    case 'beginDebrief': {
      const since = onlyLeadersSince(state);
      if (since === null || since !== command.goneSince) return 'outdated';
      return at < since ? 'too-early' : [{ type: 'phaseChanged', at, from: state.scene.phase, to: 'debrief' }];
    }
    case 'closeMeeting':
      if (state.scene.phase !== 'ended') return 'outdated'; // R1.5: the end was undone
      if (state.undo === null) return []; // closed already
      return at <= state.undo.until ? 'too-early' : [{ type: 'meetingClosed', at }];
  }
}
