// Connections between members are cut, filled in or slowed down, and heal. Each answers the milliseconds from the healing on.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import type { CuttableLine } from '../support/cuttable-connection.ts';
import type { FaultStage } from './fault-stage.ts';

/** Mute: the line stays and carries nothing. */
export type Outage = 'cut' | 'mute';

const onItsWayMs = 1_000;

export async function breakConnections(
  stage: FaultStage,
  lines: readonly CuttableLine[],
  outage: Outage,
  ms: number,
): Promise<number> {
  for (const line of lines) line[outage]();
  await pause(ms);
  for (const line of lines) line.pass();
  return backFrom(stage);
}

/** Connections of the media server's own: from the healing on until also somebody who comes anew hears the others. */
export async function breakMediaConnections(
  stage: FaultStage,
  lines: readonly CuttableLine[],
  outage: Outage,
  ms: number,
): Promise<number> {
  const acting = await breakConnections(stage, lines, outage, ms);
  const acted = nowMs();
  await stage.voices.joinsThrough(stage.cluster.url);
  return acting + nowMs() - acted;
}

/** The people of the server that looks after the room lose it, while it knows nothing of that. Answers the time from the cut on. */
export async function cutKeeperOff(stage: FaultStage): Promise<number> {
  const { keeper } = await stage.roles();
  const line = stage.wayTo(keeper);
  line.cut();
  const cut = nowMs();
  const back = await stage.recovered(cut, keeper);
  line.pass();
  return back - cut;
}

/** The same, but nobody is told that the line is dead. Answers the time from the healing on, wherever people are by then. */
export async function muteKeeper(stage: FaultStage, ms: number): Promise<number> {
  const { keeper } = await stage.roles();
  const line = stage.wayTo(keeper);
  line.mute();
  await pause(ms);
  line.pass();
  const healed = nowMs();
  return (await stage.recovered(healed, '', [])) - healed;
}

/** Redis answers both servers so much later. While it does, acts go on; the time is that from the healing on. */
export async function slowRedis(stage: FaultStage, delayMs: number, ms: number): Promise<number> {
  const lines = stage.cluster.apps.map(({ name }) => stage.cluster.line(name, 'redis'));
  for (const line of lines) line.delay(delayMs);
  await pause(ms);
  for (const line of lines) line.pass();
  return backFrom(stage);
}

/** One person's network: her line to the room, the signalling and the sound. The others go on. */
export async function cutOffDee(stage: FaultStage, ms: number): Promise<{ acting: number; hearing: number }> {
  const { signalling, sound } = stage.voices.deesNetwork;
  const healed = await deafen(stage, [stage.dee.door.line, signalling, ...sound], ms);
  const [heard, acted] = await Promise.all([stage.voices.deeHearsAnn(healed), stage.recovered(healed)]);
  return { acting: acted - healed, hearing: heard - healed };
}

/** The sound alone: until she hears again. */
export async function muteDeesSound(stage: FaultStage, ms: number): Promise<number> {
  const healed = await deafen(stage, stage.voices.deesNetwork.sound, ms);
  return (await stage.voices.deeHearsAnn(healed)) - healed;
}

/** Answers the moment of the healing. All that while Dee hears nothing, but for what was on its way. */
async function deafen(stage: FaultStage, lines: readonly Pick<CuttableLine, 'mute' | 'pass'>[], ms: number): Promise<number> {
  for (const line of lines) line.mute();
  await pause(onItsWayMs);
  await stage.voices.deeHearsNothingFor(ms - onItsWayMs);
  for (const line of lines) line.pass();
  return nowMs();
}

async function backFrom(stage: FaultStage): Promise<number> {
  const healed = nowMs();
  return (await stage.recovered(healed)) - healed;
}
