// Members of the cluster are killed with `kill -9` and come back. Each function answers with the time it took, in milliseconds.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import type { FaultStage } from './fault-stage.ts';

const awayMs = 1_000;

/** The server that looks after the room: its people are back on the other one, which looks after it now. */
export async function killKeeper(stage: FaultStage): Promise<{ people: number; takeover: number }> {
  const { keeper } = await stage.roles();
  const before = await stage.keeper();
  await stage.cluster.kill(keeper);
  const killed = nowMs();
  const [back, takeover] = await Promise.all([stage.recovered(killed, keeper), keeperChanges(stage, before, killed)]);
  await stage.startServer(keeper);
  return { people: back - killed, takeover };
}

export async function killOther(stage: FaultStage): Promise<number> {
  const { other } = await stage.roles();
  await stage.cluster.kill(other);
  const killed = nowMs();
  const back = await stage.recovered(killed, other);
  await stage.startServer(other);
  return back - killed;
}

async function keeperChanges(stage: FaultStage, before: string, since: number): Promise<number> {
  await stage.until('another server looks after the room', async () => (await stage.keeper()) !== before);
  return nowMs() - since;
}

/** The server that is just storing the leader's act: the presenter steps back, and it dies. Answers with the time until his silence is confirmed. */
export async function killWhileSteppingBack(stage: FaultStage): Promise<number> {
  const { ann } = stage;
  const app = ann.door.server;
  const act = ann.perform({ type: 'advance', from: 'clarifying', to: 'associative' });
  await stage.cluster.kill(app);
  const killed = nowMs();
  await act;
  await stage.sees(ann, ({ phase }) => phase === 'associative');
  await stage.silenceIsConfirmed();
  const silent = nowMs();
  await stage.voices.beginSilence();
  await stage.startServer(app);
  return silent - killed;
}

export async function killRedis(stage: FaultStage): Promise<number> {
  await stage.cluster.kill('redis');
  await pause(awayMs);
  await stage.cluster.start('redis');
  const back = nowMs();
  return (await stage.recovered(back)) - back;
}

/** In the room everything goes on; newcomers have to wait for it. */
export async function killPostgres(stage: FaultStage): Promise<number> {
  await stage.cluster.kill('postgres');
  const killed = nowMs();
  await Promise.all([stage.recovered(killed), pause(awayMs)]);
  stage.dee.door.breakConnection();
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
