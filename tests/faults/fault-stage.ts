// The stage of all faults: two servers, Redis, PostgreSQL and two LiveKit nodes, with five people who act all the time: Ann leads on the
// first server, where Ben sits too; Cid, Dee and Hal sit on the second, and Hal co-leads.
import { setTimeout as pause } from 'node:timers/promises';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import { nowMs } from '../bench/machine.ts';
import { type ClusterApp, startCluster, type TestCluster } from '../support/cluster.ts';
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';
import { Actor, type Habit } from './actor.ts';
import { annActs, benActs, halActs, memberActs } from './habits.ts';
import { historyOf, judge, showsFrom, type Verdict } from './history.ts';
import { ServerIds } from './server-ids.ts';
import { Voices } from './voices.ts';

const patienceMs = 120_000;

export class FaultStage {
  readonly cluster: TestCluster;
  readonly #ways = new Map<string, CuttableConnection>();
  readonly #watching = new Set<() => void>();
  #actors: readonly Actor[] = [];
  #voices: Voices | null = null;
  #finn = '';
  #room = '';
  /** Of the rooms' keys, as the records keep them. */
  readonly #halves = new Map<string, string>();
  readonly #ids: ServerIds;

  private constructor(cluster: TestCluster) {
    this.cluster = cluster;
    this.#ids = new ServerIds(cluster);
  }

  static async open({ smallDisks = false } = {}): Promise<FaultStage> {
    const env = { NODE_OPTIONS: `--import=${new URL('./jumping-clock.mjs', import.meta.url).href}` };
    const cluster = await startCluster({ apps: 2, nodes: 2, lines: true, smallDisks, env });
    const stage = new FaultStage(cluster);
    try {
      await stage.#seatAll();
      await stage.history();
      return stage;
    } catch (failure) {
      await stage.close();
      throw failure;
    }
  }

  get ann(): Actor {
    return this.#named('Ann');
  }

  get ben(): Actor {
    return this.#named('Ben');
  }

  get dee(): Actor {
    return this.#named('Dee');
  }

  get actors(): readonly Actor[] {
    return this.#actors;
  }

