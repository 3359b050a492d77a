// Two tabs of the presenter's modified client rejoin without rest at random moments around a stepping back, with an old ticket and a
// forged pass, and publish at once. What of it is heard is counted from the moment the desk read that the silence was confirmed.
import { setTimeout as pause } from 'node:timers/promises';
import type { MediaBot } from '../support/bot-process.ts';
import type { Frame } from './ear.ts';
import { leakMs, mouthToEar, spokenMoments } from './leak.ts';
import { nowMs } from './machine.ts';
import { newBot, ours, type SilenceStage } from './silence-stage.ts';

/** For one stepping back. */
const rejoinsEach = 8;
/** rtc-node grows with every join; a tab is a fresh process now and then. */
const joinsOfOneTab = 120;
const headStartMs = 500;
const restMs = 150;

export interface RejoinSamples {
  /** For each rejoin how many audible frames its silence let through; they must all be 0. */
  readonly audible: number[];
  readonly leak: number[];
  readonly unsound: string[];
}

export async function measureRejoins(stage: SilenceStage, times: number, say: (line: string) => void): Promise<RejoinSamples> {
  const samples: RejoinSamples = { audible: [], leak: [], unsound: [] };
  const { ben, ear, inner, room } = stage;
  const stale = await stage.door(ben);
  const join = async (tab: MediaBot) => tab.join(stale, await inner.strongPass(room, ben.id));
  let tabs = await Promise.all([newBot(), newBot()]);
  let joins = 0;
  while (samples.audible.length < times) {
    if (joins > joinsOfOneTab * tabs.length) {
      await Promise.all(tabs.map((tab) => tab.quit()));
      [tabs, joins] = [await Promise.all([newBot(), newBot()]), 0];
    }
    const [first] = tabs;
    // The control, before and after: the same client with the same ticket and pass is heard when the phase lets it.
    await join(first);
    await first.speak();
    await ear.untilSteady(ours, ben.id, { since: nowMs() });

    const rejoins = Math.min(rejoinsEach, times - samples.audible.length);
    const attack = Promise.all(tabs.map((tab, of) => rejoinOften(tab, join, share(rejoins, of, tabs.length))));
    await pause(Math.random() * headStartMs);
    const act = nowMs();
    const confirmed = await stage.stepBack(act);
    const counts = await attack;
    await pause(2 * restMs);
    const end = nowMs();
    judge(samples, { act, confirmed, end, rejoins }, await ear.frames(ours, ben.id, act - 2000));
    const control = await ear.frames(ours, stage.ann.id, act);
    const isListening = control.filter(([, spokenAt]) => spokenAt !== null).length * 10 > (end - act) * 0.8;
    if (!isListening) samples.unsound.push('the listener did not hear the leader all through a silence');
    joins += rejoins + 1;
    if (sum(counts) === 0) samples.unsound.push('not one rejoin of a silence was let into the room');
    await stage.invite();
    await stage.comeIn();
    if (samples.audible.length % 80 < rejoins) say(`${samples.audible.length} of ${times} rejoins`);
  }
  await Promise.all(tabs.map((tab) => tab.quit()));
  return samples;
}

/** Answers how many of the joins came through. */
async function rejoinOften(tab: MediaBot, join: (tab: MediaBot) => Promise<unknown>, times: number): Promise<number> {
  let joined = 0;
  for (let time = 0; time < times; time++) {
    await pause(Math.random() * restMs);
    // The other tab may replace this one at any moment, and then this join fails.
    const isIn = await join(tab).then(
      () => true,
      () => false,
    );
    if (!isIn) continue;
    joined++;
    tab.speak().catch(() => {});
    await pause(Math.random() * restMs);
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
  // Rejoining tabs may have been silent just before the act; then the whole second before tells the delay.
  const delay = mouthToEar(within, act) ?? shortest(within, act);
  const forbidden = spokenMoments(within, delay).filter(({ heardAt, spokenAt }) => heardAt > act && spokenAt > confirmed);
  for (let rejoin = 0; rejoin < rejoins; rejoin++) samples.audible.push(rejoin === 0 ? forbidden.length : 0);
  samples.leak.push(leakMs(within, act, delay));
}

function shortest(frames: readonly Frame[], act: number): number {
  const delays = frames.flatMap(([heardAt, spokenAt]) => (spokenAt !== null && heardAt <= act ? [heardAt - spokenAt] : []));
  return Math.min(...delays, Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY ? 0 : Math.min(...delays);
}

function share(all: number, of: number, among: number): number {
  return Math.floor(all / among) + (of < all % among ? 1 : 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
