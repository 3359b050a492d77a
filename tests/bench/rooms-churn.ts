// What ended meetings leave behind: wave after wave of whole meetings on the same servers, and the servers' heaps after each wave.
import { setTimeout as pause } from 'node:timers/promises';
import { Crowd } from './rooms-crowd.ts';
import type { PersonPlan } from './rooms-driver.ts';
import { type Ground, type Servers, spentBy } from './rooms-servers.ts';

/** A closed connection is remembered for two more seconds. */
const forgottenMs = 4_000;

export interface Churn {
  /** For each server, kilobytes of heap left behind per thousand ended meetings. */
  readonly heapPerThousand: readonly number[];
  readonly redisPerThousand: number;
  readonly meetings: number;
  readonly meetingsPerHour: number;
}

export interface ChurnPlan {
  /** Waves that fill what is meant to stay: pools, compiled code, the records' next meetings. They do not count. */
  readonly first: number;
  /** The least number of waves that count. */
  readonly waves: number;
  /** And the least time they take. */
  readonly lastsMs?: number;
}

export async function measureChurn(
  servers: Servers,
  ground: Ground,
  groups: readonly (readonly PersonPlan[])[],
  { first, waves, lastsMs = 0 }: ChurnPlan,
  say: (line: string) => void,
): Promise<Churn> {
  const crowd = new Crowd(servers.urls);
  const heaps: number[][] = servers.processes.map(() => []);
  const redis: number[] = [];
  const plans = groups.map((people) => ({ people, walk: 'case' as const, begins: 0, everyMs: [0, 0] as const }));
  let began = 0;
  const isEnough = (wave: number) => wave >= first + waves && performance.now() - began >= lastsMs;
  for (let wave = 0; !isEnough(wave); wave++) {
    if (wave === first) began = performance.now();
    await crowd.hold(plans);
    await pause(forgottenMs);
    const { apps, redisKb } = await spentBy(servers, ground, true);
    if (wave < first) continue;
    for (const [i, { heapKb }] of apps.entries()) heaps[i]?.push(heapKb);
    redis.push(redisKb);
    say(`${(wave + 1) * plans.length} meetings are over: heaps ${apps.map(({ heapKb }) => Math.round(heapKb)).join(' and ')} kB`);
  }
  const hours = (performance.now() - began) / 3_600_000;
  await crowd.quit();
  const perThousand = (samples: readonly number[]) => (slopeOf(samples) / plans.length) * 1000;
  return {
    heapPerThousand: heaps.map(perThousand),
    redisPerThousand: perThousand(redis),
    meetings: redis.length * plans.length,
    meetingsPerHour: (redis.length * plans.length) / hours,
  };
}

/** The median of the slopes between any two samples, which one odd sample moves little. */
function slopeOf(samples: readonly number[]): number {
  const slopes = samples.flatMap((a, i) => samples.slice(i + 1).map((b, j) => (b - a) / (j + 1)));
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? 0;
}
