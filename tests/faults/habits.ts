// What everybody does all the time, four times a second, or as often as the room lets them: leaders change something, the presenter signals,
// members offer or are refused.
import type { RoomView } from '../../shared/ritual/view.ts';
import type { Habit } from './actor.ts';

export const annActs: Habit = ({ pausedAt }) => ({ type: pausedAt === null ? 'pause' : 'resume' });

/** Opens and closes the door of somebody who never comes. */
export function halActs(absent: () => string): Habit {
  return ({ desk }) => {
    const personId = absent();
    const isShut = desk?.outside.some((person) => person.personId === personId) === true;
    return { type: isShut ? 'openDoor' : 'closeDoor', personId };
  };
}

export function memberActs({ me }: RoomView): ReturnType<Habit> {
  return { type: me.case === 'mayOffer' ? 'offerCase' : 'withdrawOffer' };
}

/** The one signal of a presenter who has stepped back; before that, something that is refused. */
export function benActs(): Habit {
  let raised = false;
  return ({ me }) => {
    if (me.case === 'asked' || me.case === 'accepted') return null;
    if (me.case !== 'steppedBack') return { type: 'withdrawOffer' };
    raised = !raised;
    return { type: raised ? 'signalLeaders' : 'withdrawSignal' };
  };
}