  get voices(): Voices {
    if (!this.#voices) throw new Error('nobody is heard yet');
    return this.#voices;
  }

  /** Walks on to that phase by the leader's acts; in the associative phase, until the silence is confirmed. */
  async leadTo(phase: PhaseId): Promise<void> {
    if (this.ann.room.phase === phase) return;
    while (this.ann.room.phase !== phase) {
      const from = this.ann.room.phase;
      const to = phaseIds[phaseIds.indexOf(from) + 1] as PhaseId;
      if (from === 'caseCall') await this.#chooseBen();
      if (from === 'associative') await this.voices.endSilence();
      await this.until(`Ann leads to ${to}`, async () => (await this.ann.perform({ type: 'advance', from, to })).ok);
      for (const actor of this.#actors) await this.sees(actor, (room) => room.phase === to);
    }
    if (phase !== 'associative') return;
    await this.silenceIsConfirmed();
    await this.voices.beginSilence();
  }

  async silenceIsConfirmed(): Promise<void> {
    await this.sees(this.ann, ({ desk }) => desk?.silences.some(({ since }) => since !== null) === true);
  }

  /**
   * Resolves with the moment at which everybody has been answered again since then, each server has accepted something, and all screens
   * show the newest. `without`: a server that is gone. `servers`: those on which people certainly sit.
   */
  async recovered(
    since: number,
    without = '',
    servers: readonly string[] = this.cluster.apps.map(({ name }) => name).filter((name) => name !== without),
  ): Promise<number> {
    const answered = (actor: Actor) =>
      actor.acts.filter((act) => (act.answeredAt ?? 0) > since && act.server !== without && act.reply);
    const isBack = () =>
      this.#actors.every((actor) => answered(actor).length > 0) &&
      servers.every((name) => this.#actors.some((actor) => answered(actor).some((act) => act.server === name && act.reply?.ok)));
    await this.#seen('everybody acts again', isBack);
    const newest = (await this.history()).entries.length;
    await this.until(`all screens show ${newest}`, async () => {
      const { entries } = await this.history();
      return this.#actors.every(({ isConnected, view }) => isConnected && view && showsFrom(entries, newest, view));
    });
    return nowMs();
  }

  /** After a fault: everybody is back on their own server, and is heard. */
  async settle(): Promise<void> {
    for (const { name } of this.cluster.apps) await this.isReady(name);
    for (const { door } of this.#actors) if (!door.isAsPreferred) door.breakConnection();
    await this.#seen('everybody is on the own server', () =>
      this.#actors.every(({ door, isConnected }) => door.isAsPreferred && isConnected),
    );
    await this.recovered(nowMs());
    await this.voices.annIsHeard();
  }

  /** Between the balancer of the five and that server. */
  wayTo(app: string): CuttableConnection {
    const way = this.#ways.get(app);
    if (!way) throw new Error(`there is no connection to ${app}`);
    return way;
  }

  urlOf(app: string): string {
    return this.cluster.apps.find(({ name }) => name === app)?.url ?? '';
  }

  /** Waits for that answer. */
  async isReady(app: string, isSo = true): Promise<void> {
    await this.until(`${app} says that it is ${isSo ? '' : 'not '}ready`, () =>
      fetch(`${this.urlOf(app)}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
        ({ ok }) => ok === isSo,
        () => false,
      ),
    );
  }

  /** The id of the server that looks after the room. */
  async keeper(): Promise<string> {
    this.#room ||= (await this.history()).room;
    return String(await this.cluster.redis('GET', `balint:{${this.#room}}:keeper`));
  }

  /** The server that looks after the room, and the one that does not. */
  async roles(): Promise<{ readonly keeper: string; readonly other: string }> {
    const keeper = this.#ids.nameOf(await this.keeper());
    const other = this.cluster.apps.find(({ name }) => name !== keeper)?.name ?? '';
    return { keeper, other };
  }

  /** Starts a server that was killed, and learns what it is called now. */
  async startServer(app: string): Promise<void> {
    await this.cluster.start(app);
    await this.#ids.startedAgain(app);
  }

  async mediaNode(): Promise<string> {
    const [name = (await this.history()).room] = await this.cluster.mediaNames();
    return this.cluster.nodeOf(name);
  }

  history() {
    return historyOf(this.cluster, this.#halves);
  }

  /** Everybody rests, and what they were told is compared with the log. */
  async verdict(): Promise<Verdict> {
    await Promise.race([Promise.all(this.#actors.map((actor) => actor.rest())), pause(patienceMs, undefined, { ref: false })]);
    const { entries } = await this.history();
    return judge(entries, this.#actors);
  }

  async sees(actor: Actor, isSo: (room: RoomView) => boolean): Promise<void> {
    await this.#seen(`${actor.name} sees ${isSo}`, () => actor.view !== null && isSo(actor.view));
  }

  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const deadline = nowMs() + patienceMs;
    while (!(await isSo())) {
      if (nowMs() > deadline) throw new Error(`waited in vain until ${what}`);
      await pause(20);
    }
  }

  async close(): Promise<void> {
    await this.#voices?.close();
    for (const actor of this.#actors) await actor.close();
    for (const way of this.#ways.values()) await way.close();
    await this.cluster.stop();
  }

  async #layWay({ name, url }: ClusterApp): Promise<CuttableConnection> {
    const way = await cuttableConnection(Number(new URL(url).port));
    this.#ways.set(name, way);
    return way;
  }

  async #seatAll(): Promise<void> {
    const [one, two] = await Promise.all(this.cluster.apps.map(async (app) => ({ ...app, way: await this.#layWay(app) })));
    if (!one || !two) throw new Error('two servers are needed');
    const habits: readonly (readonly [string, typeof one, typeof two, Habit])[] = [
      ['Ann', one, two, annActs],
      ['Ben', one, two, benActs()],
      ['Cid', two, one, memberActs],
      ['Dee', two, one, memberActs],
      ['Hal', two, one, halActs(() => this.#finn)],
    ];
    const changed = () => {
      for (const look of [...this.#watching]) look();
    };
    for (const [name, first, second, habit] of habits) {
      const actor = await Actor.open(name, [first, second], habit, changed);
      this.#actors = [...this.#actors, actor];
      await this.#seen(`${name} is connected`, () => actor.isConnected);
      await actor.enter();
      await this.sees(actor, () => true);
    }
    await this.#ids.begin(one.name, await this.keeper(), two.name); // whoever was asked first looks after the room
    const [opened] = (await this.history()).entries[0]?.events ?? [];
    const { seats } = opened as Extract<RoomEvent, { type: 'meetingOpened' }>;
    this.#finn = seats.find(({ name }) => name === 'Finn')?.personId ?? '';
    const [ann, ben, cid, dee] = this.#actors as readonly [Actor, Actor, Actor, Actor];
    this.#voices = await Voices.open(this.cluster, [ann, ben, cid, dee]);
    for (const actor of this.#actors) actor.begin();
    await this.voices.benIsHeard();
  }

  async #chooseBen(): Promise<void> {
    await this.until('Ben is asked', async () => (await this.ann.perform({ type: 'chooseCase', personId: this.ben.id })).ok);
    await this.sees(this.ben, ({ me }) => me.case === 'asked');
    await this.until('Ben says yes', async () => (await this.ben.perform({ type: 'acceptCase' })).ok);
  }

  #named(name: string): Actor {
    const found = this.#actors.find((actor) => actor.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  }

  /** Checked at each answer and each view. */
  async #seen(what: string, isSo: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#watching.delete(look);
        reject(new Error(`waited in vain until ${what}: ${this.#actors.map(told).join('; ')}`));
      }, patienceMs);
      const look = () => {
        if (!isSo()) return;
        clearTimeout(late);
        this.#watching.delete(look);
        resolve();
      };
      this.#watching.add(look);
      look();
    });
  }
}

function told({ name, isConnected, door, acts, ending }: Actor): string {
  const last = acts.at(-1);
  return `${name}, ${isConnected ? 'connected' : 'not connected'} to ${door.server}${ending ? `, ended by ${ending}` : ''}, last ${last?.command.type} → ${JSON.stringify(last?.reply)}`;
}
