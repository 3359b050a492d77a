// What the server's clock shows now, worked out from what it has said on this connection. Is told the page's steady time; knows no socket.
import type { Reply } from '../../../shared/protocol/messages.ts';

/** A message answered this soon cannot have been late: then our idea of the time is wrong. */
const soonMs = 1_000;

export class ServerClock {
  #offset: number | null = null;
  #roundTripMs: number | null = null;

  startOver(): void {
    this.#offset = null;
    this.#roundTripMs = null;
  }

  /** The server said so just now, or slightly earlier: the largest difference is the best. */
  told(serverNow: number, now: number): void {
    this.#offset = Math.max(this.#offset ?? Number.NEGATIVE_INFINITY, serverNow - now);
  }

  answered(reply: Reply, roundTripMs: number): void {
    this.#roundTripMs = Math.min(this.#roundTripMs ?? Number.POSITIVE_INFINITY, roundTripMs);
    if (!reply.ok && 'trouble' in reply && reply.trouble === 'late' && roundTripMs < soonMs) this.#offset = null;
  }

  serverTimeIn(ms: number, now: number): number | undefined {
    return this.#offset === null ? undefined : Math.round(now + this.#offset + (this.#roundTripMs ?? 0) / 2 + ms);
  }
}
