// What one person may send and hear now, from state alone (R3.2, R4, R6). The media server is held to this.
import { listensFromCircle } from './circles.ts';
import type { PushBack } from './forms.ts';
import { isClosed, isIn, isOverFor, isSteppedBack, personOf, seatOf } from './people.ts';
import { traitsOf } from './roles.ts';
import type { PersonId, RoomState } from './state.ts';

export interface Rights {
  /** May be connected to the media at all; without it sound and picture flow in neither direction. */
  readonly mayHear: boolean;
  readonly mayBeHeard: boolean;
  readonly mayBeSeen: boolean;
}

export const noRights: Rights = { mayHear: false, mayBeHeard: false, mayBeSeen: false };
const listening: Rights = { ...noRights, mayHear: true };
const seen: Rights = { ...listening, mayBeSeen: true };
const open: Rights = { ...seen, mayBeHeard: true };

/** Somebody's standing in the room now: rights depend on nothing else. */
type Standing = 'outside' | 'observing' | 'closed' | 'unseen' | 'atTheEdge' | 'held' | 'otherCircle' | 'inCircle';

const rightsBy: Readonly<Record<Standing, Rights>> = {
  outside: noRights,
  observing: listening, // R6.6
  closed: listening, // R4.6
  unseen: listening, // R3.1
  atTheEdge: seen, // R3.1
  held: seen, // R4.2
  otherCircle: seen, // R5.6
  inCircle: open, // R4.1: no phase closes a member's microphone
};

/** Where each kind of stepping back leads. With `none` nobody ever steps back; if somebody did, they would be silent. */
const steppedBackTo: Readonly<Record<PushBack, Standing>> = { atTheEdge: 'atTheEdge', unseen: 'unseen', none: 'unseen' };

export function rightsOf(state: RoomState, id: PersonId): Rights {
  return rightsBy[standingOf(state, id)];
}

/** Default deny: whoever is none of these is outside. */
function standingOf(state: RoomState, id: PersonId): Standing {
  const traits = traitsOf(seatOf(state, id)?.role);
  if (!traits || !isIn(state, id) || isOverFor(state, id)) return 'outside';
  if (!traits.sitsInCircle) return 'observing';
  if (isClosed(state, id)) return 'closed';
  if (isSteppedBack(state, id)) return steppedBackTo[state.form.pushBack] ?? 'unseen';
  if (personOf(state, id)?.held) return 'held';
  return listensFromCircle(state, id) ? 'otherCircle' : 'inCircle';
}

export function sameRights(a: Rights, b: Rights): boolean {
  return a.mayHear === b.mayHear && a.mayBeHeard === b.mayBeHeard && a.mayBeSeen === b.mayBeSeen;
}
