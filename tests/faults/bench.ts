// The faults as a benchmark: one figure for each, and the counts that all have to be nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { alsoEnd } from '../bench/endings.ts';
import type { Bench } from '../bench/figure.ts';
import { FaultStage } from './fault-stage.ts';
import { brokenIn, safetyFigures, timeFigures } from './figures.ts';
import { planOf, type Step } from './plan.ts';
import type { TimeId } from './promises.ts';

const restMs = 500;

export const bench: Bench = {
  name: 'faults',
  about: `Two servers, Redis, PostgreSQL and two LiveKit nodes on one machine; five people with the page's own line to the room, each of whom acts four times a
second and resends under the same id until there is an answer. In every phase of a case members are killed with \`kill -9\`; in the silent phase lines are cut or filled in,
Redis is slowed down, a clock jumps and a person's network dies. Each time is that from the kill, or from the end of the fault, until everybody has been answered again,
each living server has accepted something and all screens show the newest; for LiveKit until a voice is heard. All the while the silent presenter comes in anew and tries to
speak, and an ear without a gate counts what it hears of him. In the end the log is held against what everybody was told. A time that is missed is reported; an act that is
lost or doubled, a leap, a step backwards or a frame that is audible fails the run. Not cut: the line from a balancer to a server.`,
  async run({ isQuick, only, say }) {
    const plan = planOf({ isQuick, only });
    const samples = new Map<TimeId, number[]>();
    const stage = alsoEnd(await FaultStage.open(), (open) => open.close());
    const stuck = await walkThrough(stage, plan, samples, say);
    await stage.voices.endSilence().catch(() => undefined); // in a case that is stuck
    const verdict = await stage.verdict();
    for (const what of Object.values(verdict).flat()) say(what);
    const safety = safetyFigures(verdict, stage.voices.audible);
    return {
      figures: [...timeFigures(samples), ...safety],
      broken: [...stuck, ...brokenIn(safety)],
      unsound: stage.voices.attempts > 0 ? [] : ['the silent one never tried to speak'],
    };
  },
};

/** Answers why the case did not go on, if it did not. */
async function walkThrough(
  stage: FaultStage,
  plan: readonly Step[],
  samples: Map<TimeId, number[]>,
  say: (line: string) => void,
): Promise<string[]> {
  for (const { phase, fault } of plan) {
    try {
      await stage.leadTo(phase);
      const times = Object.entries(await fault.run(stage)) as [TimeId, number][];
      for (const [id, ms] of times) samples.set(id, [...(samples.get(id) ?? []), ms]);
      say(`${phase}: ${times.map(([id, ms]) => `${id} ${Math.round(ms)} ms`).join(', ')}`);
      await stage.settle();
    } catch (failure) {
      return [`${phase}: ${fault.id}: ${String(failure)}`];
    }
    await pause(restMs);
  }
  return [];
}
