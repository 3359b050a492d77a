// Joins through the proxy and joins without it, in turn: the same client, the same person, the same room with the same voices in it.
import { allRights } from '../attacks/inner-media.ts';
import { nowMs } from './machine.ts';
import type { SilenceStage } from './silence-stage.ts';

export interface JoinSamples {
  readonly proxied: number[];
  readonly bare: number[];
}

export async function measureJoins(stage: SilenceStage, times: number): Promise<JoinSamples> {
  const { dee, inner, room, bareBot: bot } = stage;
  const samples: JoinSamples = { proxied: [], bare: [] };
  const timed = async (into: number[], url: string, pass?: string) => {
    const start = nowMs();
    await bot.join(url, pass);
    into.push(nowMs() - start);
    await bot.leave();
  };
  const proxied = async (into: number[]) => timed(into, await stage.door(dee));
  const direct = async (into: number[]) => timed(into, stage.bareUrl, await inner.gateway.mintPass(room, dee.id, allRights));
  // What a first join alone costs a process is nobody's.
  await proxied([]);
  await direct([]);
  for (let time = 0; time < times; time++) {
    const pair = [() => proxied(samples.proxied), () => direct(samples.bare)];
    for (const join of time % 2 === 0 ? pair : pair.reverse()) await join();
  }
  return samples;
}
