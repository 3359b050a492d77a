// LiveKit as one media server, be it one node or several that share a Redis: whoever answers is asked, and a room whose node is gone
// is moved to another one. Any node leads to any room; which of them has it, LiveKit alone knows.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Rights } from '../../shared/ritual/rights.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import { type Clock, Fault, type MediaGateway, type MediaPresence, type RoomId } from '../ports.ts';
import type { LiveKitAddress, LiveKitGateway } from './livekit-gateway.ts';
import { LiveKitNode } from './livekit-node.ts';
import type { Join, MediaNodes } from './media-nodes.ts';
import { NodeUnreachable } from './node-unreachable.ts';
import { dialMediaServer, type Upstream } from './upstream.ts';

/** A join that takes longer is a reason to ask whether the room's own node is still there, which then has so long to answer. */
const slowJoinMs = 500;
const answerPatienceMs = 1000;
/** LiveKit moves the rooms of a silent node after five seconds; until then it leads every join to that node. */
const moveWithinMs = 8000;
const movePatienceMs = 400;
const movePauseMs = 100;
/** A node that answers but has lost the store may be about to have it back; LiveKit would give its rooms away all the same. */
const unreadyPatienceMs = 5000;
const unreadyPauseMs = 50;

class RoomUnanswered extends Fault {}

export class LiveKitNodes implements MediaGateway, MediaNodes {
  readonly #nodes: readonly LiveKitNode[];
  readonly #clock: Clock;
  readonly #followers = new Set<() => void>();
  readonly #moves = new Map<RoomId, Promise<void>>();
  readonly #questions = new Map<RoomId, Promise<boolean>>();
  #someUpSince = 0;
  #isSomeUp = false;

  /** At least one; all with the same keys. */
  constructor(addresses: readonly LiveKitAddress[], clock: Clock) {
    this.#clock = clock;
    this.#nodes = addresses.map((address) => new LiveKitNode(address, clock, () => this.#changed()));
  }

