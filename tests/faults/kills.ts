// Members of the cluster die by `kill -9`, and come back. Each answers how long it took, in milliseconds.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import type { FaultStage } from './fault-stage.ts';

const awayMs = 1_000;

/** A server: its people are back on the other one; and when it looked after the room, the other one does. */
export async function killServer(stage: FaultStage, app: string): Promise<{ people: number; takeover: number | null }> {
  const before = await stage.keeper();
  await stage.cluster.kill(app);
  const killed = nowMs();
  const [back, taken] = await Promise.all([stage.recovered(killed, app), keeperChanges(stage, before, killed)]);
  await stage.cluster.start(app);
  return { people: back - killed, takeover: taken };
}

/** Null when it has not within the time that a takeover may take. */
async function keeperChanges(stage: FaultStage, before: string, since: number): Promise<number | null> {
  while (nowMs() - since < 5_000) {
    if ((await stage.keeper()) !== before) return nowMs() - since;
    await pause(20);
  }
  return null;
}

export async function killRedis(stage: FaultStage): Promise<number> {
  await stage.cluster.kill('redis');
  await pause(awayMs);
  await stage.cluster.start('redis');
  const back = nowMs();
  return (await stage.recovered(back)) - back;
}

/** In the room everything goes on; whoever comes anew has to wait for it. */
export async function killPostgres(stage: FaultStage): Promise<number> {
  await stage.cluster.kill('postgres');
  const killed = nowMs();
  await Promise.all([stage.recovered(killed), pause(awayMs)]);
  stage.dee.door.breakLine();
  await stage.cluster.start('postgres');
  const back = nowMs();
  await Promise.all(stage.cluster.apps.map(({ name }) => stage.isReady(name)));
  return (await stage.recovered(nowMs())) - back;
}

/** The node that has the room. */
export async function killMediaNode(stage: FaultStage): Promise<number> {
  const node = await stage.mediaNode();
  await stage.cluster.kill(node);
  const killed = nowMs();
  const heard = await stage.voices.annIsHeard(killed);
  await stage.recovered(killed);
  await stage.cluster.start(node);
  return heard - killed;
}

export async function killAllMedia(stage: FaultStage): Promise<number> {
  const nodes = stage.cluster.nodes.map(({ name }) => name);
  await Promise.all(nodes.map((node) => stage.cluster.kill(node)));
  await pause(awayMs);
  await Promise.all(nodes.map((node) => stage.cluster.start(node)));
  const back = nowMs();
  return (await stage.voices.annIsHeard(back)) - back;
}
