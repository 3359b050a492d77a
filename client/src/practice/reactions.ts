// What simulated members, and the media server that there is not, answer to a change of the room. Pure; a cue that no longer fits is refused by the rules.
import { isIn, isSteppedBack, personOf, sitsInCircle } from '../../../shared/ritual/people.ts';
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import { type Cue, leaderName, offering } from './scripts.ts';

const answersAfterMs = 2_500;
const comesInAfterMs = 4_500;
const confirmsAfterMs = 1_200;
const knocksAgainAfterMs = 6_000;
const seesAfterMs = 3_000;
const goesOnAfterMs = 16_000;

export function reactions(before: RoomState, after: RoomState, me: PersonId): Cue[] {
  return [
    ...confirmations(before, after),
    ...answers(before, after, me),
    ...comingIn(before, after, me),
    ...knocks(before, after),
    ...(me === leaderName ? [] : leading(before, after)),
  ];
}

/** R3.7: each silence is confirmed by its own number, a moment after it has begun. */
function confirmations(before: RoomState, after: RoomState): Cue[] {
  return after.seats.flatMap(({ personId }): Cue[] => {
    const number = personOf(after, personId)?.silenceNumber ?? 0;
    const isNew = number !== personOf(before, personId)?.silenceNumber;
    if (!isNew || !isIn(after, personId) || !sitsInCircle(after, personId) || rightsOf(after, personId).mayBeHeard) return [];
    const command = { type: 'confirmSilence', personId, silenceNumber: number } as const;
    return [{ afterMs: confirmsAfterMs, by: 'media', does: () => command }];
  });
}

/** R2.2: whoever is asked answers themselves. */
function answers(before: RoomState, after: RoomState, me: PersonId): Cue[] {
  const { chosen } = after.scene;
  if (chosen === null || chosen.personId === me || before.scene.chosen?.personId === chosen.personId) return [];
  const type = offering.includes(chosen.personId) ? 'acceptCase' : 'declineCase';
  return [{ afterMs: answersAfterMs, by: chosen.personId, does: () => ({ type }) }];
}

/** R3.5: whoever is invited comes in by their own touch. */
function comingIn(before: RoomState, after: RoomState, me: PersonId): Cue[] {
  const { presenter } = after.scene;
  if (presenter?.place !== 'invited' || before.scene.presenter?.place === 'invited' || presenter.personId === me) return [];
  return [{ afterMs: comesInAfterMs, by: presenter.personId, does: () => ({ type: 'comeIn' }) }];
}

/** R6.4: whoever was asked to step out knocks after a while. */
function knocks(before: RoomState, after: RoomState): Cue[] {
  return after.seats.flatMap(({ personId }): Cue[] => {
    const isOut = personOf(after, personId)?.where === 'steppedOut' && personOf(before, personId)?.where !== 'steppedOut';
    return isOut
      ? [{ afterMs: knocksAgainAfterMs, by: personId, does: () => ({ type: 'enter', device: personId, replace: false }) }]
      : [];
  });
}

/** The simulated leader: sees a signal, and goes on once the presenter has signalled or come back. */
function leading(before: RoomState, after: RoomState): Cue[] {
  const { signal, presenter } = after.scene;
  const cues: Cue[] = [];
  if (signal !== null && signal.acknowledgedAt === null && before.scene.signal?.raisedAt !== signal.raisedAt)
    cues.push({ afterMs: seesAfterMs, by: leaderName, does: () => ({ type: 'acknowledgeSignal' }) });
  if (signal !== null && signal.acknowledgedAt !== null && before.scene.signal?.acknowledgedAt === null)
    cues.push({
      afterMs: goesOnAfterMs,
      by: leaderName,
      does: () => ({ type: 'advance', from: 'associative', to: 'closingRound' }),
    });
  const id = presenter?.personId;
  if (id !== undefined && before.scene.presenter?.place === 'invited' && presenter?.place === 'circle' && !isSteppedBack(after, id))
    cues.push({ afterMs: goesOnAfterMs, by: leaderName, does: () => ({ type: 'advance', from: 'closingRound', to: 'farewell' }) });
  return cues;
}
