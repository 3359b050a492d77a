// After each stored change, sends every open line its person's own view, and ends lines whose seat another device has taken.
import { guarded } from '../../shared/protocol/guarded.ts';
import { isOverFor, personOf } from '../../shared/ritual/people.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import type { View } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import type { Clock } from '../ports.ts';
import type { LiveRoom, RoomChange } from '../rooms/live-rooms.ts';
import type { Line, Lines } from './lines.ts';

export class Announcer {
  readonly #lines: Lines;
  readonly #clock: Clock;
  readonly #isGuarded: boolean;
  /** R6.2: whoever stands at the doorstep is told of their own door only, not of each time something moves behind it. */
  readonly #doors = new WeakMap<Line, string>();

  constructor(lines: Lines, clock: Clock, isGuarded: boolean) {
    this.#lines = lines;
    this.#clock = clock;
    this.#isGuarded = isGuarded;
  }

  roomChanged({ room, before, after, version }: RoomChange): void {
    for (const line of this.#lines.inRoom(room)) {
      if (lostSeat(before, after, line)) line.close('replaced');
      else this.send(line, { version, state: after });
    }
  }

  send(line: Line, live: LiveRoom): void {
    const view = this.#viewOn(line, live);
    const door = view.kind === 'doorstep' ? view.door : view.kind;
    const isSameDoor = view.kind === 'doorstep' && this.#doors.get(line) === door;
    this.#doors.set(line, door);
    if (!isSameDoor) line.sendView(view);
  }

  /** R6.2, R6.5: a device that does not hold the person's seat stands at the doorstep and learns nothing. */
  #viewOn(line: Line, { version, state }: LiveRoom): View {
    const person = personOf(state, line.personId);
    if (person?.where === 'in' && person.device !== line.device && !isOverFor(state, line.personId)) {
      return { kind: 'doorstep', version, door: 'outside' };
    }
    const view = viewFor(state, line.personId, version, this.#clock.now());
    return this.#isGuarded && view.kind === 'room' ? guarded(view) : view;
  }
}

function lostSeat(before: RoomState | null, after: RoomState, { personId, device }: Line): boolean {
  const then = before && personOf(before, personId);
  const now = personOf(after, personId);
  return then?.where === 'in' && then.device === device && now?.where === 'in' && now.device !== device;
}
