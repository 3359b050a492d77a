// A server that looks after very many rooms is killed: how long until the other one looks after all of them, in milliseconds.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import { RoomTab } from '../bench/rooms-connection.ts';
import { seedGroups, seedSecret } from '../bench/rooms-seed.ts';
import { startCluster, type TestCluster } from '../support/cluster.ts';

const longestMs = 10_000;

/** In each room one leader sits on each server. */
export async function measureTakeover(rooms: number): Promise<number> {
  const env = { LIVEKIT_MISSING: 'these rooms do without it', SECRET: seedSecret };
  const cluster = await startCluster({ apps: 2, nodes: 0, env });
  const tabs: RoomTab[] = [];
  try {
    const urls = cluster.apps.map(({ url }) => url);
    const told = { view: () => undefined, lost: () => undefined };
    for (const group of await seedGroups(cluster.databaseUrl, Array<number>(rooms).fill(urls.length))) {
      for (const [place, person] of group.entries()) {
        const tab = new RoomTab(person, urls, place, told);
        tabs.push(tab);
        await tab.connect();
        const entered = await tab.perform(tab.entering);
        if (!entered.ok) throw new Error(`nobody got into a room: ${JSON.stringify(entered)}`);
      }
    }
    const [before = '', ...others] = await keepers(cluster);
    if (others.length + 1 !== rooms || others.some((keeper) => keeper !== before))
      throw new Error('the first server does not look after all rooms');
    await cluster.kill('app1');
    const killed = nowMs();
    while ((await keepers(cluster)).includes(before) && nowMs() - killed < longestMs) await pause(20);
    return nowMs() - killed;
  } finally {
    for (const tab of tabs) tab.drop();
    await cluster.stop();
  }
}

async function keepers(cluster: TestCluster): Promise<readonly string[]> {
  const keys = (await cluster.redis('KEYS', 'balint:{*}:keeper')) as string[];
  return (await cluster.redis('MGET', ...keys)) as string[];
}
