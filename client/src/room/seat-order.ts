// Who sits where in the ring, as one person sees it: the same cyclic order for all (R5.1), own chair first. Pure.

import { phases } from '../../../shared/ritual/phases.ts';
import { isLeading, isOfTheCircle } from '../../../shared/ritual/roles.ts';
import type { Chair, RoomView } from '../../../shared/ritual/view.ts';

export interface SeatOrder {
  /** Clockwise as drawn, beginning with the own chair or, from outside, with the one left of the own place. */
  readonly ring: readonly Chair[];
  /** All who have a place in the circle, the stepped-back presenter too, in the same order. */
  readonly whole: readonly Chair[];
  readonly steppedBack: Chair | null;
  readonly observers: readonly Chair[];
  /** The viewer has a place in the circle, whether they sit there or have stepped back. */
  readonly hasOwnChair: boolean;
  /** The viewer's own chair stands in the ring. */
  readonly fromWithin: boolean;
}

export function seatOrder(view: Pick<RoomView, 'chairs' | 'phase' | 'me'>): SeatOrder {
  const observers = view.chairs.filter((chair) => !isOfTheCircle(chair.role));
  const sitting = view.chairs.filter((chair) => isOfTheCircle(chair.role) && belongs(chair, view.phase));
  const own = sitting.findIndex((chair) => chair.personId === view.me.personId);
  const whole = own < 0 ? sitting : [...sitting.slice(own), ...sitting.slice(0, own)];
  const steppedBack = whole.find((chair) => chair.state === 'steppedBack') ?? null;
  const ring = whole.filter((chair) => chair !== steppedBack);
  return {
    ring,
    whole,
    steppedBack,
    observers,
    hasOwnChair: own >= 0,
    fromWithin: own >= 0 && steppedBack?.personId !== view.me.personId,
  };
}

/** R7.4: in the debrief the circle is the leaders' own. */
function belongs(chair: Chair, phase: RoomView['phase']): boolean {
  return !phases[phase].leadersOnly || isLeading(chair.role);
}
