// Holds pictures back at the media server while the connection is too narrow for them (R10.3): what is not sent leaves its room to the voices.
import { type RemoteTrackPublication, VideoQuality } from 'livekit-client';
import type { Allowance } from './voice-first.ts';

export class PictureLimits {
  /** Of which the media server was told something. */
  readonly #told = new Set<RemoteTrackPublication>();
  #heldBack = new Set<RemoteTrackPublication>();

  isHeldBack(publication: RemoteTrackPublication): boolean {
    return this.#heldBack.has(publication);
  }

  /** `all`: every picture there is; `coming`: those of them that could be sent now. */
  apply(all: readonly RemoteTrackPublication[], coming: readonly RemoteTrackPublication[], allowance: Allowance): void {
    const first = allowance === 'all' ? all : coming.slice(0, allowance.count);
    this.#heldBack = new Set(all.filter((publication) => !first.includes(publication)));
    const isWide = allowance === 'all';
    for (const publication of all) {
      // The library takes no wish for what it does not ask for, and has none to forget.
      if (!publication.isDesired || (isWide && !this.#told.has(publication))) continue;
      publication.setVideoQuality(isWide ? VideoQuality.HIGH : VideoQuality.LOW);
      publication.setEnabled(!this.isHeldBack(publication));
      this.#told.add(publication);
    }
    if (isWide) this.#told.clear();
    else for (const publication of this.#told) if (!all.includes(publication)) this.#told.delete(publication);
  }
}
