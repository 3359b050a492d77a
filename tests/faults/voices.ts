// The sound of a room under faults: Ann speaks all the while, Cid hears without any gate, and Ben, while he has to be silent, comes in again
// and again and tries to speak. All come through the balancer, as pages do.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import type { Actor } from './actor.ts';

const lookEveryMs = 40;
const patienceMs = 30_000;
/** A client takes up its stay by itself; one that has not for so long begins anew. */
const lostMs = 6_000;
/** Of ten milliseconds each. */
const enough = 20;

interface Place {
  readonly actor: Actor;
  readonly bot: MediaBot;
  readonly speaks: boolean;
}

export class Voices {
  readonly #url: string;
  readonly #ann: Place;
  readonly #ben: Place;
  readonly #cid: Place;
  #isOver = false;
  #isSilence = false;
  #attack: Promise<void> = Promise.resolve();
  #keeping: Promise<unknown> = Promise.resolve();
  /** How often the silent one came in and tried to speak. */
  attempts = 0;
  /** Of the silent one, over all silences. */
  audible = 0;
  #annId = '';
  #benId = '';

  private constructor(url: string, places: readonly [Place, Place, Place]) {
    this.#url = url;
    [this.#ann, this.#ben, this.#cid] = places;
  }

  static async open(url: string, { ann, ben, cid }: { ann: Actor; ben: Actor; cid: Actor }): Promise<Voices> {
    const [annBot, benBot, cidBot] = await Promise.all([startBot(), startBot(), startBot()]);
    const voices = new Voices(url, [
      { actor: ann, bot: annBot, speaks: true },
      { actor: ben, bot: benBot, speaks: true },
      { actor: cid, bot: cidBot, speaks: false },
    ]);
    [voices.#annId, voices.#benId] = [ann.id, ben.id];
    for (const place of [voices.#cid, voices.#ann, voices.#ben]) await voices.#join(place);
    voices.#keeping = Promise.all([voices.#cid, voices.#ann].map((place) => voices.#keep(place)));
    return voices;
  }

  /** The positive control. Resolves with the moment at which Ann is heard saying what she said after `since`. */
  async annIsHeard(since = nowMs()): Promise<number> {
    const before = (await this.#cid.bot.ear(this.#annId)).audible;
    const deadline = nowMs() + patienceMs;
    for (;;) {
      const { lastSpokenAt, audible } = await this.#cid.bot.ear(this.#annId);
      if ((lastSpokenAt ?? 0) > since && audible >= before + enough) return nowMs();
      if (nowMs() > deadline) throw new Error(`Ann was not heard again within ${patienceMs} ms`);
      await pause(lookEveryMs);
    }
  }

  async benIsHeard(): Promise<void> {
    await this.#cid.bot.untilHeard(this.#benId, enough, patienceMs);
  }

  /** A join from the beginning, over this server: Cid hears Ann again. */
  async joinsThrough(server: string): Promise<void> {
    const since = nowMs();
    await this.#join(this.#cid, server);
    await this.annIsHeard(since);
  }

  /** Once the silence is confirmed. What was spoken before it is over when Ann has been heard for a while. */
  async beginSilence(): Promise<void> {
    await this.annIsHeard();
    await this.#cid.bot.forget();
    this.#isSilence = true;
    this.#attack = this.#attackOn();
  }

  /** Answers how many frames of the silent one were audible. */
  async endSilence(): Promise<number> {
    if (!this.#isSilence) return 0;
    await this.annIsHeard();
    const { audible } = await this.#cid.bot.ear(this.#benId);
    this.audible += audible;
    this.#isSilence = false;
    await this.#attack;
    return audible;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#isSilence = false;
    await Promise.all([this.#ann, this.#ben, this.#cid].map(({ bot }) => bot.quit()));
    await Promise.all([this.#keeping, this.#attack]);
  }

  async #join({ actor, bot, speaks }: Place, url = this.#url): Promise<void> {
    const path = await actor.mediaPath();
    if (path === null) throw new Error(`${actor.name} gets no way into the media`);
    await bot.join(`${url.replace('http', 'ws')}${path}`);
    if (speaks) await bot.speak();
  }

  async #keep(place: Place): Promise<void> {
    let connectedAt = nowMs();
    while (!this.#isOver) {
      await pause(lookEveryMs * 5);
      const state = await place.bot.state().catch(() => null);
      if (state?.isConnected) connectedAt = nowMs();
      if (nowMs() - connectedAt < lostMs) continue;
      await this.#join(place).then(
        () => {
          connectedAt = nowMs();
        },
        () => pause(lookEveryMs),
      );
    }
  }

  async #attackOn(): Promise<void> {
    while (this.#isSilence && !this.#isOver) {
      this.attempts += 1;
      await this.#join(this.#ben).catch(() => undefined);
      await pause(lookEveryMs);
    }
  }
}
