// The desk: what only those who lead may see (R3.7, R7.1). Pure; made anew for every view.
import { hoursOf } from './attendance.ts';
import { hasTwoCircles, listensFromCircle, outerPeople, roundOf } from './circles.ts';
import { whyNoSeatMoves } from './decide-circles.ts';
import { minutesOf } from './forms.ts';
import { hasHands } from './hands.ts';
import { isHeld, isIn, isOverFor, keepsChair, personOf, sitsInCircle } from './people.ts';
import { phases } from './phases.ts';
import { rightsOf } from './rights.ts';
import type { RoomState, Seat } from './state.ts';
import { timeKeeperOf } from './time-keeper.ts';
import type { Desk, NextAct } from './view.ts';
import { pathOf, phasesAhead, phasesBehind } from './walk.ts';

export function deskOf(state: RoomState): Desk {
  const { scene } = state;
  const { returnAt: _, ...clock } = scene.clock; // everybody's, and in the view already
  const timeKeeper = timeKeeperOf(state);
  const inTraining = state.seats.flatMap((seat) => (seat.inTraining ? [seat.personId] : []));
  const mayBegin = scene.chosen?.accepted === true && isIn(state, scene.chosen.personId);
  return {
    path: pathOf(state),
    next: phasesAhead(state).map((to, i): NextAct => {
      const waits = scene.phase === 'caseCall' && phases[to].ofTheCase && !mayBegin;
      return { to, waitsFor: waits ? 'presenter' : i === 0 && !phases[to].ofTheCase && isAwaited(state) ? 'return' : null };
    }),
    back: phasesBehind(state),
    undoUntil: state.undo?.until ?? null,
    ...(state.undo && { undoTo: state.undo.scene.phase }),
    clock: { ...clock, minutes: minutesOf(state.form, scene.phase) },
    caseNumber: scene.caseNumber,
    offers: scene.offers,
    chosen: scene.chosen,
    signal: scene.signal && { raisedAt: scene.signal.raisedAt, acknowledged: scene.signal.acknowledgedAt !== null },
    ...(hasHands(state) && { hands: { order: scene.hands, next: scene.hands.find((id) => isIn(state, id)) ?? null } }),
    ...circlesOf(state),
    ...hoursIn(state),
    ...(state.substitutes.length > 0 && { substitutes: state.substitutes }),
    ...(timeKeeper && { timeKeeper }),
    ...(inTraining.length > 0 && { inTraining }),
    presenterInvited: scene.presenter?.place === 'invited',
    presenterAway: scene.presenter !== null && !keepsChair(state, scene.presenter.personId),
    knocks: thoseWho(state, 'knocking').map(({ personId, name, since }) => ({ personId, name, since })),
    outside: [...thoseWho(state, 'steppedOut'), ...thoseWho(state, 'shutOut')].map(({ personId, name, where }) => ({
      personId,
      name,
      shut: where === 'shutOut',
    })),
    silences: silencesOf(state),
    ...(scene.closed.length > 0 && { closed: scene.closed }),
    lost: (scene.phase === 'farewell' ? [] : thoseWho(state, 'lost')).map(({ personId, since, goneOnWithout }) => ({
      personId,
      since,
      goneOnWithout,
    })),
  };
}

function circlesOf(state: RoomState): Pick<Desk, 'circles'> {
  if (!hasTwoCircles(state.form)) return {};
  const seatsMove = whyNoSeatMoves(state, Number.POSITIVE_INFINITY) === null;
  return { circles: { round: roundOf(state), seatsMove, first: outerPeople(state)[0] ?? null } };
}

function hoursIn(state: RoomState): Pick<Desk, 'hours'> {
  const hours = hoursOf(state);
  return hours ? { hours: { endsAt: hours.endsAt, extendedMinutes: state.extendedMinutes } } : {};
}

function thoseWho(state: RoomState, where: string) {
  return state.seats.flatMap((seat: Seat) => {
    const person = personOf(state, seat.personId);
    return person?.where === where && !isOverFor(state, seat.personId) ? [{ ...seat, ...person }] : [];
  });
}

/** R3.7: those of the circle who are to be silent now, confirmed or not. */
function silencesOf(state: RoomState): Desk['silences'] {
  return state.seats.flatMap(({ personId }) => {
    const person = personOf(state, personId);
    const isHere = keepsChair(state, personId) && !isOverFor(state, personId);
    const outside = state.scene.presenter?.personId === personId && state.scene.presenter.place === 'steppedBack';
    const isToBeSilent = outside || (isHere && (isHeld(state, personId) || listensFromCircle(state, personId)));
    if (!person || !isToBeSilent || !sitsInCircle(state, personId) || rightsOf(state, personId).mayBeHeard) return [];
    return [{ personId, since: person.silentSince }];
  });
}

/** R1.8: the presenter is invited and can still come back, so a leader is not offered to close the case. */
function isAwaited(state: RoomState): boolean {
  const { presenter } = state.scene;
  return presenter?.place === 'invited' && keepsChair(state, presenter.personId);
}
