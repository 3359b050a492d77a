// Keeps the media server equal to what each room's state allows, for all rooms of this process.
// Knows no phase: rights come from the ritual; connections and the media server are reached through their ports.
import type { PersonId } from '../../../shared/ritual/state.ts';
import { within } from '../../limits/within.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { LiveRoom, RoomChange } from '../../rooms/live-rooms.ts';
import type { ConnectionKeeper, RightsKeeperPorts } from './keeper-ports.ts';
import { KeptRoom } from './kept-room.ts';

const settlePatience = 3000;

export class RightsKeeper implements ConnectionKeeper {
  readonly #ports: RightsKeeperPorts;
  readonly #rooms = new Map<RoomId, KeptRoom>();

  constructor(ports: RightsKeeperPorts) {
    this.#ports = ports;
  }

  /**
   * Called after each stored change, in order. Neither waits nor throws. Both the server that stored a change and the one that looks after the
   * room act on it.
   */
  roomChanged({ room, before, after: state, version, isOwn }: RoomChange): void {
    const live = { version, state };
    const isOurs = this.#ports.isOurs(room);
    if (!isOurs && !isOwn) {
      this.#rooms.get(room)?.see(live);
      if (state.scene.phase === 'ended') this.forget(room);
      return;
    }
    const { kept, isNew } = this.#keep(room, live);
    void kept.take(before, live);
    if (isNew || state.scene.phase === 'ended') void kept.look();
  }

  /** The room is ours from now on. Resolves when it has been looked at once, or the media server can't be reached. */
  async watch(room: RoomId, live: LiveRoom): Promise<void> {
    const { kept } = this.#keep(room, live);
    await Promise.all([kept.take(null, live), kept.look()]);
  }

  /** The media server is back. Resolves when every room here has been looked at, or one of them takes too long. */
  async lookAtAll(): Promise<void> {
    const looks = [...this.#rooms.values()].map((kept) => kept.lookAnew());
    await within(this.#ports.clock, settlePatience, Promise.all(looks), () => null);
  }

  forget(room: RoomId): void {
    this.#rooms.get(room)?.stop();
    this.#rooms.delete(room);
  }

  /** The media server says that something happened there; a look shows what. */
  webhook(room: RoomId): void {
    void this.#rooms.get(room)?.look();
  }

  async settle(room: RoomId, personId: PersonId): Promise<'settled' | 'absent' | 'failed'> {
    const newest = await this.#ports.roomState(room);
    if (!newest) return 'failed';
    const { kept, isNew } = this.#keep(room, newest);
    kept.see(newest);
    if (isNew) void kept.look();
    const outcome = await within(this.#ports.clock, settlePatience, kept.settle(personId), () => null);
    if (outcome === 'confirmed') return 'settled';
    return outcome === 'absent' || outcome === 'missing' ? 'absent' : 'failed';
  }

  /** Somebody in the room receives sound from this person. Changes nothing if that person may be heard. */
  soundFrom(room: RoomId, personId: PersonId): void {
    this.#rooms.get(room)?.soundFrom(personId);
  }

  lied(room: RoomId, personId: PersonId, why: string): void {
    this.#ports.log.warn({ room, why }, 'a connection told the media server a lie and was cut');
    this.#ports.onLie(room, personId);
    void this.#rooms.get(room)?.lied(personId);
  }

  /** Seconds since the last finished look at the room that has waited longest; normally about one. */
  oldestLookSeconds(): number {
    return Math.max(0, ...[...this.#rooms.values()].map(({ sinceLook }) => sinceLook ?? 0)) / 1000;
  }

  stop(): void {
    for (const kept of this.#rooms.values()) kept.stop();
    this.#rooms.clear();
  }

  #keep(room: RoomId, live: LiveRoom): { kept: KeptRoom; isNew: boolean } {
    const known = this.#rooms.get(room);
    if (known) return { kept: known, isNew: false };
    const kept = new KeptRoom(this.#ports, room, live, () => this.#rooms.delete(room));
    this.#rooms.set(room, kept);
    return { kept, isNew: true };
  }
}
