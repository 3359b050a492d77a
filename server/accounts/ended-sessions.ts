// The sessions of which the records have said that they are over. Their seals stay good; so whoever still holds one, on a lost laptop perhaps, is
// counted as a stranger, and what they spend is not their owner's. Only for counting.

/** As many are remembered; those of which nobody has heard for longest are forgotten first. */
const mostRemembered = 20_000;

export class EndedSessions {
  readonly #hashes = new Set<string>();

  note(hash: string, isOver: boolean): void {
    this.#hashes.delete(hash);
    if (!isOver) return;
    this.#hashes.add(hash);
    const [oldest] = this.#hashes;
    if (this.#hashes.size > mostRemembered && oldest !== undefined) this.#hashes.delete(oldest);
  }

  has(hash: string | null | undefined): boolean {
    return hash != null && this.#hashes.has(hash);
  }
}
