// Many rooms at once: how long acts take to reach every screen, memory and processor time, and what ended meetings leave behind.
import { endAll } from './endings.ts';
import type { Bench } from './figure.ts';
import { measureChurn } from './rooms-churn.ts';
import type { PersonPlan } from './rooms-driver.ts';
import { churnFigures, stageFigures, unsoundIn } from './rooms-figures.ts';
import { seedGroups } from './rooms-seed.ts';
import { startApps, startBareServers, startGround } from './rooms-servers.ts';
import { runStages, type StagePlan } from './rooms-stages.ts';

const people = 12;
const large = 14;
/** How many people hold a meeting that only comes and goes. */
const few = 4;
/** The bytes that one act adds to a journal and sends from server to server. */
const entryBytes = 220;

interface Wishes {
  readonly plan: StagePlan;
  readonly churning: number;
  readonly waves: number;
  readonly first: number;
}

const quick: Wishes = {
  plan: { counts: [20], actMs: 8_000, everyMs: [3_000, 5_000], flipEveryMs: [250, 350] },
  churning: 20,
  waves: 1,
  first: 0,
};
const whole: Wishes = {
  plan: { counts: [100, 300, 1000], actMs: 60_000, everyMs: [20_000, 30_000], flipEveryMs: [900, 1_100] },
  churning: 200,
  waves: 8,
  first: 6,
};

export const bench: Bench = {
  name: 'rooms',
  about: `Two app servers as they are built, on one Redis (every entry on the disk before it counts) and one PostgreSQL, without media. In each room sit twelve
people, half of them on each server, and work through cases: offers, phase changes, pauses, signals, a person held, notes, and connections that are lost and come
back on the other server. The floor is Socket.IO alone on two processes: as many sockets with the same pings, an act relayed at once through a channel of the same Redis,
and views of the same size, with no store, no rules and one text for everybody. Then whole meetings are held and ended, wave after wave.`,
  async run({ isQuick, say }) {
    const { plan, churning, waves, first } = isQuick ? quick : whole;
    const most = plan.counts.at(-1) ?? 0;
    const ground = await startGround();
    const sizes = [large, ...Array<number>(most).fill(people), ...Array<number>(churning).fill(few)];
    const [largeGroup = [], ...groups] = await seedGroups(ground.postgres.url, sizes);
    const [load, brief] = [groups.slice(0, most), groups.slice(most)];
    const apps = await startApps(ground);
    const ours = await runStages(apps, ground, plan, { load, large: largeGroup }, 'case', say);
    for (const app of apps.processes) await app.end();
    const bareServers = await startBareServers(ground, Math.round(ours.at(-1)?.measured.viewBytes ?? 0), entryBytes);
    const bare = await runStages(bareServers, ground, plan, { load: load.map(strangers), large: null }, 'bare', say);
    for (const server of bareServers.processes) await server.end();
    const churned = await startApps(ground);
    const churn = await measureChurn(churned, ground, brief, { waves, first }, say);
    await endAll();
    const figures = [...stageFigures(ours, bare), ...(waves > 1 ? churnFigures(churn) : [])];
    return { figures, unsound: [...unsoundIn(ours), ...unsoundIn(bare)] };
  },
};

/** For the floor, a person is a connection into a room, which the seat names. */
function strangers(group: readonly PersonPlan[], number: number): PersonPlan[] {
  return group.map((person) => ({ ...person, ref: `room-${number}` }));
}
