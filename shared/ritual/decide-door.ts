// The door: who takes a seat, who knocks, who leaves (R6.1 to R6.5).
import type { PersonCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import type { RoomEvent } from './events.ts';
import { expectedConvenor, isOverFor, personOf, seatOf, walksIn } from './people.ts';
import type { PersonId, RoomState, Whereabouts } from './state.ts';

type DoorCommand = Extract<PersonCommand, { type: 'enter' | 'leave' }>;

export function decideDoor(state: RoomState, command: DoorCommand, id: PersonId, now: number): Decision {
  if (!seatOf(state, id)) return 'not-on-the-roster'; // R6.1
  return command.type === 'enter' ? enter(state, command, id, now) : leave(state, id, now);
}

function enter(state: RoomState, { device, replace }: { device: string; replace: boolean }, id: PersonId, now: number): Decision {
  const where = personOf(state, id)?.where ?? 'away';
  const held = personOf(state, id)?.device ?? null;
  if (isOverFor(state, id)) return 'meeting-over'; // R7.4
  if (where === 'shutOut') return 'door-closed'; // R6.4
  const to = (place: Whereabouts): RoomEvent[] => [{ type: 'personMoved', at: now, personId: id, to: place, device }];
  const convenes = expectedConvenor(state)?.personId === id ? [{ type: 'convenorTaken' as const, at: now, personId: id }] : [];
  if (where === 'in') {
    if (held === device) return [];
    return replace ? to('in') : 'on-another-device'; // R6.5
  }
  if (where === 'lost') return to('in'); // R5.4: the chair stayed
  if (where === 'knocking') return held === device ? [] : to('knocking');
  return where === 'away' && walksIn(state, id) ? [...to('in'), ...convenes] : to('knocking'); // R6.3
}

/** R2.4: the presenter too may leave at any time; the phase stays. */
function leave(state: RoomState, id: PersonId, now: number): Decision {
  const where = personOf(state, id)?.where ?? 'away';
  if (where !== 'in' && where !== 'lost' && where !== 'knocking') return 'not-in-the-room';
  return goesOut(state, id, 'away', now);
}

/** Whoever leaves the room takes their offer, the leaders' question and their hand along. */
export function goesOut(state: RoomState, id: PersonId, to: 'away' | 'steppedOut' | 'shutOut', at: number): RoomEvent[] {
  const events: RoomEvent[] = [{ type: 'personMoved', at, personId: id, to, device: null }];
  if (state.scene.offers.includes(id)) events.push({ type: 'offerWithdrawn', at, personId: id });
  if (state.scene.chosen?.personId === id) events.push({ type: 'choiceDropped', at });
  if (state.scene.hands.includes(id)) events.push({ type: 'handLowered', at, personId: id });
  return events;
}
