// Lines between members are cut, filled in or slowed down, and heal. Each answers the milliseconds from the healing on.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import type { CuttableLine } from '../support/cuttable-line.ts';
import type { FaultStage } from './fault-stage.ts';

/** Mute: the line stays and carries nothing. */
export type Outage = 'cut' | 'mute';

/** Between one server and one kind of member: `redis`, `postgres`, or all of `node`. */
export async function breakLine(stage: FaultStage, app: string, member: string, outage: Outage, ms: number): Promise<number> {
  const lines = linesOf(stage, app, member);
  for (const line of lines) line[outage]();
  await pause(ms);
  for (const line of lines) line.pass();
  return backFrom(stage);
}

/** Redis answers both servers so much later. While it does, acts go on; the time is that from the healing on. */
export async function slowRedis(stage: FaultStage, delayMs: number, ms: number): Promise<number> {
  const lines = stage.cluster.apps.flatMap(({ name }) => linesOf(stage, name, 'redis'));
  for (const line of lines) line.delay(delayMs);
  await pause(ms);
  for (const line of lines) line.pass();
  return backFrom(stage);
}

/** One person's line to everything else. The others go on. */
export async function cutOffDee(stage: FaultStage, ms: number): Promise<number> {
  const { line } = stage.dee.door;
  line.mute();
  await pause(ms);
  line.pass();
  return backFrom(stage);
}

async function backFrom(stage: FaultStage): Promise<number> {
  const healed = nowMs();
  return (await stage.recovered(healed)) - healed;
}

function linesOf(stage: FaultStage, app: string, member: string): CuttableLine[] {
  const lines = stage.cluster.apps.find(({ name }) => name === app)?.lines ?? {};
  const found = Object.entries(lines).filter(([name]) => name.startsWith(member));
  if (found.length === 0) throw new Error(`${app} has no line to ${member}`);
  return found.map(([, line]) => line);
}
