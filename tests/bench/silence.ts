// How sealed the silence is, and what it costs: leaks, confirmation, the way back, attacks by rejoining, and joins through the proxy.
import { type Bench, figureOf } from './figure.ts';
import { measureFlips } from './silence-flips.ts';
import { measureJoins } from './silence-joins.ts';
import { measureRejoins } from './silence-rejoins.ts';
import { newBot, openSilenceStage } from './silence-stage.ts';

const tolerableLeakMs = 20;
const leakTarget = (floor: number) => Math.max(1.25 * floor, tolerableLeakMs);

export const bench: Bench = {
  name: 'silence',
  about: `The whole server runs with a real LiveKit; Ann leads over her socket, Ben presents with \`@livekit/rtc-node\` and speaks without pause a tone whose pitch
steps every 20 ms with the clock, so that a listener can tell when what it hears was spoken. The leader lets Ben step back and invites him again, over and over;
beside each time the same is done to a voice in a room without rules. Then two tabs of a modified client rejoin around such moments with an old ticket and a forged pass.`,
  async run({ isQuick, say }) {
    const [flips, rejoins, joins] = isQuick ? [20, 40, 10] : [200, 1000, 100];
    const stage = await openSilenceStage();
    const annBot = await newBot();
    await annBot.join(await stage.door(stage.ann));
    await annBot.speak();
    const flip = await measureFlips(stage, flips, say);
    const rejoin = await measureRejoins(stage, rejoins, say);
    const join = await measureJoins(stage, joins);
    const figures = [
      figureOf(
        {
          id: 'leak-ungated',
          unit: 'ms',
          says: 'how long after the leader’s act the last words were spoken that a listener without any gate still heard.',
        },
        flip.leak,
        { at: 'p95', floor: flip.bareLeak, most: leakTarget },
      ),
      figureOf(
        {
          id: 'leak-gated',
          unit: 'ms',
          says: 'the same for a listener who plays only what their own newest view allows, as the page does.',
        },
        flip.gatedLeak,
        { at: 'p95', floor: flip.bareLeak, most: leakTarget },
      ),
      figureOf(
        { id: 'leak-floor', unit: 'ms', says: 'the same in the room without rules, by LiveKit’s own `updateParticipant`.' },
        flip.bareLeak,
      ),
      figureOf(
        {
          id: 'confirmation',
          unit: 'ms',
          says: 'from the leader’s act until the desk reads “silence confirmed”; the floor is LiveKit’s answer to `updateParticipant`.',
        },
        flip.confirmation,
        { at: 'p95', floor: flip.bareAnswer },
      ),
      figureOf(
        {
          id: 'grant-to-audible',
          unit: 'ms',
          says: 'from the presenter’s “Come in” (a command, then a publication) until the first frame is heard; the floor is a bare grant, then a publication.',
        },
        flip.grant,
        { at: 'p95', floor: flip.bareGrant, most: (floor) => 1.25 * floor },
      ),
      figureOf({ id: 'grant-to-audible-floor', unit: 'ms', says: 'the same in the room without rules.' }, flip.bareGrant),
      figureOf(
        {
          id: 'attack-audible-frames',
          unit: 'frames',
          says: 'for each rejoin, frames of 10 ms that an ungated listener heard of what was spoken while the silence was confirmed.',
        },
        rejoin.audible,
        { at: 'max', most: () => 0 },
      ),
      figureOf(
        {
          id: 'attack-leak',
          unit: 'ms',
          says: 'for each stepping back under that attack, how long after the leader’s act the last words were spoken that were heard.',
        },
        rejoin.leak,
      ),
      figureOf(
        {
          id: 'join-through-proxy',
          unit: 'ms',
          says: 'a join through the signalling proxy; the floor is the same join straight to LiveKit.',
        },
        join.proxied,
        { at: 'p50', floor: join.bare, most: (floor) => 1.1 * floor },
      ),
      figureOf({ id: 'join-bare', unit: 'ms', says: 'that join straight to LiveKit.' }, join.bare),
      figureOf(
        { id: 'mouth-to-ear', unit: 'ms', says: 'how long a word takes to be heard; taken off every leak.' },
        flip.mouthToEar,
      ),
    ];
    return { figures, unsound: [...new Set([...flip.unsound, ...rejoin.unsound])] };
  },
};
