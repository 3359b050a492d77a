// The attacks' stage: the whole running server with Ann leading, Ben (or whoever is cast) presenting through a modified client, and Cid, who listens in both
// modes at once: everything that arrives (gate off), and what his page would play by his newest view (gate on). Ann speaks all the
// time, so that hearing her measures how long nothing else was heard.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { type StartOptions, startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';
import { ListenersGate } from './listeners-gate.ts';

/** A step of the tone, or its fading end, may be dated a little late. */
export const datingMs = 60;
/** Ten milliseconds each: two seconds of Ann's voice. */
const longEnough = 200;
/** Between tries while the server is not ready. */
const knocking = { everyMs: 250, forMs: 60_000 };

export class Stage {
  readonly app: TestApp;
  readonly ann: TestPerson;
  readonly ben: TestPerson;
  readonly cid: TestPerson;
  readonly annBot: MediaBot;
  /** The attacker's. */
  readonly benBot: MediaBot;
  /** The listener's. */
  readonly cidBot: MediaBot;
  /** Ben's, also while he is not in the room. */
  benId = '';
  readonly #gate: ListenersGate;
  /** Since when Cid's page plays nothing of Ben (ms since 1970). */
  #gateShutAt = 0;
  readonly #more: (() => unknown)[] = [];

  constructor(app: TestApp, people: readonly [TestPerson, TestPerson, TestPerson], bots: readonly [MediaBot, MediaBot, MediaBot]) {
    this.app = app;
    [this.ann, this.ben, this.cid] = people;
    [this.annBot, this.benBot, this.cidBot] = bots;
    this.#gate = new ListenersGate(this.cid, this.cidBot);
  }

  /** For `bot.join`: the media address that the server gives this person now. */
  async door(person: TestPerson): Promise<string> {
    const door = await person.mediaDoor();
    if (!door) throw new Error(`${person.name} gets no media address`);
    return `${person.url.replace('http', 'ws')}${door.path}`;
  }

  /** As an honest page does it: asks again while the server is not ready. */
  async comesIn(person: TestPerson, bot: MediaBot): Promise<void> {
    const deadline = Date.now() + knocking.forMs;
    for (;;) {
      try {
        await bot.join(await this.door(person));
        return;
      } catch (refusal) {
        if (!String(refusal).includes('503') || Date.now() > deadline) throw refusal;
        await pause(knocking.everyMs);
      }
    }
  }

  /** The leader's command. Answers with the moment (ms since 1970) from which the desk reads that the silence is confirmed. */
  async stepBack(): Promise<number> {
    if (this.ann.room.phase === 'presentation') {
      // A view of an earlier silence must not be taken for this one's.
      await this.cid.seesRoom(({ phase }) => phase === 'presentation');
      await done(this.ann.advance('presentation', 'associative'));
      for (const person of [this.ann, this.cid]) await person.seesRoom(({ phase }) => phase === 'associative');
    }
    return this.untilSilent();
  }

  async untilSilent(): Promise<number> {
    await this.untilGateShuts();
    await this.ann.seesRoom(
      (room) => room.desk?.silences.some(({ personId, since }) => personId === this.ben.id && since !== null) === true,
    );
    return Date.now();
  }

  /** From the newest view on, whether the silence is confirmed or not. */
  async untilGateShuts(): Promise<void> {
    await this.cid.seesRoom(({ chairs }) => !chairs.some(({ personId, mayBeHeard }) => personId === this.benId && mayBeHeard));
    this.#gateShutAt = await this.#gate.inForce();
  }

  /** The leader goes back to the presentation, where the presenter speaks once they have come in. */
  async letSpeak(): Promise<void> {
    await done(this.ann.perform({ type: 'goBack', from: 'associative', to: 'presentation' }));
    await this.ben.seesRoom(({ me }) => me.case === 'invitedBack');
    await done(this.ben.perform({ type: 'comeIn' }));
  }

  /** R3.5: the leader invites, the presenter comes in by their own touch and publishes. */
  async comesBack(): Promise<void> {
    await done(this.ann.advance('associative', 'closingRound'));
    await this.ben.seesRoom(({ me }) => me.case === 'invitedBack');
    await done(this.ben.perform({ type: 'comeIn' }));
  }

  /** Publishes as soon as the media server allows it. */
  async benSpeaks(): Promise<void> {
    await this.benBot.untilMaySpeak();
    await this.benBot.speak();
  }

  /** The positive control, gate off and gate on: this listener does hear this voice, and a page does play it. */
  async benIsHeard(): Promise<void> {
    await this.#hears(this.benId, 20, 60_000);
  }

