// Commands under way: each is sent again under the same id until its one reply has come or its time is up.
// An act is meant for now (R1.8): without a connection it is not begun, and after two seconds neither page nor server begins it.
// Knows no socket; `deliver` says when a command may be sent.

import type { Perform, Reply } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { Answer } from '../model/answer.ts';
import { randomId } from './random-id.ts';

export interface Delivery {
  /** Nothing will ever be sent again. */
  isOver(): boolean;
  mayTravel(command: WireCommand): boolean;
  /** What the server's clock will show in that many ms, if it is known. */
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
    // Whoever comes back has not left.
    if (command.type === 'enter') this.#withdraw('leave');
    // Being in the room, or out of it, is no act of a moment: it is asked for until it is so.
    const isForNow = command.type !== 'enter' && command.type !== 'leave' && !this.#keepsActs;
    if (isForNow && !this.#delivery.mayTravel(command)) return Promise.resolve({ ok: false, trouble: 'offline' });
    return new Promise((resolve) => {
      const by = isForNow ? this.#delivery.serverTimeIn(actWithinMs) : undefined;
      const message: Perform = { id: randomId(), command, ...(by !== undefined && { by }) };
      const patience = isForNow ? Math.min(actWithinMs, this.#giveUpAfterMs) : this.#giveUpAfterMs;
      // However long the connection was away, nobody sits there again who has left.
      const giveUp = command.type === 'leave' ? undefined : setTimeout(() => pending.settle(unavailable), patience);
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

  /** After the connection is back: everything without a reply is sent again, in order. */
  sendAll(): void {
    for (const pending of [...this.#pending.values()]) this.#send(pending);
  }

  #withdraw(type: WireCommand['type']): void {
    for (const { message, settle } of [...this.#pending.values()]) if (message.command.type === type) settle(unavailable);
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
