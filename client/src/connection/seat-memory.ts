// What this tab remembers for one seat when its page is reloaded: its own name, that it was in, what was on.
// Kept for this tab alone, and under the seat's name: several people's tabs in one browser never meet.
import { type Kept, objectIn } from '../model/kept.ts';
import { randomId } from './random-id.ts';

/** A tab that comes back later than this begins at the doorstep, with its devices off. */
const goodForMs = 90_000;
export const placeOf = (seat: string) => `balint-room.${seat}`;

interface Remembered {
  readonly device?: string;
  readonly inAt?: number;
  readonly intents?: KeptIntents;
}

interface KeptIntents {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly microphoneReturns: boolean;
  readonly cameraReturns: boolean;
}

export const remembered = (kept: string | null): Remembered => objectIn(kept);

export function wasIn({ inAt = Number.NEGATIVE_INFINITY }: Remembered, now: number): boolean {
  // Later than now: the clock was set back meanwhile.
  return Math.abs(now - inAt) < goodForMs;
}

export class SeatMemory {
  readonly #place: string;
  readonly #storage: Kept;

  constructor(seat: string, storage: Kept) {
    this.#place = placeOf(seat);
    this.#storage = storage;
  }

  /** R6.5: the name of this tab. `isTaken` finds out a copied tab, whose memory was copied too. */
  async device(isTaken: (device: string) => Promise<boolean>): Promise<string> {
    const known = this.#read().device;
    if (known !== undefined && !(await isTaken(known))) return known;
    const device = randomId();
    await isTaken(device);
    this.#write({ device });
    return device;
  }

  wasIn(now: number): boolean {
    return wasIn(this.#read(), now);
  }

  isIn(now: number | null): void {
    const { inAt: _, ...rest } = this.#read();
    this.#write(now === null ? rest : { ...rest, inAt: now });
  }

  intents(): KeptIntents | undefined {
    return this.#read().intents;
  }

  keepIntents({ microphone, camera, microphoneReturns, cameraReturns }: KeptIntents): void {
    this.#write({ ...this.#read(), intents: { microphone, camera, microphoneReturns, cameraReturns } });
  }

  #read(): Remembered {
    return remembered(this.#storage.getItem(this.#place));
  }

  #write(kept: Remembered): void {
    this.#storage.setItem(this.#place, JSON.stringify(kept));
  }
}
