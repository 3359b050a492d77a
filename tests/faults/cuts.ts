// Connections between members are cut, muted or slowed down, and then restored. Each function answers with the milliseconds since then.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import type { CuttableConnection } from '../support/cuttable-connection.ts';
import type { FaultStage } from './fault-stage.ts';

/** Mute: the connection stays but carries nothing. */
export type Outage = 'cut' | 'mute';

const onItsWayMs = 1_000;

export async function breakConnections(
  stage: FaultStage,
  lines: readonly CuttableConnection[],
  outage: Outage,
  ms: number,
): Promise<number> {
  for (const line of lines) line[outage]();
  await pause(ms);
  for (const line of lines) line.pass();
  return backFrom(stage);
}

/** The media server's own connections: from the restoration until somebody who newly joins hears the others too. */
export async function breakMediaConnections(
  stage: FaultStage,
  lines: readonly CuttableConnection[],
  outage: Outage,
  ms: number,
): Promise<number> {
  const acting = await breakConnections(stage, lines, outage, ms);
  const acted = nowMs();
  await stage.voices.joinsThrough(stage.cluster.url);
  return acting + nowMs() - acted;
}

/** The people of the server that looks after the room lose it, while the server does not notice. Answers with the time since the cut. */
export async function cutKeeperOff(stage: FaultStage): Promise<number> {
  const { keeper } = await stage.roles();
  const line = stage.wayTo(keeper);
  line.cut();
  const cut = nowMs();
  const back = await stage.recovered(cut, keeper);
  line.pass();
  return back - cut;
}

/** The same, but nobody is told that the connection is dead. Answers with the time since the restoration, wherever people are by then. */
export async function muteKeeper(stage: FaultStage, ms: number): Promise<number> {
  const { keeper } = await stage.roles();
  const line = stage.wayTo(keeper);
  line.mute();
  await pause(ms);
  line.pass();
  const healed = nowMs();
  return (await stage.recovered(healed, '', [])) - healed;
}

/** Redis answers both servers this much later. Meanwhile acts go on; the time counts from the restoration. */
export async function slowRedis(stage: FaultStage, delayMs: number, ms: number): Promise<number> {
  const lines = stage.cluster.apps.map(({ name }) => stage.cluster.line(name, 'redis'));
  for (const line of lines) line.delay(delayMs);
  await pause(ms);
  for (const line of lines) line.pass();
  return backFrom(stage);
}

/** One person's network: her connection to the room, the signalling and the sound. The others go on. */
export async function cutOffDee(stage: FaultStage, ms: number): Promise<{ acting: number; hearing: number }> {
  const { signalling, sound } = stage.voices.deesNetwork;
  const healed = await deafen(stage, [stage.dee.door.line, signalling, ...sound], ms);
  const [heard, acted] = await Promise.all([stage.voices.deeHearsAnn(healed), stage.recovered(healed)]);
  return { acting: acted - healed, hearing: heard - healed };
}

/** Only the sound: until she hears again. */
export async function muteDeesSound(stage: FaultStage, ms: number): Promise<number> {
  const healed = await deafen(stage, stage.voices.deesNetwork.sound, ms);
  return (await stage.voices.deeHearsAnn(healed)) - healed;
}

/** Answers with the moment of the restoration. Until then Dee hears nothing but what was already on its way. */
async function deafen(stage: FaultStage, lines: readonly Pick<CuttableConnection, 'mute' | 'pass'>[], ms: number): Promise<number> {
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
