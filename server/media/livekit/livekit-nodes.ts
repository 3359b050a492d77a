// The nodes of LiveKit that share a Redis: any of them leads to any room, and whoever answers is asked. Which of them has a room, LiveKit
// alone knows, and what a room is, nobody here does.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Rights } from '../../../shared/ritual/rights.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { LiveKitAddress, LiveKitGateway } from './livekit-gateway.ts';
import { LiveKitNode } from './livekit-node.ts';
import { NodeUnreachable } from './node-unreachable.ts';
import { dialMediaServer, type Upstream } from './upstream.ts';

/** A node that answers but has lost the store may be about to have it back; LiveKit would give its rooms away all the same. */
const unreadyPatienceMs = 5000;
const unreadyPauseMs = 50;

export class LiveKitNodes {
  readonly #nodes: readonly LiveKitNode[];
  readonly #clock: Clock;
  readonly #followers = new Set<() => void>();
  #someUpSince = 0;
  #isSomeUp = false;

  /** All with the same keys. */
  constructor(addresses: readonly LiveKitAddress[], clock: Clock) {
    this.#clock = clock;
    this.#nodes = addresses.map((address) => new LiveKitNode(address, clock, () => this.#changed()));
  }

  /** From now on each is asked now and again whether it answers. */
  watch(): void {
    for (const node of this.#nodes) node.watch();
  }

  stop(): void {
    for (const node of this.#nodes) node.stop();
  }

  /** Each is asked at once. */
  doubt(): void {
    for (const node of this.#nodes) void node.doubt();
  }

  get isSomeUp(): boolean {
    return this.#isSomeUp;
  }

  get areAllUp(): boolean {
    return this.#nodes.every(({ health }) => health === 'up');
  }

  get isSomeRefusing(): boolean {
    return this.#nodes.some(({ health }) => health === 'refusing');
  }

  get isSomeDown(): boolean {
    return this.#nodes.some(({ health }) => health === 'down');
  }

  /** Calls back when one has fallen silent or come back, and one is there to be asked. */
  follow(call: () => void): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  /** Asked of one after the other, until one answers: it may be done twice. What has the same `key` goes to the same node first. */
  ask<T>(key: string, question: (gateway: LiveKitGateway) => Promise<T>): Promise<T> {
    return this.#each(key, ({ gateway }) => question(gateway));
  }

  /** Made here, by the time of the node that will be dialled first; no node is asked. */
  mintPass(name: string, identity: PersonId, rights: Rights): Promise<string> {
    return (this.#inOrder(name)[0] as LiveKitNode).gateway.mintPass(name, identity, rights);
  }

  dial(key: string, target: string, pass: string, userAgent: string | undefined, ending: AbortSignal): Promise<Upstream> {
    return this.#each(key, ({ url }) => {
      if (ending.aborted) throw new Fault('media-unavailable', 'the join was given up');
      return dialMediaServer(`${url}${target}`, pass, userAgent, ending);
    });
  }

  /** Resolves when LiveKit will not take a node for lost that is about to come back. */
  async untilReady(): Promise<void> {
    const isAwaited = ({ health, since }: LiveKitNode) =>
      health === 'unready' && this.#clock.now() - Math.max(since, this.#someUpSince) < unreadyPatienceMs;
    while (this.#nodes.some(isAwaited)) await pause(unreadyPauseMs);
  }

  async #each<T>(key: string, attempt: (node: LiveKitNode) => Promise<T>): Promise<T> {
    let failure: unknown;
    for (const node of this.#inOrder(key)) {
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

  /** Those that are up, else all; in an order that depends on the key, so that the work is spread. */
  #inOrder(key: string): readonly LiveKitNode[] {
    const up = this.#nodes.filter(({ health }) => health === 'up');
    const rank = ({ url }: LiveKitNode) => createHash('sha256').update(`${url} ${key}`).digest('hex');
    return (up.length > 0 ? up : [...this.#nodes]).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  #changed(): void {
    const isSomeUp = this.#nodes.some(({ health }) => health === 'up');
    if (isSomeUp && !this.#isSomeUp) this.#someUpSince = this.#clock.now();
    this.#isSomeUp = isSomeUp;
    if (isSomeUp) for (const call of this.#followers) call();
  }
}
