// The sound of a room under faults: Ann speaks all the time, Cid hears without any gate, and Ben, while he has to be silent, rejoins again
// and again and tries to speak. All come through the balancer, as pages do; Dee, who hears too, over a network of her own.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from '../bench/machine.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import type { TestCluster } from '../support/cluster.ts';
import type { Actor } from './actor.ts';
import { OwnNetwork } from './own-network.ts';

/** Longer than sound waits in a listener's buffer. */
const drainedMs = 500;
const lookEveryMs = 40;
const patienceMs = 120_000;
/** A client resumes its stay by itself; one that has not done so for this long joins anew. */
const lostMs = 6_000;
/** So does, as a page does, one that is connected and hears nothing. */
const deafMs = 12_000;
/** Of ten milliseconds each. */
const enough = 20;

interface Place {
  readonly actor: Actor;
  readonly bot: MediaBot;
  readonly speaks: boolean;
  readonly network?: OwnNetwork;
}

export class Voices {
  readonly #url: string;
  readonly #ann: Place;
  readonly #ben: Place;
  readonly #cid: Place;
  readonly #dee: Place;
  readonly deesNetwork: OwnNetwork;
  #isOver = false;
  #isSilence = false;
  #attack: Promise<void> = Promise.resolve();
  #keeping: Promise<unknown> = Promise.resolve();
  /** How often the silent one came in and tried to speak. */
  attempts = 0;
  /** Frames heard of the silent one, over all silences. */
  audible = 0;
  #annId = '';
  #benId = '';

  private constructor(url: string, deesNetwork: OwnNetwork, places: readonly [Place, Place, Place, Place]) {
    this.#url = url;
    this.deesNetwork = deesNetwork;
    [this.#ann, this.#ben, this.#cid, this.#dee] = places;
  }

  static async open(
    { url, nodes }: TestCluster,
    people: readonly [ann: Actor, ben: Actor, cid: Actor, dee: Actor],
  ): Promise<Voices> {
    const network = await OwnNetwork.open(
      Number(new URL(url).port),
      nodes.map(({ udpPort }) => udpPort),
    );
    const [ann, ben, cid, dee] = people;
    const [annBot, benBot, cidBot, deeBot] = await Promise.all([startBot(), startBot(), startBot(), startBot()]);
    const voices = new Voices(url, network, [
      { actor: ann, bot: annBot, speaks: true },
      { actor: ben, bot: benBot, speaks: true },
      { actor: cid, bot: cidBot, speaks: false },
      { actor: dee, bot: deeBot, speaks: false, network },
    ]);
    [voices.#annId, voices.#benId] = [ann.id, ben.id];
    for (const place of [voices.#cid, voices.#dee, voices.#ann, voices.#ben]) await voices.#join(place);
    voices.#keeping = Promise.all([voices.#cid, voices.#dee, voices.#ann].map((place) => voices.#keep(place)));
    return voices;
  }

  /** The positive control. Resolves with the moment at which Ann is heard saying what she said after `since`. */
  annIsHeard(since = nowMs()): Promise<number> {
    return this.#hears(this.#cid, since);
  }

  deeHearsAnn(since = nowMs()): Promise<number> {
    return this.#hears(this.#dee, since);
  }

  async deeHearsNothingFor(ms: number): Promise<void> {
    const heard = async () => (await this.#dee.bot.ear(this.#annId)).audible;
    // What had arrived before is still being played.
    const deadline = nowMs() + patienceMs;
    let audible = await heard();
    for (let before = -1; before !== audible && nowMs() < deadline; ) {
      await pause(drainedMs);
      before = audible;
      audible = await heard();
    }
    await pause(ms);
    const more = (await heard()) - audible;
    if (more > 0) throw new Error(`Dee heard ${more} frames of Ann though nothing could reach her`);
  }

  async benIsHeard(): Promise<void> {
    await this.#cid.bot.untilHeard(this.#benId, enough, patienceMs);
  }

  /** A fresh join through this server: Cid hears Ann again. */
  async joinsThrough(server: string): Promise<void> {
    const since = nowMs();
    await this.#join(this.#cid, server);
    await this.annIsHeard(since);
  }

  /** Call it once the silence is confirmed. What was spoken before has passed when Ann has been heard for a while. */
  async beginSilence(): Promise<void> {
    await this.annIsHeard();
    await this.#cid.bot.forget();
    this.#isSilence = true;
    this.#attack = this.#attackOn();
  }

  /** Answers with the number of audible frames of the silent one. */
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
    await Promise.all([this.#ann, this.#ben, this.#cid, this.#dee].map(({ bot }) => bot.quit()));
    await Promise.all([this.#keeping, this.#attack]);
    await this.deesNetwork.close();
  }

  async #hears({ actor, bot }: Place, since: number): Promise<number> {
    const before = (await bot.ear(this.#annId)).audible;
    const deadline = nowMs() + patienceMs;
    for (;;) {
      const { lastSpokenAt, audible } = await bot.ear(this.#annId);
      if ((lastSpokenAt ?? 0) > since && audible >= before + enough) return nowMs();
      if (nowMs() > deadline)
        throw new Error(`${actor.name} did not hear Ann again within ${patienceMs} ms: ${await this.#where()}`);
      await pause(lookEveryMs);
    }
  }

  /** Where the sound of Ann stays, for whoever reads of a failure. */
  async #where(): Promise<string> {
    const of = async ({ actor, bot }: Place) => {
      const { isConnected, maySpeak, sid, reconnections } = await bot.state();
      const [sent, others] = [await bot.sent(), await bot.others()];
      return [actor.name, actor.id, { isConnected, maySpeak, sid, reconnections, sent, others, ears: await bot.ears() }];
    };
    return JSON.stringify(await Promise.all([this.#ann, this.#ben, this.#cid, this.#dee].map((place) => of(place).catch(String))));
  }

  async #join({ actor, bot, speaks, network }: Place, url = this.#url): Promise<void> {
    const isSilenced = this.#isSilence && bot === this.#ben.bot;
    const path = await actor.mediaPath();
    if (path === null) throw new Error(`${actor.name} gets no way into the media`);
    await bot.join(`${network?.url ?? url.replace('http', 'ws')}${path}`);
    if (!speaks) return;
    // Some moments pass until a client is told its rights. The silenced one waits for none.
    if (!isSilenced) await bot.untilMaySpeak(patienceMs);
    await bot.speak();
  }

  /** A client that came in but could not publish its voice joins anew at once: the library would say nothing in that stay any more. */
  async #keep(place: Place): Promise<void> {
    let [connectedAt, heardAt, frames] = [nowMs(), nowMs(), 0];
    let isWhole = true;
    while (!this.#isOver) {
      await pause(lookEveryMs * 5);
      const state = await place.bot.state().catch(() => null);
      const ear = await place.bot.ear(this.#annId).catch(() => null);
      if (place !== this.#cid || (ear && ear.frames !== frames)) heardAt = nowMs();
      frames = ear?.frames ?? frames;
      if (isWhole && state?.isConnected) connectedAt = nowMs();
      if (isWhole && nowMs() - connectedAt < lostMs && nowMs() - heardAt < deafMs) continue;
      isWhole = await this.#join(place).then(
        () => true,
        () => false,
      );
      if (isWhole) [connectedAt, heardAt] = [nowMs(), nowMs()];
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
