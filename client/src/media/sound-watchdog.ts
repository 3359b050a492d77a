// Notices sound that should flow and does not: first asks for the one track again, then for a whole new media connection. Pure but for its memory.

/** One sound this person should be receiving now. */
export interface SoundSample {
  readonly sid: string;
  /** Packets received so far; 0 while the track has not even arrived, and fewer than before when it arrives anew. */
  readonly packets: number;
}

export interface Remedy {
  readonly subscribeAgain: readonly string[];
  readonly connectAgain: boolean;
}

interface Known {
  readonly packets: number;
  /** When packets last came in. */
  readonly grewAt: number;
  readonly askedAt: number | null;
}

const silentMs = 4000;
/** By then, somebody whose own connection is lost is no longer expected to be heard. */
const aloneMs = 8000;
const restMs = 60_000;

export class SoundWatchdog {
  #known = new Map<string, Known>();
  #connectedAgainAt = Number.NEGATIVE_INFINITY;
  /** A new connection was made for these, and they have not been heard since. */
  readonly #renewedFor = new Set<string>();

  look(samples: readonly SoundSample[], now: number): Remedy {
    const next = new Map(samples.map((sample) => [sample.sid, this.#seen(sample, now)]));
    this.#known = next;
    const silent = [...next].filter(([, { grewAt }]) => now - grewAt >= silentMs);
    const subscribeAgain = silent.filter(([, { askedAt }]) => askedAt === null).map(([sid]) => sid);
    for (const [sid, known] of silent) if (known.askedAt === null) next.set(sid, { ...known, askedAt: now });
    const inVain = (ms: number) => silent.filter(([, { askedAt }]) => askedAt !== null && now - askedAt >= ms);
    // If all are silent, the trouble is most likely ours. If one is, it may be the sender's, which no new connection of ours would mend: we try once.
    const areAllInVain = next.size > 0 && inVain(silentMs).length === next.size;
    const isOneInVain = inVain(aloneMs).some(([sid]) => !this.#renewedFor.has(sid));
    const connectAgain = (areAllInVain || isOneInVain) && now - this.#connectedAgainAt >= restMs;
    if (connectAgain) {
      for (const [sid] of silent) this.#renewedFor.add(sid);
      this.forget(now);
    }
    return { subscribeAgain, connectAgain };
  }

  /** After a break of the connection or a sleep, counting begins anew. */
  forget(connectedAgainAt = this.#connectedAgainAt): void {
    this.#known.clear();
    this.#connectedAgainAt = connectedAgainAt;
  }

  /** Only more packets are a sign of life: fewer mean a new receiver, the result of asking again. */
  #seen({ sid, packets }: SoundSample, now: number): Known {
    const before = this.#known.get(sid);
    if (before && packets <= before.packets) return { ...before, packets };
    if (before) this.#renewedFor.delete(sid);
    return { packets, grewAt: now, askedAt: null };
  }
}