  /** Where there are several, each is asked now and again whether it answers. */
  watch(): void {
    if (!this.#alone) for (const node of this.#nodes) node.watch();
  }

  stop(): void {
    for (const node of this.#nodes) node.stop();
  }

  async isUp(): Promise<boolean> {
    return this.#alone ? this.#alone.gateway.isUp() : this.#isSomeUp;
  }

  follow(call: () => void): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  async openRoom(room: RoomId): Promise<void> {
    await this.#untilReady();
    await this.#ask(room, (gateway) => gateway.openRoom(room));
  }

  async closeRoom(room: RoomId): Promise<void> {
    const close = () => this.#ask(room, (gateway) => gateway.closeRoom(room));
    await close().catch(async (error) => {
      // Only the node that has a room can close it.
      if (this.#alone || !isUnavailable(error)) throw error;
      await this.#move(room);
      await close();
    });
  }

  async presences(room: RoomId): Promise<readonly MediaPresence[]> {
    try {
      return await this.#ask(room, (gateway) => gateway.presences(room));
    } catch (error) {
      // Perhaps nobody ever comes back to it; it has to answer again all the same.
      if (!this.#alone && isUnavailable(error)) this.#move(room).catch(() => {});
      throw error;
    }
  }

  applyRights(room: RoomId, identity: PersonId, rights: Rights): Promise<MediaPresence> {
    return this.#ask(room, (gateway) => gateway.applyRights(room, identity, rights));
  }

  remove(room: RoomId, identity: string): Promise<void> {
    return this.#ask(room, (gateway) => gateway.remove(room, identity));
  }

  mintPass(room: RoomId, identity: PersonId, rights: Rights): Promise<string> {
    return (this.#nodes[0] as LiveKitNode).gateway.mintPass(room, identity, rights);
  }

  async dial(join: Join): Promise<Upstream> {
    if (this.#alone) return dialAt(this.#alone, join, join.ending);
    await this.#untilReady();
    try {
      return await this.#dialAny(join);
    } catch (error) {
      if (!isUnavailable(error) || join.ending.aborted) throw error;
      if (!(error instanceof RoomUnanswered) && (await this.answersFor(join.room))) throw error;
      if (join.isResume) throw new Fault('media-not-found', 'the node that had the stay is gone');
      await this.#move(join.room);
      return this.#dialAny(join);
    }
  }

  answersFor(room: RoomId): Promise<boolean> {
    return onceAtATime(this.#questions, room, async () => {
      const answer = this.#ask(room, (gateway) => gateway.presences(room));
      return within(answerPatienceMs, answer).then(
        () => true,
        (error) => !isUnavailable(error),
      );
    });
  }

  get #alone(): LiveKitNode | null {
    return this.#nodes.length === 1 ? (this.#nodes[0] as LiveKitNode) : null;
  }

  async #ask<T>(room: RoomId, question: (gateway: LiveKitGateway) => Promise<T>): Promise<T> {
    return this.#alone ? question(this.#alone.gateway) : this.#each(room, ({ gateway }) => question(gateway));
  }

  /** One node after the other, until one answers. Whatever is tried may be done twice. */
  async #each<T>(room: RoomId, attempt: (node: LiveKitNode) => Promise<T>): Promise<T> {
    let failure: unknown;
    for (const node of this.#inOrder(room)) {
      try {
        return await node.orGone(attempt(node));
      } catch (error) {
        // Late, though it is well: what it waits for, another one would wait for too.
        if (!(error instanceof NodeUnreachable) || (error.isLate && node.health === 'up')) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Those that are up, else all; for each room in an order of its own, so that rooms spread over them. */
  #inOrder(room: RoomId): readonly LiveKitNode[] {
    const up = this.#nodes.filter(({ health }) => health === 'up');
    const rank = ({ url }: LiveKitNode) => createHash('sha256').update(`${url} ${room}`).digest('hex');
    return (up.length > 0 ? up : [...this.#nodes]).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  async #dialAny(join: Join): Promise<Upstream> {
    const giveUp = new AbortController();
    const ending = AbortSignal.any([join.ending, giveUp.signal]);
    let isOpen = false;
    const cancel = this.#clock.after(slowJoinMs, async () => {
      if (!(await this.answersFor(join.room)) && !isOpen) giveUp.abort();
    });
    try {
      const upstream = await this.#each(join.room, (node) => {
        if (ending.aborted) throw new Fault('media-unavailable', 'the join was given up');
        return dialAt(node, join, ending);
      });
      isOpen = true;
      return upstream;
    } catch (error) {
      throw giveUp.signal.aborted ? new RoomUnanswered('media-unavailable', 'the node that has the room does not answer') : error;
    } finally {
      cancel();
    }
  }

  /** Resolves when the room is on a node that answers. LiveKit chooses which, and when. */
  #move(room: RoomId): Promise<void> {
    return onceAtATime(this.#moves, room, async () => {
      const deadline = this.#clock.now() + moveWithinMs;
      for (;;) {
        try {
          return await within(movePatienceMs, this.openRoom(room));
        } catch (error) {
          if (this.#clock.now() > deadline) throw error;
          await pause(movePauseMs);
        }
      }
    });
  }

  async #untilReady(): Promise<void> {
    const isAwaited = ({ health, since }: LiveKitNode) =>
      health === 'unready' && this.#clock.now() - Math.max(since, this.#someUpSince) < unreadyPatienceMs;
    while (this.#nodes.some(isAwaited)) await pause(unreadyPauseMs);
  }

  #changed(): void {
    const isSomeUp = this.#nodes.some(({ health }) => health === 'up');
    if (isSomeUp && !this.#isSomeUp) this.#someUpSince = this.#clock.now();
    this.#isSomeUp = isSomeUp;
    if (isSomeUp) for (const call of this.#followers) call();
  }
}

function dialAt({ url }: LiveKitNode, { target, pass, userAgent }: Join, ending: AbortSignal): Promise<Upstream> {
  return dialMediaServer(`${url}${target}`, pass, userAgent, ending);
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Fault && error.code === 'media-unavailable';
}

function onceAtATime<T>(running: Map<RoomId, Promise<T>>, room: RoomId, work: () => Promise<T>): Promise<T> {
  const known = running.get(room);
  if (known) return known;
  const begun = work().finally(() => running.delete(room));
  running.set(room, begun);
  return begun;
}

/** Whatever comes later is passed over. */
function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return Promise.race([
    answer,
    pause(ms, undefined, { ref: false }).then(() => {
      throw new Fault('media-unavailable', `no answer within ${ms} ms`);
    }),
  ]);
}
