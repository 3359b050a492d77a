// The presenter's modified client rejoins constantly, at random moments around a stepping back, with an old ticket and a forged
// pass, and publishes at once. What is heard of it counts from the moment when the desk read that the silence was confirmed.
import { setTimeout as pause } from 'node:timers/promises';
import { allRights } from '../attacks/inner-media.ts';
import type { MediaBot } from '../support/bot-process.ts';
import type { Frame } from './ear.ts';
import { heardOnMs, spokenMoments } from './leak.ts';
import { nowMs } from './machine.ts';
import { anybody, bare, newBot, ours, type SilenceStage } from './silence-stage.ts';

/** For one stepping back. */
const rejoinsEach = 8;
/** rtc-node grows with every join. */
const joinsOfOneProcess = 60;
const headStartMs = 500;
const longestRestMs = 150;
const watchMs = 300;
const frameMs = 10;
/** Half a minute. */
const mostLooks = 100;
const bareWatchMs = 500;
/** No voice gets from mouth to ear faster than its own packet lasts. */
const fastestMs = 20;

export interface RejoinSamples {
  /** For each rejoin; what a silence let through is counted for the first of its rejoins. */
  readonly audible: number[];
  /** For each silence: frames that a page would have played after its newest view had forbidden it. */
  readonly played: number[];
  /** For each silence. */
  readonly heardOn: number[];
  readonly unsound: string[];
}

/** `random` chooses the moments: 0 to 1, as Math.random. */
export async function measureRejoins(
  stage: SilenceStage,
  times: number,
  say: (line: string) => void,
  random: () => number = Math.random,
): Promise<RejoinSamples> {
  const samples: RejoinSamples = { audible: [], played: [], heardOn: [], unsound: [] };
  const { ann, ben, inner, room } = stage;
  const stale = await stage.door(ben);
  const join = async (bot: MediaBot) => bot.join(stale, await inner.strongPass(room, ben.id));
  let bot = stage.benBot;
  let joins = 0;
  /** The control, before the first silence and after each: the same client with the same ticket and pass is heard when it may be. */
  const isHeard = async () => {
    await join(bot);
    await bot.untilMaySpeak();
    const since = nowMs();
    await bot.speak();
    await stage.ear.untilHeard(ours, ben.id, since);
    const isPlayed = async () =>
      (await stage.ear.frames(ours, ben.id, since)).some(([at, spokenAt]) => spokenAt !== null && stage.playsBenAt(at));
    // The view that allows a page to play may come after the first sound.
    for (let looks = 0; !(await isPlayed()); looks++) {
      if (looks === mostLooks) return void samples.unsound.push('a page would not have played the presenter where it may');
      await pause(watchMs);
    }
  };
  const round = async () => {
    const rejoins = Math.min(rejoinsEach, times - samples.audible.length);
    const attack = rejoinOften(bot, join, rejoins, random);
    await pause(random() * headStartMs);
    const act = nowMs();
    const confirmed = await stage.stepBack(act);
    const shut = await stage.gateShutsSince(act);
    const joined = await attack;
    // The listener has listened throughout: it hears what the leader said after the last rejoin.
    await stage.ear.untilHeard(ours, ann.id, nowMs(), watchMs / frameMs);
    const end = nowMs();
    const frames = await stage.ear.frames(ours, ben.id, act);
    judge(samples, { act, confirmed, end, rejoins }, frames);
    const forbidden = frames.filter(([at, spokenAt]) => spokenAt !== null && at > shut && at <= end && stage.playsBenAt(at));
    samples.played.push(forbidden.length);
    if (joined === 0) samples.unsound.push('none of the rejoins of a silence was let into the room');
    joins += rejoins;
    if (joins > joinsOfOneProcess) {
      await Promise.all([bot.quit(), stage.renewEar()]);
      [bot, joins] = [await newBot(), 0];
    }
    await stage.invite();
    await stage.comeIn();
    await isHeard();
    if (samples.audible.length % 80 < rejoins) say(`${samples.audible.length} of ${times} rejoins`);
  };
  try {
    await isHeard();
    while (samples.audible.length < times) await round();
  } catch (error) {
    samples.unsound.push(`the rejoins broke off after ${samples.audible.length}: ${error}`);
  }
  return samples;
}

/** The same attack without rules: frames heard of a silenced voice whose client joined again with the pass it had kept. */
export async function measureBareRejoins({ ear, inner, bareUrl, bareBot }: SilenceStage, times: number): Promise<number[]> {
  const pass = await inner.strongPass(bare, anybody);
  const frames: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun = nowMs();
    await bareBot.join(bareUrl, pass);
    await bareBot.speak();
    await ear.untilHeard(bare, anybody, begun);
    await inner.gateway.applyRights(bare, anybody, { ...allRights, mayBeHeard: false });
    const silenced = nowMs();
    await bareBot.join(bareUrl, pass);
    await bareBot.speak();
    await ear.untilHeard(bare, anybody, silenced);
    await pause(bareWatchMs);
    const since = await ear.frames(bare, anybody, silenced);
    frames.push(since.filter(([, spokenAt]) => spokenAt !== null && spokenAt > silenced).length);
  }
  return frames;
}

/** Answers with the number of joins that came through. */
async function rejoinOften(
  bot: MediaBot,
  join: (bot: MediaBot) => Promise<unknown>,
  times: number,
  random: () => number,
): Promise<number> {
  let joined = 0;
  for (let time = 0; time < times; time++) {
    await pause(random() * longestRestMs);
    const isIn = await join(bot).then(
      () => true,
      () => false,
    );
    if (!isIn) continue;
    joined++;
    bot.speak().catch(() => {});
    await pause(random() * longestRestMs);
  }
  return joined;
}

interface Silence {
  readonly act: number;
  readonly confirmed: number;
  readonly end: number;
  readonly rejoins: number;
}

function judge(samples: RejoinSamples, { act, confirmed, end, rejoins }: Silence, frames: readonly Frame[]): void {
  const within = frames.filter(([heardAt]) => heardAt <= end);
  const forbidden = spokenMoments(within, fastestMs).filter(({ spokenAt }) => spokenAt > confirmed);
  for (let rejoin = 0; rejoin < rejoins; rejoin++) samples.audible.push(rejoin === 0 ? forbidden.length : 0);
  samples.heardOn.push(heardOnMs(within, act));
}
