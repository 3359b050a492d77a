// Several LiveKit nodes as one media server: every question uses the name that the room has now, and goes to a node that answers.
import type { Rights } from '../../../shared/ritual/rights.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { MediaGateway, MediaNames, MediaPresence } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { LiveKitNodes } from './livekit-nodes.ts';
import { isUnavailable, LiveKitPlaces } from './livekit-places.ts';
import type { Join, Joined, MediaNodes } from './nodes-of-media.ts';
import type { Upstream } from './upstream.ts';

/** A join slower than this is a reason to check that the room's node is still there. */
const slowJoinMs = 500;
const mostTries = 3;

class RoomUnanswered extends Fault {}

export class SharedLiveKit implements MediaGateway, MediaNodes {
  readonly #nodes: LiveKitNodes;
  readonly #places: LiveKitPlaces;
  readonly #clock: Clock;

  constructor(nodes: LiveKitNodes, names: MediaNames, clock: Clock) {
    this.#nodes = nodes;
    this.#places = new LiveKitPlaces({ nodes, names, clock });
    this.#clock = clock;
  }

  stop(): void {
    this.#places.stop();
  }

  async isUp(): Promise<boolean> {
    return this.#nodes.isSomeUp;
  }

  async openRoom(room: RoomId): Promise<void> {
    const name = await this.nameOf(room);
    if (name !== null && (await this.#nodes.ask(name, (gateway) => gateway.hasRoom(name)))) return;
    await this.#places.replace(room, name);
  }

  async closeRoom(room: RoomId): Promise<void> {
    const name = await this.nameOf(room);
    if (name === null) return;
    const isClosed = await this.#nodes
      .ask(name, (gateway) => gateway.closeRoom(name))
      .then(
        () => true,
        async (error) => {
          if (!isUnavailable(error) || (await this.#places.answers(name))) throw error;
          return false;
        },
      );
    await this.#places.forget(room, name, isClosed);
  }

  /** By whichever server of ours then finds a node that answers. */
  async closeLater(room: RoomId): Promise<void> {
    const name = await this.nameOf(room);
    if (name !== null) await this.#places.forget(room, name, false);
  }

  async presences(room: RoomId): Promise<readonly MediaPresence[]> {
    const name = await this.nameOf(room);
    if (name === null) return [];
    try {
      return await this.#nodes.ask(name, (gateway) => gateway.presences(name));
    } catch (error) {
      // Perhaps nobody will ever join it again, but it has to answer again all the same.
      if (isUnavailable(error)) this.secure(room).catch(() => {});
      throw error;
    }
  }

  async applyRights(room: RoomId, identity: PersonId, rights: Rights): Promise<MediaPresence> {
    const name = await this.nameOf(room);
    if (name === null) throw new Fault('media-not-found', 'no node has the room');
    return this.#nodes.ask(name, (gateway) => gateway.applyRights(name, identity, rights));
  }

  async remove(room: RoomId, identity: string): Promise<void> {
    const name = await this.nameOf(room);
    if (name !== null) await this.#nodes.ask(name, (gateway) => gateway.remove(name, identity));
  }

  async mintPass(room: RoomId, identity: PersonId, rights: Rights): Promise<string> {
    return this.#nodes.mintPass((await this.nameOf(room)) ?? room, identity, rights);
  }

  nameOf(room: RoomId): Promise<string | null> {
    return this.#places.nameOf(room);
  }

  secure(room: RoomId): Promise<string | null> {
    return this.#places.secure(room);
  }

  doubt(): void {
    this.#nodes.doubt();
  }

  follow(call: (isDoubtful: boolean) => void): () => void {
    return this.#places.follow(call);
  }

  async dial(join: Join): Promise<Joined> {
    const { room, ending, isResume } = join;
    const gone = new Fault('media-not-found', 'the node that had the stay is gone');
    const had = isResume ? await this.nameOf(room) : null;
    for (let tries = 1; tries <= mostTries; tries++) {
      await this.#nodes.untilReady();
      // While a node is away, a join would make LiveKit move the room and keep its name.
      const name = await (this.#nodes.areAllUp ? this.nameOf(room) : this.secure(room));
      if (name === null) throw new Fault('media-not-found', 'no node has the room');
      if (isResume && name !== had) throw gone;
      try {
        const upstream = await this.#dialAs(name, join);
        if ((await this.nameOf(room)) === name) return { upstream, name };
        upstream.socket.terminate();
      } catch (error) {
        if (!isUnavailable(error) || ending.aborted) throw error;
        if (!(error instanceof RoomUnanswered) && (await this.#places.answers(name))) throw error;
        await this.#places.replace(room, name);
      }
      if (isResume) throw gone;
    }
    throw new Fault('media-unavailable', 'the room keeps moving from node to node');
  }

  async #dialAs(name: string, { personId, rights, target, userAgent, ending }: Join): Promise<Upstream> {
    const giveUp = new AbortController();
    let isOpen = false;
    const cancel = this.#clock.after(slowJoinMs, async () => {
      if (!(await this.#places.answers(name)) && !isOpen) giveUp.abort();
    });
    try {
      const pass = await this.#nodes.mintPass(name, personId, rights);
      const upstream = await this.#nodes.dial(name, target, pass, userAgent, AbortSignal.any([ending, giveUp.signal]));
      isOpen = true;
      return upstream;
    } catch (error) {
      throw giveUp.signal.aborted ? new RoomUnanswered('media-unavailable', 'the node that has the room does not answer') : error;
    } finally {
      cancel();
    }
  }
}
