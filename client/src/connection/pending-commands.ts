// Commands on their way: each is sent again under the same id until its one reply has come, or its time is up.
// An act is for now (R1.8): without a connection it is not begun, and after two seconds neither page nor server begin it any more.
// Knows no socket; `deliver` says when a command may travel.

import type { Perform, Reply } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { Answer } from '../model/answer.ts';

export interface Delivery {
  /** Nothing will ever travel again. */
  isOver(): boolean;
  mayTravel(command: WireCommand): boolean;
  /** The server's clock in so many ms, as far as it is known. */
  serverTimeIn(ms: number): number | undefined;
  send(message: Perform, reply: (reply: Reply) => void): void;
}

interface Pending {
  readonly message: Perform;
  readonly settle: (answer: Answer) => void;
}

export const actWithinMs = 2_000;

const unavailable: Reply = { ok: false, trouble: 'unavailable' };
const retryAfterMs = 400;

export class PendingCommands {
  readonly #delivery: Delivery;
  readonly #giveUpAfterMs: number;
  readonly #keepsActs: boolean;
  readonly #pending = new Map<string, Pending>();

  constructor(delivery: Delivery, giveUpAfterMs: number, keepsActs = false) {
    this.#keepsActs = keepsActs;
    this.#delivery = delivery;
    this.#giveUpAfterMs = giveUpAfterMs;
  }

  readonly add = (command: WireCommand): Promise<Answer> => {
    if (this.#delivery.isOver()) return Promise.resolve(unavailable);
    // To be in the room, or to be out of it, is no act of one moment: it is wished for until it is so.
    const isForNow = command.type !== 'enter' && command.type !== 'leave' && !this.#keepsActs;
    if (isForNow && !this.#delivery.mayTravel(command)) return Promise.resolve({ ok: false, trouble: 'offline' });
    return new Promise((resolve) => {
      const by = isForNow ? this.#delivery.serverTimeIn(actWithinMs) : undefined;
      const message: Perform = { id: randomId(), command, ...(by !== undefined && { by }) };
      const patience = isForNow ? Math.min(actWithinMs, this.#giveUpAfterMs) : this.#giveUpAfterMs;
      const giveUp = setTimeout(() => pending.settle(unavailable), patience);
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
  };

  /** After the connection has come back: everything without a reply travels again, in its order. */
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
