// The presenter steps back and comes in again, over and over; beside each time the same is done to a voice in the bare room.
import { setTimeout as pause } from 'node:timers/promises';
import { mayBePlayed } from '../../client/src/media/listener-gate.ts';
import { allRights } from '../attacks/inner-media.ts';
import type { MediaBot } from '../support/bot-process.ts';
import { leakMs, mouthToEar } from './leak.ts';
import { nowMs } from './machine.ts';
import { anybody, bare, newBot, ours, type SilenceStage } from './silence-stage.ts';

/** Long enough for all that was under way to be heard. */
const watchMs = 500;
const silent = { ...allRights, mayBeHeard: false };

export interface FlipSamples {
  readonly leak: number[];
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
    gatedLeak: [],
    bareLeak: [],
    confirmation: [],
    bareAnswer: [],
    grant: [],
    bareGrant: [],
    mouthToEar: [],
    unsound: [],
  };
  const [benBot, bareBot] = [await newBot(), await newBot()];
  await benBot.join(await stage.door(stage.ben));
  await bareBot.join(stage.bareUrl, await stage.inner.strongPass(bare, anybody));
  await Promise.all([benBot.speak(), bareBot.speak()]);
  for (let flip = 0; flip < times; flip++) {
    await Promise.all([stage.ear.untilSteady(ours, stage.ben.id), stage.ear.untilSteady(bare, anybody)]);
    const acts = [() => silenceOurs(stage, samples, benBot), () => silenceBare(stage, samples, bareBot)];
    const returns = [() => returnOurs(stage, samples, benBot), () => returnBare(stage, samples, bareBot)];
    // Each in its turn goes first, at any moment of a word.
    if (flip % 2 === 1) for (const order of [acts, returns]) order.reverse();
    for (const act of [...acts, ...returns]) {
      await pause(Math.random() * 40);
      await act();
    }
    if ((flip + 1) % 20 === 0) say(`${flip + 1} of ${times} flips`);
  }
  await Promise.all([benBot.quit(), bareBot.quit()]);
  return samples;
}

async function silenceOurs(stage: SilenceStage, samples: FlipSamples, bot: MediaBot): Promise<void> {
  const { ear, ben, listenersScreen } = stage;
  const act = nowMs();
  samples.confirmation.push((await stage.stepBack(act)) - act);
  await pause(watchMs);
  const frames = await ear.frames(ours, ben.id, act - 1000);
  const delay = mouthToEar(frames, act);
  if (delay === null) return void samples.unsound.push('the presenter was not heard before stepping back');
  samples.mouthToEar.push(delay);
  samples.leak.push(leakMs(frames, act, delay));
  const track = { personId: ben.id, kind: 'audio', source: 'microphone' };
  const isOpenAt = (ms: number) => mayBePlayed(track, { view: listenersScreen.at(ms), isFresh: true });
  samples.gatedLeak.push(leakMs(frames, act, delay, isOpenAt));
  await bot.hush();
}

async function silenceBare({ ear, inner }: SilenceStage, samples: FlipSamples, bot: MediaBot): Promise<void> {
  const act = nowMs();
  await inner.gateway.applyRights(bare, anybody, silent);
  samples.bareAnswer.push(nowMs() - act);
  await pause(watchMs);
  const frames = await ear.frames(bare, anybody, act - 1000);
  const delay = mouthToEar(frames, act);
  if (delay === null) return void samples.unsound.push('the bare voice was not heard before its silence');
  samples.bareLeak.push(leakMs(frames, act, delay));
  await bot.hush();
}

async function returnOurs(stage: SilenceStage, samples: FlipSamples, bot: MediaBot): Promise<void> {
  await stage.invite();
  const act = nowMs();
  await stage.comeIn();
  await bot.speak();
  samples.grant.push((await stage.ear.untilSteady(ours, stage.ben.id, { since: act, forMs: 100 })) - act);
}

async function returnBare({ ear, inner }: SilenceStage, samples: FlipSamples, bot: MediaBot): Promise<void> {
  const act = nowMs();
  await inner.gateway.applyRights(bare, anybody, allRights);
  await bot.speak();
  samples.bareGrant.push((await ear.untilSteady(bare, anybody, { since: act, forMs: 100 })) - act);
}
