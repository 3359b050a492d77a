// Keeps what the room knows of this person's microphone true (R4.7), judging by their own chair in the newest view.

import { isOfTheCircle } from '../../../shared/ritual/roles.ts';
import type { Microphone } from '../../../shared/ritual/state.ts';
import type { RoomConnection } from '../connection/room-connection.ts';

/** A device that comes and goes is reported no more often than this. */
const restMs = 1000;

export class MicrophoneTeller {
  readonly #connection: Pick<RoomConnection, 'snapshot' | 'perform'>;
  #isTelling = false;
  #restsUntil = 0;

  constructor(connection: Pick<RoomConnection, 'snapshot' | 'perform'>) {
    this.#connection = connection;
  }

  /** To be called regularly: what was lost on the way is reported again. */
  tell(microphone: Microphone): void {
    const { view, isFresh } = this.#connection.snapshot();
    if (view?.kind !== 'room' || !isFresh || !isOfTheCircle(view.me.role)) return;
    const own = view.chairs.find(({ personId }) => personId === view.me.personId);
    if ((own?.microphone ?? 'works') === microphone) return;
    if (this.#isTelling || performance.now() < this.#restsUntil) return;
    this.#isTelling = true;
    this.#restsUntil = performance.now() + restMs;
    void this.#connection.perform({ type: 'tellMicrophone', microphone }).finally(() => {
      this.#isTelling = false;
    });
  }
}
