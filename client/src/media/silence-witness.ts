// Notices sound that arrives though it must not (R3.7): packets that still come from somebody who may not be heard.
// Counts what comes in, whether or not the listener gate plays it. Pure but for its memory.
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { View } from '../../../shared/ritual/view.ts';

/** One sound track that arrives here, whatever its label. */
export interface Arrival {
  readonly personId: PersonId;
  readonly sid: string;
  /** Received so far. */
  readonly packets: number;
  /** How long before the look the newest came, ms; null when the browser does not say. */
  readonly quietMs: number | null;
}

interface Silence {
  readonly since: number;
  /** The most packets seen of each track; null until those that were under way have arrived. */
  packets: Map<string, number> | null;
  saidAt: number;
}

/** Time for packets that were under way when the view changed. */
const onTheirWayMs = 500;
const sayEveryMs = 1000;

export class SilenceWitness {
  #silences = new Map<PersonId, Silence>();

  /** Is told every view, or null when the newest can't be relied on. */
  viewed(view: View | null, now: number): void {
    const chairs = view?.kind === 'room' ? view.chairs : [];
    const me = view?.kind === 'room' ? view.me.personId : null;
    const silent = chairs.filter(({ personId, mayBeHeard }) => !mayBeHeard && personId !== me);
    const unsaid = { since: now, packets: null, saidAt: Number.NEGATIVE_INFINITY };
    this.#silences = new Map(silent.map(({ personId }) => [personId, this.#silences.get(personId) ?? { ...unsaid }]));
  }

  /** Returns whose sound should be reported now. */
  look(arrivals: readonly Arrival[], now: number): PersonId[] {
    return [...this.#silences].flatMap(([personId, silence]) => {
      if (now - silence.since < onTheirWayMs) return [];
      const isFirstLook = silence.packets === null;
      const known = silence.packets ?? new Map<string, number>();
      silence.packets = known;
      let grows = false;
      for (const { sid, packets, quietMs } of arrivals.filter((arrival) => arrival.personId === personId)) {
        const before = known.get(sid) ?? 0;
        // A browser may count late: what came before the silence does not count.
        const isOfNow = quietMs === null || now - quietMs > silence.since + onTheirWayMs;
        grows ||= packets > before && !isFirstLook && isOfNow;
        known.set(sid, Math.max(packets, before));
      }
      if (!grows || now - silence.saidAt < sayEveryMs) return [];
      silence.saidAt = now;
      return [personId];
    });
  }
}
