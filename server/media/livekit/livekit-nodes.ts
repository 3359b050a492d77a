// The LiveKit nodes that share a Redis: each of them leads to every room, so any that answers will do. Only LiveKit knows which node has
// a room, and nothing here knows what a room is.
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

/** A node that answers but has lost the store may be about to get it back; until then LiveKit would give its rooms to other nodes. */
const unreadyPatienceMs = 5000;
const unreadyPauseMs = 50;

export class LiveKitNodes {
  readonly #nodes: readonly LiveKitNode[];
  readonly #clock: Clock;
  readonly #followers = new Set<() => void>();
  #someUpSince = 0;
  #isSomeUp = false;

  /** All nodes have the same keys. */
  constructor(addresses: readonly LiveKitAddress[], clock: Clock) {
    this.#clock = clock;
    this.#nodes = addresses.map((address) => new LiveKitNode(address, clock, () => this.#changed()));
  }

  /** From now on each node is checked regularly. */
  watch(): void {
    for (const node of this.#nodes) node.watch();
  }

  stop(): void {
    for (const node of this.#nodes) node.stop();
  }

  /** Checks each node now. */
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

  /** Calls back when a node has gone down or come back, provided that one is up. */
  follow(call: () => void): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  /** Tries one node after another until one answers, so the question may be carried out twice. The same `key` always goes to the same node first. */
  ask<T>(key: string, question: (gateway: LiveKitGateway) => Promise<T>): Promise<T> {
    return this.#each(key, ({ gateway }) => question(gateway));
  }

  /** Made here without asking a node, by the clock of the node that will be dialled first. */
  mintPass(name: string, identity: PersonId, rights: Rights): Promise<string> {
    return (this.#inOrder(name)[0] as LiveKitNode).gateway.mintPass(name, identity, rights);
  }

  dial(key: string, target: string, pass: string, userAgent: string | undefined, ending: AbortSignal): Promise<Upstream> {
    return this.#each(key, ({ url }) => {
      if (ending.aborted) throw new Fault('media-unavailable', 'the join was given up');
      return dialMediaServer(`${url}${target}`, pass, userAgent, ending);
    });
  }

  /** Resolves when no node is left that is about to come back but that LiveKit would treat as lost. */
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
        // It is late but healthy: whatever it waits for, another node would wait for too.
        if (!(error instanceof NodeUnreachable) || (error.isLate && node.health === 'up')) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** The nodes that are up, or else all, in an order that depends on the key, so that the load is spread. */
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