  /** Measures how long nothing else was heard, in frames of 10 ms. */
  async annIsHeard(frames = longEnough): Promise<void> {
    await this.#hears(this.ann.id, frames, 60_000);
  }

  /** While Ann is heard for that many frames, nothing that Ben has spoken since `from` is heard, and nothing is played since his gate shut. */
  async saysNothingSince(from: number, frames = longEnough): Promise<void> {
    await this.annIsHeard(frames);
    const { lastSpokenAt, lastPlayedAt } = await this.cidBot.ear(this.benId);
    expect(lastSpokenAt ?? 0, 'gate off: spoken in silence, and heard').toBeLessThanOrEqual(from + datingMs);
    expect(this.#gateShutAt, 'gate on: the view says so').toBeGreaterThan(0);
    expect(lastPlayedAt ?? 0, 'gate on: played against the newest view').toBeLessThanOrEqual(this.#gateShutAt);
  }

  /** The same, and finally nothing at all. */
  async benIsSilentSince(from: number): Promise<void> {
    await this.saysNothingSince(from);
    await this.benIsSilent();
  }

  async benIsSilent(): Promise<void> {
    await this.cidBot.forget();
    await this.annIsHeard();
    const { audible, played } = await this.cidBot.ear(this.benId);
    expect(audible, 'gate off: audible frames from Ben').toBe(0);
    expect(played, 'gate on: played frames from Ben').toBe(0);
  }

  /** The same, and no picture either. */
  async benIsUnseen(): Promise<void> {
    await this.benIsSilent();
    expect((await this.cidBot.ear(this.benId)).pictures, 'pictures of Ben').toBe(0);
  }

  async #hears(id: string, frames: number, patience: number): Promise<void> {
    await Promise.all([this.cidBot.untilHeard(id, frames, patience), this.cidBot.untilPlayed(id, frames, patience)]);
  }

  /** Once all are in the room: Cid's page knows what it may play. */
  begin(): void {
    this.benId = this.ben.id;
    this.#gate.begin();
  }

  /** Undone when the stage closes. */
  also(end: () => unknown): void {
    this.#more.push(end);
  }

  async close(): Promise<void> {
    for (const end of this.#more.reverse()) await end();
    this.#gate.end();
    for (const person of [this.ann, this.ben, this.cid]) person.drop();
    await Promise.all([this.annBot.quit(), this.benBot.quit(), this.cidBot.quit()]);
    await this.app.stop();
  }
}

const openingMs = 240_000;

/** Who attacks, in the place of Ben, and in which phase the stage opens. Ben presents if the attacker does not. */
export interface Cast {
  readonly attacker: string;
  readonly opensIn: PhaseId;
}

/** A stage for all tests of a file, in the presentation: Ann and Ben speak and are seen, Cid hears. */
export function stageForAll(
  wishes: () => StartOptions = () => ({}),
  cast: Cast = { attacker: 'Ben', opensIn: 'presentation' },
): () => Stage {
  let opening: Promise<Stage> | undefined;
  let opened: Stage | undefined;
  beforeAll(async () => {
    opening = openStage(wishes(), cast);
    opened = await opening;
  }, openingMs);
  // Even one that opens too late is closed.
  afterAll(async () => {
    const late = await opening?.catch(() => undefined);
    await late?.close();
  }, openingMs);
  return () => {
    if (!opened) throw new Error('the stage is not open');
    return opened;
  };
}

async function openStage(wishes: StartOptions, { attacker, opensIn }: Cast): Promise<Stage> {
  const [app, annBot, benBot, cidBot] = await Promise.all([startApp(wishes), startBot(), startBot(), startBot()]);
  const [ann, ben, cid] = [await signIn(app, 'Ann'), await signIn(app, attacker), await signIn(app, 'Cid')];
  const stage = new Stage(app, [ann, ben, cid], [annBot, benBot, cidBot]);
  try {
    for (const person of [ann, ben, cid]) {
      await done(person.enter());
      await person.sees((view) => view.kind === 'room');
    }
    stage.begin();
    await leadTo(opensIn, ann, ben);
    await stage.comesIn(cid, cidBot);
    await stage.comesIn(ann, annBot);
    await stage.comesIn(ben, benBot);
    for (const bot of [annBot, benBot]) {
      await bot.speak();
      await bot.show();
    }
    return stage;
  } catch (failure) {
    await stage.close();
    throw new Error(`the stage did not open; the server said:\n${app.said.slice(-4000)}`, { cause: failure });
  }
}
