// The presenter steps back and comes in again, over and over; each time the same is done to a voice in the bare room.
import { setTimeout as pause } from 'node:timers/promises';
import { allRights } from '../attacks/inner-media.ts';
import { heardOnMs, leakMs, mouthToEar } from './leak.ts';
import { nowMs } from './machine.ts';
import { anybody, bare, ours, type SilenceStage } from './silence-stage.ts';

/** Long enough for everything under way to be heard. */
const watchMs = 500;
/** A control of the measurement itself: a silence that comes this late must show up as a leak. */
const lateMs = 500;
const tooLittleMs = 100;
const flipsOfOneEar = 50;
const silent = { ...allRights, mayBeHeard: false };

export interface FlipSamples {
  readonly leak: number[];
  readonly heardOn: number[];
  readonly bareHeardOn: number[];
  readonly gatedLeak: number[];
  readonly bareLeak: number[];
  readonly confirmation: number[];
  readonly bareAnswer: number[];
  readonly grant: number[];
  readonly bareGrant: number[];
  readonly mouthToEar: number[];
  readonly unsound: string[];
}

export async function measureFlips(stage: SilenceStage, times: number, say: (line: string) => void): Promise<FlipSamples> {
  const samples: FlipSamples = {
    leak: [],
    heardOn: [],
    bareHeardOn: [],
    gatedLeak: [],
    bareLeak: [],
    confirmation: [],
    bareAnswer: [],
    grant: [],
    bareGrant: [],
    mouthToEar: [],
    unsound: [],
  };
  const { benBot, bareBot } = stage;
  await benBot.join(await stage.door(stage.ben));
  await bareBot.join(stage.bareUrl, await stage.inner.strongPass(bare, anybody));
  await Promise.all([benBot.speak(), bareBot.speak()]);
  for (let flip = 0; flip < times; flip++) {
    if (flip % flipsOfOneEar === flipsOfOneEar - 1) await stage.renewEar();
    await Promise.all([stage.ear.untilSteady(ours, stage.ben.id), stage.ear.untilSteady(bare, anybody)]);
    const acts = [() => silenceOurs(stage, samples), () => silenceBare(stage, samples)];
    const returns = [() => returnOurs(stage, samples), () => returnBare(stage, samples)];
    // They take turns in going first, at any moment of a word.
    if (flip % 2 === 1) for (const order of [acts, returns]) order.reverse();
    for (const act of [...acts, ...returns]) {
      await pause(Math.random() * 40);
      await act();
    }
    if ((flip + 1) % 20 === 0) say(`${flip + 1} of ${times} flips`);
  }
  await stage.ear.untilSteady(bare, anybody);
  const late: number[] = [];
  await silenceBare(stage, { ...samples, bareAnswer: [], bareHeardOn: [], bareLeak: late }, lateMs);
  if ((late[0] ?? 0) < tooLittleMs)
    samples.unsound.push(`a silence that came ${lateMs} ms late was measured as a leak of ${late[0]} ms`);
  return samples;
}

async function silenceOurs(stage: SilenceStage, samples: FlipSamples): Promise<void> {
  const { ear, ben } = stage;
  const act = nowMs();
  samples.confirmation.push((await stage.stepBack(act)) - act);
  await pause(watchMs);
  const frames = await ear.frames(ours, ben.id, act - 1000);
  const delay = mouthToEar(frames, act);
  if (delay === null) return void samples.unsound.push('the presenter was not heard before stepping back');
  samples.mouthToEar.push(delay);
  samples.leak.push(leakMs(frames, act, delay));
  samples.heardOn.push(heardOnMs(frames, act));
  samples.gatedLeak.push(leakMs(frames, act, delay, (ms) => stage.playsBenAt(ms)));
  await stage.benBot.hush();
}

async function silenceBare({ ear, inner, bareBot }: SilenceStage, samples: FlipSamples, late = 0): Promise<void> {
  const act = nowMs();
  if (late > 0) await pause(late);
  await inner.gateway.applyRights(bare, anybody, silent);
  samples.bareAnswer.push(nowMs() - act);
  await pause(watchMs);
  const frames = await ear.frames(bare, anybody, act - 1000);
  const delay = mouthToEar(frames, act);
  if (delay === null) return void samples.unsound.push('the bare voice was not heard before its silence');
  samples.bareLeak.push(leakMs(frames, act, delay));
  samples.bareHeardOn.push(heardOnMs(frames, act));
  await bareBot.hush();
}

async function returnOurs(stage: SilenceStage, samples: FlipSamples): Promise<void> {
  await stage.invite();
  // The person sees that they may come in before they touch.
  await stage.benBot.untilMaySpeak();
  const act = nowMs();
  await stage.comeIn();
  await stage.benBot.speak();
  samples.grant.push((await stage.ear.untilSteady(ours, stage.ben.id, { since: act, forMs: 100 })) - act);
}

async function returnBare({ ear, inner, bareBot }: SilenceStage, samples: FlipSamples): Promise<void> {
  const act = nowMs();
  await inner.gateway.applyRights(bare, anybody, allRights);
  await bareBot.speak();
  samples.bareGrant.push((await ear.untilSteady(bare, anybody, { since: act, forMs: 100 })) - act);
}
