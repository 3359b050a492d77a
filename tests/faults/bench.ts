// The faults as a benchmark: one figure for each, and the counts that must all be zero.
import { setTimeout as pause } from 'node:timers/promises';
import { alsoEnd, endAll } from '../bench/endings.ts';
import type { Bench } from '../bench/figure.ts';
import { mayMountDisks } from '../support/small-disk.ts';
import { FaultStage } from './fault-stage.ts';
import { brokenIn, type Case, safetyFigures, timeFigures } from './figures.ts';
import { planOf, type Step } from './plan.ts';
import type { TimeId } from './promises.ts';
import { measureTakeover } from './takeover.ts';

const restMs = 500;
const manyRooms = 100;

export const bench: Bench = {
  name: 'faults',
  about: `Two servers, Redis, PostgreSQL and two LiveKit nodes on one machine; five people with the page's own connection to the room, each of whom acts up to four times a
second and resends under the same id until there is an answer. In every phase of a case members are killed with \`kill -9\`; in the silent phase connections are cut or go dead,
Redis is slowed down, a clock jumps, a person's network dies and disks are full. Each time is that from the kill, or from the end of the fault, until everybody has been
answered again, each living server has accepted something and all screens show the newest; for LiveKit until a voice is heard. All the while the silent presenter comes in
anew and tries to speak, and an ear without a gate counts what it hears of him. In the end the log is held against what everybody was told. A time that is missed is reported;
an act that is lost or doubled, a leap, a step backwards or a frame that is audible fails the run.`,
  async run({ isQuick, only, say }) {
    const { steps, onSmallDisks, isTakeoverIncluded } = planOf({ isQuick, only });
    const samples = new Map<TimeId, number[]>();
    const take = (id: TimeId, ...ms: number[]) => samples.set(id, [...(samples.get(id) ?? []), ...ms]);
    const walk = (some: readonly Step[], smallDisks: boolean) => walkThrough(some, smallDisks, take, say);
    const cases: Case[] = [];
    if (steps.length > 0) cases.push(await walk(steps, false));
    if (onSmallDisks.length > 0 && mayMountDisks()) cases.push(await walk(onSmallDisks, true));
    else if (onSmallDisks.length > 0) {
      say('No disk was full: only root of a Linux machine may mount a small one. The figures of it stay without a sample.');
      for (const { fault } of onSmallDisks) take(fault.id);
    }
    if (isTakeoverIncluded) take('takeover-100', await measureTakeover(manyRooms));
    const safety = cases.length > 0 ? safetyFigures(cases) : [];
    return {
      figures: [...timeFigures(samples), ...safety],
      broken: [...cases.flatMap(({ stuck }) => stuck), ...brokenIn(safety)],
      unsound: cases.every(({ attempts }) => attempts > 0) ? [] : ['the silent one never tried to speak'],
    };
  },
};

/** One case from its beginning, and what was found at the end. */
async function walkThrough(
  steps: readonly Step[],
  smallDisks: boolean,
  take: (id: TimeId, ms: number) => unknown,
  say: (line: string) => void,
): Promise<Case> {
  const stage = alsoEnd(await FaultStage.open({ smallDisks }), (open) => open.close());
  const stuck: string[] = [];
  for (const { phase, fault } of steps) {
    try {
      await stage.leadTo(phase);
      const times = Object.entries(await fault.run(stage)) as [TimeId, number][];
      for (const [id, ms] of times) take(id, ms);
      say(`${phase}: ${times.map(([id, ms]) => `${id} ${Math.round(ms)} ms`).join(', ')}`);
      await stage.settle();
    } catch (failure) {
      stuck.push(`${phase}: ${fault.id}: ${String(failure)}`);
      // What follows may fail for the same reason.
      say(stuck.join('\n'));
      break;
    }
    await pause(restMs);
  }
  await stage.voices.endSilence().catch((failure) => stuck.push(`at the end: ${String(failure)}`));
  const verdict = await stage.verdict();
  for (const what of Object.values(verdict).flat()) say(what);
  const { audible, attempts } = stage.voices;
  await endAll();
  return { verdict, audible, attempts, stuck };
}
