// The silence's samples as figures: their names, their meanings and their targets.
import { type Figure, figureOf, type Judged } from './figure.ts';
import type { FlipSamples } from './silence-flips.ts';
import type { JoinSamples } from './silence-joins.ts';
import type { RejoinSamples } from './silence-rejoins.ts';

/** One packet of sound. */
const tolerableMs = 20;
const asGoodAsBare = (floor: number) => Math.max(1.25 * floor, tolerableMs);

const inMs = (id: string, says: string, samples: readonly number[], judged?: Judged) =>
  figureOf({ id, unit: 'ms', says }, samples, judged);
const inFrames = (id: string, says: string, samples: readonly number[], judged?: Judged) =>
  figureOf({ id, unit: 'frames', says }, samples, judged);

export function flipFigures(flip: FlipSamples): Figure[] {
  return [
    inMs(
      'leak-ungated',
      'how long after the leader’s act the last words were spoken that a listener without any gate still heard; what was spoken before the act and is heard after it is no leak.',
      flip.leak,
      { at: 'p95', floor: flip.bareLeak, most: asGoodAsBare },
    ),
    inMs(
      'leak-gated',
      'the same for a listener who plays only what their own newest view allows, as the page does.',
      flip.gatedLeak,
      { at: 'p95', floor: flip.bareLeak, most: asGoodAsBare },
    ),
    inMs('leak-floor', 'the same in the room without rules, by LiveKit’s own `updateParticipant`.', flip.bareLeak),
    inMs(
      'heard-on-ungated',
      'how long after the leader’s act anything of the presenter was heard at all, also what was spoken long before: the sharper measure of the two.',
      flip.heardOn,
      { at: 'p95', floor: flip.bareHeardOn },
    ),
    inMs('heard-on-floor', 'the same in the room without rules.', flip.bareHeardOn),
    inMs(
      'confirmation',
      'from the leader’s act until the desk reads “silence confirmed”; the floor is LiveKit’s bare answer to `updateParticipant`, without a room that stores and tells.',
      flip.confirmation,
      { at: 'p95', floor: flip.bareAnswer },
    ),
    inMs(
      'grant-to-audible',
      'from the presenter’s “Come in” (a command, its answer, then a publication) until the first frame is heard; the floor is a bare grant, its answer, then a publication.',
      flip.grant,
      { at: 'p95', floor: flip.bareGrant, most: (floor) => 1.25 * floor },
    ),
    inMs('grant-to-audible-floor', 'the same in the room without rules.', flip.bareGrant),
    inMs('mouth-to-ear', 'how long a word took to be heard just before each act.', flip.mouthToEar),
  ];
}

export function rejoinFigures(rejoin: RejoinSamples, bareRejoin: readonly number[]): Figure[] {
  return [
    inFrames(
      'attack-audible-frames',
      'frames of 10 ms that an ungated listener heard of what the rejoining presenter spoke while the silence was confirmed; one sample for each rejoin.',
      rejoin.audible,
      { at: 'max', most: () => 0 },
    ),
    inFrames(
      'attack-played-frames',
      'for each stepping back under that attack, frames that a page would have played against its own newest view.',
      rejoin.played,
      { at: 'max', most: () => 0 },
    ),
    inFrames(
      'attack-without-us',
      'frames heard within half a second when a silenced client rejoins the room without rules with the pass it kept: the attack is a real one.',
      bareRejoin,
    ),
    inMs(
      'attack-heard-on',
      'under that attack, how long after the leader’s act anything of the presenter was heard at all.',
      rejoin.heardOn,
    ),
  ];
}

export function joinFigures(join: JoinSamples): Figure[] {
  return [
    inMs(
      'join-through-proxy',
      'a join through the signalling proxy, by `livekit-client` in Chromium, until sound and picture could flow; the floor is the same join straight to LiveKit, in turn with it.',
      join.proxied,
      { at: 'p50', floor: join.bare, most: (floor) => 1.1 * floor },
    ),
    inMs('join-bare', 'that join straight to LiveKit.', join.bare),
  ];
}
