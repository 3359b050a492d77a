// Commands on their way: each is sent again under the same id until its one reply has come, or its time is up.
// Knows no socket; `deliver` is told when a command may travel.
import type { Perform, Reply } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';

export interface Delivery {
  mayTravel(command: WireCommand): boolean;
  send(message: Perform, reply: (reply: Reply) => void): void;
}

interface Pending {
  readonly message: Perform;
  readonly settle: (reply: Reply) => void;
}

const unavailable: Reply = { ok: false, trouble: 'unavailable' };
const retryAfterMs = 400;

export class PendingCommands {
  readonly #delivery: Delivery;
  readonly #giveUpAfterMs: number;
  readonly #pending = new Map<string, Pending>();

  constructor(delivery: Delivery, giveUpAfterMs: number) {
    this.#delivery = delivery;
    this.#giveUpAfterMs = giveUpAfterMs;
  }

  add(command: WireCommand): Promise<Reply> {
    return new Promise((resolve) => {
      const message: Perform = { id: randomId(), command };
      const giveUp = setTimeout(() => pending.settle(unavailable), this.#giveUpAfterMs);
      const pending: Pending = {
        message,
        settle: (reply) => {
          if (!this.#pending.delete(message.id)) return;
          clearTimeout(giveUp);
          resolve(reply);
        },
      };
      this.#pending.set(message.id, pending);
      this.#send(pending);
    });
  }

  /** After the line has come back: everything without a reply travels again, in its order. */
  sendAll(): void {
    for (const pending of [...this.#pending.values()]) this.#send(pending);
  }

  abandon(): void {
    for (const pending of [...this.#pending.values()]) pending.settle(unavailable);
  }

  #send(pending: Pending): void {
    const { message } = pending;
    if (!this.#pending.has(message.id) || !this.#delivery.mayTravel(message.command)) return;
    this.#delivery.send(message, (reply) => {
      const isWorthARetry = !reply.ok && 'trouble' in reply && reply.trouble === 'unavailable';
      if (isWorthARetry) setTimeout(() => this.#send(pending), retryAfterMs);
      else pending.settle(reply);
    });
  }
}

/** 128 random bits, also on pages where `crypto.randomUUID` is missing. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
