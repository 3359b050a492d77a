// How sealed the silence is, and what it costs: leaks, confirmation, the way back, attacks by rejoining, and joins through the proxy.
import type { Bench } from './figure.ts';
import { flipFigures, joinFigures, rejoinFigures } from './silence-figures.ts';
import { measureFlips } from './silence-flips.ts';
import { measureJoins } from './silence-joins.ts';
import { measureBareRejoins, measureRejoins } from './silence-rejoins.ts';
import { openSilenceStage } from './silence-stage.ts';

export const bench: Bench = {
  name: 'silence',
  about: `The whole server runs with a real LiveKit; Ann leads over her socket, Ben presents with \`@livekit/rtc-node\` and speaks without pause a tone whose pitch
steps every 20 ms with the clock, so that a listener can tell when what it hears was spoken. The leader lets Ben step back and invites him again, over and over;
beside each time the same is done to a voice in a room without rules. Then a modified client
rejoins without rest around such moments, with an old ticket and a forged pass.`,
  async run({ isQuick, say }) {
    const [flips, rejoins, joins] = isQuick ? [8, 20, 5] : [200, 1000, 100];
    const stage = await openSilenceStage();
    // While only one voice is heard, as when people arrive.
    const join = await measureJoins(stage, joins);
    const flip = await measureFlips(stage, flips, say);
    const bareRejoin = await measureBareRejoins(stage, 3);
    const rejoin = await measureRejoins(stage, rejoins, say);
    if (Math.min(...bareRejoin) === 0) rejoin.unsound.push('the attack fails even where no rules watch');
    const figures = [...flipFigures(flip), ...rejoinFigures(rejoin, bareRejoin), ...joinFigures(join)];
    return { figures, unsound: [...new Set([...flip.unsound, ...rejoin.unsound])] };
  },
};
