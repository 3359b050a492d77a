// Makes the personal view. What is not in it is never sent (R7.1): a member's view has no desk at all.

import { isOuter, listensFromCircle, roundOf } from './circles.ts';
import { deskOf } from './desk-of.ts';
import { mayRaiseHand } from './hands.ts';
import {
  actsAsLeader,
  expectedConvenor,
  isClosed,
  isHeld,
  isIn,
  isLeaderByRole,
  isOverFor,
  isPresenter,
  isSteppedBack,
  mayConvene,
  personOf,
  seatOf,
  sitsInCircle,
} from './people.ts';
import { rightsOf } from './rights.ts';
import { isOfTheCircle } from './roles.ts';
import type { PersonId, RoomState, Seat } from './state.ts';
import type { Chair, ChairState, DoorstepView, Me, RoomView, View } from './view.ts';
import { mayWriteWord } from './word-to-leaders.ts';

/** `version` and `now` are stamped on; neither changes what is seen. */
export function viewFor(state: RoomState, id: PersonId, version: number, now: number): View {
  const where = personOf(state, id)?.where ?? 'away';
  if (isOverFor(state, id)) {
    const mayUndo = state.scene.phase === 'ended' && isIn(state, id) && isLeaderByRole(state, id);
    const undo = state.undo && mayUndo ? { undoUntil: state.undo.until } : {};
    return { kind: 'over', version, serverNow: now, ...undo };
  }
  if (where !== 'in') return { kind: 'doorstep', version, door: doorFor(where) };
  return roomFor(state, id, version, now);
}

function doorFor(where: string): DoorstepView['door'] {
  if (where === 'knocking' || where === 'steppedOut') return where;
  return where === 'shutOut' ? 'shut' : 'outside';
}

function roomFor(state: RoomState, id: PersonId, version: number, now: number): RoomView {
  const leads = actsAsLeader(state, id);
  const round = roundOf(state);
  const inOrder = [...state.seats].sort((a, b) => Number(isOfTheCircle(b.role)) - Number(isOfTheCircle(a.role)));
  return {
    kind: 'room',
    version,
    serverNow: now,
    groupName: state.groupName,
    phase: state.scene.phase,
    pushBack: state.form.pushBack,
    ...(state.form.names && { phaseNames: state.form.names }),
    pausedAt: state.scene.clock.pausedAt,
    ...(state.scene.clock.returnAt !== null && { returnAt: state.scene.clock.returnAt }),
    leaderlessSince: state.leaderlessSince,
    chairs: inOrder.filter((seat) => hasChair(state, seat)).map((seat) => chairOf(state, seat, id, leads)),
    ...(round !== null && { round }),
    presenterId: state.scene.presenter?.personId ?? null,
    me: meOf(state, id, leads),
    ...(leads ? { desk: deskOf(state) } : {}),
  };
}

/** R5.4: whoever has come keeps a chair for the whole meeting; whoever has not has one if the form says so. Observers have none until they come. */
function hasChair(state: RoomState, seat: Seat): boolean {
  const person = personOf(state, seat.personId);
  if (!isOfTheCircle(seat.role) && isOverFor(state, seat.personId)) return false;
  if (person?.where === 'in' || person?.where === 'lost' || isPresenter(state, seat.personId)) return true;
  if (!isOfTheCircle(seat.role)) return false;
  return state.form.showsEmptyChairs || (person?.stays.length ?? 0) > 0;
}

function chairOf(state: RoomState, seat: Seat, viewer: PersonId, leads: boolean): Chair {
  const { personId, name, role } = seat;
  const rights = rightsOf(state, personId);
  const isOwn = personId === viewer;
  const look = chairState(state, seat, leads || isOwn);
  const isOutside = look === 'steppedBack';
  return {
    personId,
    name,
    role,
    state: look,
    // R3.5: no chair shows that an invited presenter has the permission again.
    mayBeHeard: rights.mayBeHeard && !isOutside,
    // R2.4: nor does one show that they have left.
    mayBeSeen: isOutside ? state.form.pushBack === 'atTheEdge' && !isClosed(state, personId) : rights.mayBeSeen,
    ...(isOuter(state, personId) && { circle: 'outer' }),
    ...(isOwn || look === 'present' || look === 'listening' ? microphoneOf(state, personId) : {}),
  };
}

/** R4.7: sent only if something is out of order. */
function microphoneOf(state: RoomState, id: PersonId): Pick<Chair, 'microphone'> {
  const told = personOf(state, id)?.microphone ?? 'works';
  return told === 'works' ? {} : { microphone: told };
}

function chairState(state: RoomState, { personId }: Seat, knowsHolds: boolean): ChairState {
  const person = personOf(state, personId);
  const { presenter } = state.scene;
  // R3.5: an invited presenter is still outside for everybody until they come in themselves.
  if (presenter?.personId === personId && presenter.place !== 'circle') return 'steppedBack';
  if (isOverFor(state, personId)) return 'empty'; // R7.4: members have gone, whatever their connection says
  // R5.4: at the farewell people go as they like; closing the page is a way of leaving.
  const isMissed = !person?.goneOnWithout && state.scene.phase !== 'farewell';
  if (person?.where === 'lost' && isMissed) return 'lineLost';
  if (person?.where !== 'in') return 'empty';
  if (!sitsInCircle(state, personId)) return 'observer';
  return isHeld(state, personId) && knowsHolds ? 'listening' : 'present';
}

function meOf(state: RoomState, id: PersonId, leads: boolean): Me {
  const { signal } = state.scene;
  const raised = signal === null ? 'none' : signal.acknowledgedAt === null ? 'raised' : 'acknowledged';
  return {
    personId: id,
    role: seatOf(state, id)?.role ?? 'member',
    leads,
    rights: rightsOf(state, id),
    held: isHeld(state, id),
    ...silenceOf(state, id),
    case: partInCase(state, id),
    signal: isPresenter(state, id) ? raised : 'none',
    ...(mayConvene(state, id) && { mayConvene: true as const, ...expectedOf(state) }),
    ...(mayWriteWord(state, id) && { mayWrite: true as const }),
    ...(mayRaiseHand(state, id) && { hand: state.scene.hands.includes(id) ? 'up' : 'down' }),
  };
}

function expectedOf(state: RoomState): Pick<Me, 'expected'> {
  const expected = expectedConvenor(state);
  return expected === null ? {} : { expected: expected.name };
}

/** R3.8: what is true of one's own silence is one's own to know, as far as the ritual has imposed it on a place and not on a person (R4.2, R4.6). */
function silenceOf(state: RoomState, id: PersonId): Pick<Me, 'silence'> {
  if (!isSteppedBack(state, id) && !listensFromCircle(state, id)) return {};
  return { silence: personOf(state, id)?.silentSince == null ? 'unconfirmed' : 'confirmed' };
}

function partInCase(state: RoomState, id: PersonId): Me['case'] {
  const { phase, chosen, offers, presenter } = state.scene;
  if (presenter?.personId === id) {
    return ({ circle: 'presenting', steppedBack: 'steppedBack', invited: 'invitedBack' } as const)[presenter.place];
  }
  if (phase !== 'caseCall' || !sitsInCircle(state, id)) return 'none';
  if (chosen?.personId === id) return chosen.accepted ? 'accepted' : 'asked';
  return offers.includes(id) ? 'offered' : 'mayOffer';
}
