// One LiveKit node, checked regularly. Knows of no other node and of no room.
import type { Clock } from '../../ports/clock.ts';
import { type LiveKitAddress, LiveKitGateway, type NodeHealth } from './livekit-gateway.ts';
import { NodeUnreachable } from './node-unreachable.ts';

const lookEveryMs = 1000;
/** Faster, because people are waiting. */
const lookWhileDownMs = 150;
const lookPatienceMs = 1000;
/** An answer slower than this is a reason to check the node itself, which then has to be quick. */
const slowMs = 300;
const suspectPatienceMs = 500;

export class LiveKitNode {
  readonly url: string;
  readonly gateway: LiveKitGateway;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #waiting = new Set<() => void>();
  #health: NodeHealth = 'down';
  #since: number;
  #isWatched = false;
  #doubt: Promise<void> | null = null;
  #cancelLook = () => {};

  constructor(address: LiveKitAddress, clock: Clock, onChange: () => void) {
    this.url = address.url;
    this.gateway = new LiveKitGateway(address);
    this.#clock = clock;
    this.#onChange = onChange;
    this.#since = clock.now();
  }

  get health(): NodeHealth {
    return this.#health;
  }

  /** When its health last changed, in milliseconds since 1970. */
  get since(): number {
    return this.#since;
  }

  watch(): void {
    this.#isWatched = true;
    void this.#look(lookPatienceMs);
  }

  stop(): void {
    this.#isWatched = false;
    this.#cancelLook();
  }

  /** The result of the call, or `NodeUnreachable` as soon as the node is known to be down. */
  async orGone<T>(call: Promise<T>): Promise<T> {
    let fallen = () => {};
    const gone = new Promise<never>((_, reject) => {
      fallen = () => reject(new NodeUnreachable('the media server has fallen silent', false));
    });
    this.#waiting.add(fallen);
    const cancel = this.#clock.after(slowMs, () => void this.doubt());
    try {
      return await Promise.race([call, gone]);
    } catch (error) {
      if (error instanceof NodeUnreachable) await this.doubt();
      throw error;
    } finally {
      cancel();
      this.#waiting.delete(fallen);
    }
  }

  /** Checks the node now; resolves when its health is known. */
  doubt(): Promise<void> {
    this.#doubt ??= this.#look(suspectPatienceMs).finally(() => {
      this.#doubt = null;
    });
    return this.#doubt;
  }

  async #look(patienceMs: number): Promise<void> {
    this.#cancelLook();
    const health = await this.gateway.health(patienceMs);
    if (!this.#isWatched) return;
    this.#cancelLook();
    this.#cancelLook = this.#clock.after(health === 'up' ? lookEveryMs : lookWhileDownMs, () => void this.#look(lookPatienceMs));
    if (health === this.#health) return;
    this.#health = health;
    this.#since = this.#clock.now();
    if (health === 'down') for (const fallen of this.#waiting) fallen();
    this.#onChange();
  }
}
