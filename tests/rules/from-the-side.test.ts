// R7.5: what somebody may not see does not change any answer to them either. Whatever happens in a meeting without changing their view, every
// command of theirs is answered afterwards as it would have been before.
import { test as base } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import { actsAsLeader, seatOf } from '../../shared/ritual/people.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { everyId, type Plot, play, plots, seed } from '../support/random-stories.ts';

const phasesAsked = ['caseCall', 'associative'] as const;

/** Everything that a browser can send, about people who are here, outside, silent or unknown. */
const wishes: readonly WireCommand[] = [
  ...(['leave', 'offerCase', 'withdrawOffer', 'acceptCase', 'declineCase', 'signalLeaders', 'withdrawSignal', 'comeIn'] as const),
  ...(['raiseHand', 'lowerHand', 'takeBackChoice', 'acknowledgeSignal', 'pause', 'resume'] as const),
].map((type): WireCommand => ({ type }));
const towards: readonly WireCommand[] = (
  ['chooseCase', 'lowerHandOf', 'hold', 'release', 'goOnWithout', 'admit', 'askToStepOut', 'closeDoor', 'openDoor'] as const
).flatMap((type) => ['ben', 'dee', 'nobody'].map((personId): WireCommand => ({ type, personId })));
const turns: readonly WireCommand[] = phasesAsked.flatMap((from): WireCommand[] => [
  { type: 'advance', from, to: 'farewell' },
  { type: 'goBack', from, to: 'presentation' },
  { type: 'undo', from },
]);

const choices: readonly WireCommand[] = [
  { type: 'setPushBack', pushBack: 'unseen' },
  { type: 'setMinutes', phase: 'associative', minutes: 30 },
  { type: 'handTime', from: null, to: 'hal' },
  { type: 'takeBreak', from: null, minutes: 5 },
  { type: 'giveRound', from: 'associative', to: 'both' },
  { type: 'exchangeCircles', first: 'dee' },
  { type: 'seatIn', personId: 'dee', circle: 'inner' },
];

const seenBy = (state: RoomState, id: string) => JSON.stringify(viewFor(state, id, 1, 0));

/** What a person learns from their command: the refusal, or what they see when it is done. */
function answer(state: RoomState, id: string, command: WireCommand, now: number): string {
  const done = step(state, command, { now, by: { person: id } });
  return 'refused' in done ? done.refused : seenBy(done.state, id);
}

describe(`from the side (STORY_SEED=${seed})`, () => {
  base.prop([plots], { seed, numRuns: Number(process.env.STORY_RUNS ?? 40), unbiased: true })(
    '[R7.5] what a person may not see changes no answer to any command of theirs',
    (plot: Plot) => {
      play(plot, ({ before, after, command, by, now }) => {
        if (after === before) return;
        for (const id of everyId) {
          if (!seatOf(before, id) || actsAsLeader(before, id) || seenBy(before, id) !== seenBy(after, id)) continue;
          const isOwn =
            typeof by === 'object' ? by.person === id : by === 'connection' && 'personId' in command && command.personId === id;
          // What is done by them or to them they may know.
          if (isOwn || before.people[id]?.where !== after.people[id]?.where) continue;
          const device = before.people[id]?.device ?? `${id}-laptop`;
          const isInside = before.people[id]?.where === 'in';
          // R6.3: at the door, the way in itself depends on the phase.
          const entering: readonly WireCommand[] = isInside
            ? [device, 'another'].map((from) => ({ type: 'enter', device: from, replace: false }))
            : [];
          for (const wish of [...wishes, ...towards, ...turns, ...choices, ...entering]) {
            const [then, now_] = [answer(before, id, wish, now), answer(after, id, wish, now)];
            if (then !== now_) expect(now_, `${id}: ${wish.type}, after ${command.type}`).toBe(then);
          }
        }
      });
    },
  );
});
