// Whoever hears in a browser: by which pitch each person can be told, and how loud and how much of it arrives.
import type { Received } from './ear.ts';

/** One pitch for each, far enough apart to tell by ear. */
const pitchOf: Readonly<Record<string, number>> = { Ann: 440, Ben: 730, Cid: 1050, Dee: 1370, Hal: 1690 };

export function pitch(name: string): number {
  return pitchOf[name] ?? 600;
}

export abstract class Listener {
  abstract readonly name: string;
  /** Measured at each of the pitches. */
  protected abstract listen(pitches: readonly number[]): Promise<Received>;

  hears(): Promise<Received> {
    return this.listen(Object.values(pitchOf));
  }

  /** Level in dBFS at which this person receives the other's tone, from any sender; -Infinity when nothing comes. */
  async levelOf(name: string): Promise<number> {
    const at = Object.keys(pitchOf).indexOf(name);
    const { voices } = await this.hears();
    return Math.max(Number.NEGATIVE_INFINITY, ...voices.map(({ levels }) => levels[at] ?? Number.NEGATIVE_INFINITY));
  }

  /** The sender whose sound carries the other's tone, and no other tone louder: a voice that stumbles clicks at every pitch. Null when there is none. */
  async senderOf(name: string): Promise<{ ssrc: number; packets: number } | null> {
    const at = Object.keys(pitchOf).indexOf(name);
    const { voices } = await this.hears();
    const loud = voices.filter(
      ({ levels }) => (levels[at] ?? Number.NEGATIVE_INFINITY) > Math.max(-50, ...levels.toSpliced(at, 1)),
    );
    return loud.sort((a, b) => (b.levels[at] ?? 0) - (a.levels[at] ?? 0))[0] ?? null;
  }
}
