// Knows the name under which each room is found on a LiveKit node that answers. When the node that has a room is lost, the room gets a new
// name, and so another node, at once; LiveKit itself would wait for five seconds. Knows no person.
import { within } from '../../limits/within.ts';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { MediaNames } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';
import { LiveKitLeftovers } from './livekit-leftovers.ts';
import type { LiveKitNodes } from './livekit-nodes.ts';
import { newNameFor } from './media-room-name.ts';

/** Long enough for a node that is just taking over another one's work. */
const answerPatienceMs = 1000;
/** Several at once, because LiveKit may still choose the lost node for any one of them. */
const placesAsked = 3;
const openPatienceMs = 500;
const openWithinMs = 8000;
const pauseMs = 100;
const lookEveryMs = 1000;

export interface LiveKitPlacesParts {
  readonly nodes: LiveKitNodes;
  readonly names: MediaNames;
  readonly clock: Clock;
}

export class LiveKitPlaces {
  readonly #parts: LiveKitPlacesParts;
  readonly #leftovers: LiveKitLeftovers;
  readonly #questions = new Map<string, Promise<boolean>>();
  readonly #replacing = new Map<RoomId, Promise<string | null>>();
  readonly #followers = new Set<(isDoubtful: boolean) => void>();
  readonly #stopFollowing: () => void;
  #cancelLook = () => {};

  constructor(parts: LiveKitPlacesParts) {
    this.#parts = parts;
    this.#leftovers = new LiveKitLeftovers({
      close: (name) => parts.nodes.ask(name, (gateway) => gateway.closeRoom(name)),
      ...parts,
    });
    this.#stopFollowing = parts.nodes.follow(() => {
      void this.#leftovers.closeAll();
      this.#tell(true);
    });
    this.#look();
  }

  stop(): void {
    this.#cancelLook();
    this.#stopFollowing();
    this.#leftovers.stop();
  }

  /** Null when no node has the room. */
  nameOf(room: RoomId): Promise<string | null> {
    return this.#parts.names.of(room);
  }

  /** The same, once a node that answers is known to have it. */
  async secure(room: RoomId): Promise<string | null> {
    const name = await this.nameOf(room);
    return name === null || (await this.answers(name)) ? name : this.replace(room, name);
  }

  /** Whether the node that has the room answers for it. */
  answers(name: string): Promise<boolean> {
    return onceAtATime(this.#questions, name, () => {
      const answer = this.#parts.nodes.ask(name, (gateway) => gateway.presences(name));
      return this.#within(answerPatienceMs, answer).then(
        () => true,
        (error) => !isUnavailable(error),
      );
    });
  }

  /** Gives the room a new name on a node that answers, unless it already has one. Answers with its name afterwards. */
  replace(room: RoomId, before: string | null): Promise<string | null> {
    return onceAtATime(this.#replacing, room, async () => {
      const { nodes, names, clock } = this.#parts;
      const deadline = clock.now() + openWithinMs;
      for (let tries = 1; ; tries++) {
        const now = await names.of(room);
        if (now !== before) return now;
        // If no node is down, perhaps only the store was away, and so no node could answer.
        if (tries > 1 && before !== null && !nodes.isSomeDown && (await this.answers(before))) return before;
        const candidate = await this.#openAnew(room);
        if (candidate !== null) return this.#agree(room, before, candidate);
        if (clock.now() > deadline) throw new Fault('media-unavailable', 'no node will take the room');
        await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
      }
    });
  }

  /** The room is over, whatever may be left of it on a node. */
  async forget(room: RoomId, name: string, isClosed: boolean): Promise<void> {
    if (!isClosed) await this.#leftovers.add(name);
    await this.#parts.names.forget(room);
  }

  /** Calls back when names may have changed; `isDoubtful` when a node has gone down or come back. */
  follow(call: (isDoubtful: boolean) => void): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  async #agree(room: RoomId, before: string | null, candidate: string): Promise<string | null> {
    const winner = await this.#parts.names.replace(room, before, candidate);
    if (winner !== candidate) this.#giveUp(candidate);
    else if (before !== null) this.#giveUp(before);
    this.#tell(false);
    return winner;
  }

  /** A new name under which a node has opened the room; null when none was quick enough. */
  async #openAnew(room: RoomId): Promise<string | null> {
    const { nodes } = this.#parts;
    const candidates = Array.from({ length: nodes.areAllUp ? 1 : placesAsked }, () => newNameFor(room));
    const opened = candidates.map(async (name) => {
      await nodes.ask(name, (gateway) => gateway.openRoom(name));
      return name;
    });
    const first = await this.#within(openPatienceMs, Promise.any(opened)).catch(() => null);
    for (const [i, name] of candidates.entries()) {
      const giveUp = () => this.#giveUp(name);
      if (name !== first) opened[i]?.then(giveUp, giveUp);
    }
    return first;
  }

  #giveUp(name: string): void {
    this.#leftovers.add(name).catch(() => undefined); // it is known here
  }

  #look(): void {
    this.#tell(false);
    this.#cancelLook = this.#parts.clock.after(lookEveryMs, () => this.#look());
  }

  #tell(isDoubtful: boolean): void {
    for (const call of this.#followers) call(isDoubtful);
  }

  #within<T>(ms: number, answer: Promise<T>): Promise<T> {
    return within(this.#parts.clock, ms, answer, () => {
      throw new Fault('media-unavailable', `no answer within ${ms} ms`);
    });
  }
}

export function isUnavailable(error: unknown): boolean {
  return error instanceof Fault && error.code === 'media-unavailable';
}

function onceAtATime<T>(running: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const known = running.get(key);
  if (known) return known;
  const begun = work().finally(() => running.delete(key));
  running.set(key, begun);
  return begun;
}
