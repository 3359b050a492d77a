// An hour of whole meetings on the same two servers, and what it leaves in their memory.
import { endAll } from './endings.ts';
import { type Bench, figureOf } from './figure.ts';
import { measureChurn } from './rooms-churn.ts';
import { seedGroups } from './rooms-seed.ts';
import { startApps, startGround } from './rooms-servers.ts';

const groups = 60;
const people = 4;
const hourMs = 3_600_000;
/** The noise of garbage collection: differences in a heap of 40 MB mean nothing below this. */
const noiseKb = 1000;

export const bench: Bench = {
  name: 'churn',
  about: `Two app servers as they are built, on one Redis and one PostgreSQL, without media. Wave after wave, sixty groups of four hold a whole meeting each, from the first
who comes to the end, half of the people on each server; when all are over and forgotten, the garbage is collected and the heaps are measured. The slope is the median
of the slopes between any two waves.`,
  async run({ isQuick, say }) {
    const ground = await startGround();
    const plans = await seedGroups(ground.postgres.url, Array<number>(groups).fill(people));
    const plan = isQuick ? { first: 0, waves: 2 } : { first: 10, waves: 20, lastsMs: hourMs };
    const servers = await startApps(ground);
    const { heapPerThousand, redisPerThousand, meetings, meetingsPerHour } = await measureChurn(servers, ground, plans, plan, say);
    await endAll();
    const grown = heapPerThousand.map((kb) => (kb * meetings) / 1000);
    const says = `heap that an hour of meetings leaves behind, one sample for each server: the slope over ${meetings} whole meetings at ${Math.round(meetingsPerHour)} an hour.`;
    const redis = 'memory of Redis that a thousand ended meetings leave for a day: the mark that each is over.';
    return {
      figures: [
        figureOf({ id: 'memory-growth-hour', unit: 'kB', says }, grown, { at: 'max', most: () => noiseKb }),
        figureOf({ id: 'redis-growth', unit: 'kB', says: redis }, [redisPerThousand]),
      ],
      unsound: [],
    };
  },
};
