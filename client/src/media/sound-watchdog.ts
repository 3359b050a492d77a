// Notices sound that should flow and does not: first asks for the one track again, then for a whole new line. Pure but for its memory.

/** One sound this person should be receiving now. */
export interface SoundSample {
  readonly sid: string;
  /** Packets received so far; 0 while the track has not even arrived. */
  readonly packets: number;
}

export interface Remedy {
  readonly subscribeAgain: readonly string[];
  readonly connectAgain: boolean;
}

interface Known {
  readonly packets: number;
  readonly movedAt: number;
  readonly askedAt: number | null;
}

const silentMs = 4000;
const restMs = 60_000;

export class SoundWatchdog {
  #known = new Map<string, Known>();
  #connectedAgainAt = Number.NEGATIVE_INFINITY;

  look(samples: readonly SoundSample[], now: number): Remedy {
    const next = new Map<string, Known>();
    for (const { sid, packets } of samples) {
      const before = this.#known.get(sid);
      const isSame = before !== undefined && before.packets === packets;
      next.set(sid, isSame ? before : { packets, movedAt: now, askedAt: null });
    }
    this.#known = next;
    const silent = [...next].filter(([, { movedAt }]) => now - movedAt >= silentMs);
    const subscribeAgain = silent.filter(([, { askedAt }]) => askedAt === null).map(([sid]) => sid);
    for (const sid of subscribeAgain) {
      const known = next.get(sid);
      if (known) next.set(sid, { ...known, askedAt: now });
    }
    // One silent track is most likely its sender's trouble; all of them, even after asking again, are ours.
    const allAskedInVain = silent.length > 0 && silent.length === next.size && silent.every(([, known]) => isInVain(known, now));
    const connectAgain = allAskedInVain && now - this.#connectedAgainAt >= restMs;
    if (connectAgain) this.forget(now);
    return { subscribeAgain, connectAgain };
  }

  /** After a break of the line or a sleep, counting begins anew. */
  forget(connectedAgainAt = this.#connectedAgainAt): void {
    this.#known.clear();
    this.#connectedAgainAt = connectedAgainAt;
  }
}

function isInVain({ askedAt }: Known, now: number): boolean {
  return askedAt !== null && now - askedAt >= silentMs;
}
