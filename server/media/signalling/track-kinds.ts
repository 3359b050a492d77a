// Remembers, for one person's stay in the media server, which track names are sound and which are pictures.
// LiveKit pairs what arrives with what was announced by name alone, whatever its kind, so a name that changes kind is a lie.

export type TrackKind = 'audio' | 'video';

/** How browsers and the media server's own libraries name tracks and streams: letters and digits, in Firefox within braces. */
const nameShape = /^(?:[A-Za-z0-9_][A-Za-z0-9_+/=.|-]{0,127}|\{[0-9a-f-]{36}\})$/;

export function isTrackName(name: string): boolean {
  return nameShape.test(name);
}

/** Far more than an honest stay needs; a bound on memory. */
const most = 2000;

export class TrackKinds {
  readonly #kinds = new Map<string, TrackKind>();

  /** False when the name already belongs to the other kind, or when there are too many names. */
  accept(name: string, kind: TrackKind): boolean {
    const known = this.#kinds.get(name);
    if (known) return known === kind;
    if (this.#kinds.size >= most) return false;
    this.#kinds.set(name, kind);
    return true;
  }
}
