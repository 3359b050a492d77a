// Serves the check page: the time for anybody, and tests of the routes to the media for people with a seat. Knows no room, no group and no Socket.IO.
import type { AnswerMessage, CandidateMessage, Reach, Way, WayMessage } from '../../shared/protocol/check.ts';
import { seatOfRequest } from '../accounts/seat-of-request.ts';
import type { ReachRooms, ReachTry } from '../media/signalling/reach-room.ts';
import type { Clock } from '../ports/clock.ts';
import type { Accounts } from '../ports/records.ts';

export interface CheckDeskParts {
  readonly accounts: Accounts;
  readonly clock: Clock;
  /** Null: there is no media server. */
  readonly reach: Pick<ReachRooms, 'begin'> | null;
}

export class CheckDesk {
  readonly #parts: CheckDeskParts;

  constructor(parts: CheckDeskParts) {
    this.#parts = parts;
  }

  now(): number {
    return this.#parts.clock.now();
  }

  /** For one tab; `tell` passes the media server's candidates on to it. */
  visitor(seat: string | null, cookies: string | undefined, tell: (message: CandidateMessage) => void): CheckVisitor {
    return new CheckVisitor(this.#parts, seat, cookies, tell);
  }
}

export class CheckVisitor {
  readonly #parts: CheckDeskParts;
  readonly #seat: string | null;
  readonly #cookies: string | undefined;
  readonly #tell: (message: CandidateMessage) => void;
  readonly #tries = new Map<Way, ReachTry | null>();
  #isGone = false;

  constructor(parts: CheckDeskParts, seat: string | null, cookies: string | undefined, tell: (message: CandidateMessage) => void) {
    this.#parts = parts;
    this.#seat = seat;
    this.#cookies = cookies;
    this.#tell = tell;
  }

  async reach({ way }: WayMessage): Promise<Reach> {
    const { accounts, reach } = this.#parts;
    const isSignedIn = this.#seat !== null && (await seatOfRequest(this.#cookies, this.#seat, accounts)) !== null;
    if (!isSignedIn) return { ok: false, why: 'not-signed-in' };
    if (reach === null) return { ok: false, why: 'none' };
    if (this.#tries.has(way)) return { ok: false, why: 'unavailable' };
    this.#tries.set(way, null);
    const tried = await reach.begin((candidate) => this.#tell({ way, candidate }));
    if (tried === null || this.#isGone) {
      tried?.end();
      this.#tries.delete(way);
      return { ok: false, why: 'unavailable' };
    }
    this.#tries.set(way, tried);
    return tried.offer;
  }

  answer({ way, sdp }: AnswerMessage): void {
    this.#tries.get(way)?.answer(sdp);
  }

  candidate({ way, candidate }: CandidateMessage): void {
    this.#tries.get(way)?.candidate(candidate);
  }

  letGo({ way }: WayMessage): void {
    this.#tries.get(way)?.end();
    if (this.#tries.get(way)) this.#tries.delete(way);
  }

  gone(): void {
    this.#isGone = true;
    for (const way of [...this.#tries.keys()]) this.letGo({ way });
  }
}
