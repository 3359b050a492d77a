// The faults as a benchmark: one figure for each, and the counts that all have to be nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { alsoEnd } from '../bench/endings.ts';
import { type Bench, figureOf } from '../bench/figure.ts';
import { FaultStage } from './fault-stage.ts';
import { planOf, promises, type Times } from './plan.ts';

const restMs = 500;

export const bench: Bench = {
  name: 'faults',
  about: `Two servers, Redis, PostgreSQL and two LiveKit nodes on one machine; five people with the page's own line to the room, each of whom acts four times a
second and resends under the same id until there is an answer. In every phase of a case members are killed with \`kill -9\`; in the silent phase lines are cut or filled in,
Redis is slowed down, a clock jumps and a person's network dies. Each time is that from the kill, or from the end of the fault, until everybody has been answered again,
each living server has accepted something and all screens show the newest; for LiveKit until a voice is heard. All the while the silent presenter comes in anew and tries to
speak, and an ear without a gate counts what it hears of him. In the end the log is held against what everybody was told.`,
  async run({ isQuick, say }) {
    const stage = alsoEnd(await FaultStage.open(), (open) => open.close());
    const samples = new Map<string, number[]>();
    const take = (times: Times) => {
      for (const [id, ms] of Object.entries(times)) samples.set(id, [...(samples.get(id) ?? []), ms]);
    };
    for (const { phase, fault } of planOf(isQuick)) {
      await stage.leadTo(phase);
      const times = await fault.run(stage);
      take(times);
      const told = Object.entries(times).map(([id, ms]) => `${id} ${Math.round(ms)} ms`);
      say(`${phase}: ${fault.name}: ${told.join(', ')}`);
      await stage.settle();
      await pause(restMs);
    }
    await stage.voices.endSilence();
    const { lost, doubled, leaps, backwards } = await stage.verdict();
    const times = Object.entries(promises).flatMap(([id, { most, says }]) =>
      samples.has(id) ? [figureOf({ id, says, unit: 'ms' }, samples.get(id) ?? [], { at: 'max', most: () => most })] : [],
    );
    const none = (id: string, says: string, found: number, unit: 'count' | 'frames' = 'count') =>
      figureOf({ id, says, unit }, [found], { at: 'max', most: () => 0 });
    for (const what of [...lost, ...doubled, ...leaps, ...backwards]) say(what);
    return {
      figures: [
        ...times,
        none(
          'lost',
          'acts that were told to be done and of which the log knows nothing, or that were never answered.',
          lost.length,
        ),
        none('doubled', 'acts that the log has twice, or that nobody asked for.', doubled.length),
        none('leaps', 'changes of phase that the ritual does not know, and gaps in the log.', leaps.length),
        none('backwards', 'views that were older than one the person had seen before.', backwards.length),
        none(
          'audible-frames',
          'of the presenter while he had to be silent, ten milliseconds each.',
          stage.voices.audible,
          'frames',
        ),
      ],
      unsound: stage.voices.attempts > 0 ? [] : ['the silent one never tried to speak'],
    };
  },
};
