// Keeps the media server equal to what each room's state allows, for all rooms of this process.
// Knows no phase: the rights come from the ritual, the lines and the media server through their ports.
import type { PersonId } from '../../../shared/ritual/state.ts';
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

  /** After each stored change, in order. Does not wait and does not throw. Who stored a change acts on it, and who looks after the room. */
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

  /** A room that is ours from now on. Resolves when it has been looked at once, or the media server can't be asked. */
  async watch(room: RoomId, live: LiveRoom): Promise<void> {
    const { kept } = this.#keep(room, live);
    await Promise.all([kept.take(null, live), kept.look()]);
  }

  /** The media server is back. Resolves when every room here has been looked at, or one of them takes too long. */
  async lookAtAll(): Promise<void> {
    const looks = [...this.#rooms.values()].map((kept) => kept.lookAnew());
    await this.#within(Promise.all(looks), settlePatience);
  }

  forget(room: RoomId): void {
    this.#rooms.get(room)?.stop();
    this.#rooms.delete(room);
  }

  /** The media server says something happened there; what, is seen by looking. */
  webhook(room: RoomId): void {
    void this.#rooms.get(room)?.look();
  }

  async settle(room: RoomId, personId: PersonId): Promise<'settled' | 'absent' | 'failed'> {
    const newest = await this.#ports.roomState(room);
    if (!newest) return 'failed';
    const { kept, isNew } = this.#keep(room, newest);
    kept.see(newest);
    if (isNew) void kept.look();
    const outcome = await this.#within(kept.settle(personId), settlePatience);
    if (outcome === 'confirmed') return 'settled';
    return outcome === 'absent' || outcome === 'missing' ? 'absent' : 'failed';
  }

  /** Somebody in the room receives sound of this person. Changes nothing for one who may be heard. */
  soundFrom(room: RoomId, personId: PersonId): void {
    this.#rooms.get(room)?.soundFrom(personId);
  }

  lied(room: RoomId, personId: PersonId, why: string): void {
    this.#ports.log.warn({ room, why }, 'a line told the media server a lie and was cut');
    this.#ports.onLie(room, personId);
    void this.#rooms.get(room)?.lied(personId);
  }

  /** Of the room whose last finished look is the longest ago, in seconds; one is the rhythm. */
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

  #within<T>(answer: Promise<T>, ms: number): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const cancel = this.#ports.clock.after(ms, () => resolve(null));
      answer.then(resolve, reject).finally(cancel);
    });
  }
}
