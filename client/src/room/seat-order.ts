// Who sits where in the ring, as one person sees it: the same cyclic order for all (R5.1), own chair first. Pure.

import { phases } from '../../../shared/ritual/phases.ts';
import { isLeading, isOfTheCircle } from '../../../shared/ritual/roles.ts';
import type { Chair, RoomView } from '../../../shared/ritual/view.ts';

export interface SeatOrder {
  /** Clockwise as drawn, beginning with the own chair or, from outside, with the one left of the own place. */
  readonly ring: readonly Chair[];
  /** All who have a place in the (inner) circle, the stepped-back presenter too, in the same order. */
  readonly whole: readonly Chair[];
  readonly steppedBack: Chair | null;
  /** R5.6: the outer circle in the same order, beginning with the own chair, or with whoever follows it; empty where there is one circle. */
  readonly outer: readonly Chair[];
  readonly observers: readonly Chair[];
  /** The viewer has a place in the circle, whether they sit there or have stepped back. */
  readonly hasOwnChair: boolean;
  /** The viewer's own chair stands in the ring. */
  readonly fromWithin: boolean;
}

export function seatOrder(view: Pick<RoomView, 'chairs' | 'phase' | 'me'>): SeatOrder {
  const observers = view.chairs.filter((chair) => !isOfTheCircle(chair.role));
  const sitting = view.chairs.filter((chair) => isOfTheCircle(chair.role) && belongs(chair, view.phase));
  const mine = sitting.findIndex((chair) => chair.personId === view.me.personId);
  const fromMine = mine < 0 ? sitting : [...sitting.slice(mine), ...sitting.slice(0, mine)];
  const outer = fromMine.filter((chair) => chair.circle === 'outer');
  const whole = fromMine.filter((chair) => chair.circle !== 'outer');
  const hasOwnChair = whole[0]?.personId === view.me.personId;
  const steppedBack = whole.find((chair) => chair.state === 'steppedBack') ?? null;
  const ring = whole.filter((chair) => chair !== steppedBack);
  return {
    ring,
    whole,
    steppedBack,
    outer,
    observers,
    hasOwnChair,
    fromWithin: hasOwnChair && steppedBack?.personId !== view.me.personId,
  };
}

/** R7.4: in the debrief the circle is the leaders' own. */
function belongs(chair: Chair, phase: RoomView['phase']): boolean {
  return !phases[phase].leadersOnly || isLeading(chair.role);
}
