// An imaginary media server for the keeper's tests under a fake clock: it has people, obeys, and can be told to hang, to
// refuse, to forget or to lie. Every call is recorded in `calls`, and whether two for one person ever overlapped.
import { Fault } from '../../server/ports/fault.ts';
import type { MediaConnections, MediaGateway, MediaPresence, MediaTrack } from '../../server/ports/media.ts';
import type { Rights } from '../../shared/ritual/rights.ts';

export class ScriptedGateway implements MediaGateway {
  readonly people = new Map<string, { rights: Rights | null; tracks: MediaTrack[] }>();
  readonly calls: string[] = [];
  /** Calls fail as if the media server could not be reached. */
  isDown = false;
  /** Identities that are on the list but unknown to every call about them. */
  readonly forgotten = new Set<string>();
  /** Identities whose rights are answered as requested but not applied. */
  readonly deaf = new Set<string>();
  overlapped = false;
  /** Awaited by each call for this identity before it acts. */
  before: (identity: string) => Promise<void> = async () => {};
  /** Awaited by each look at the room. */
  beforeList: () => Promise<void> = async () => {};
  readonly #busy = new Set<string>();

  async openRoom(): Promise<void> {}

  async closeRoom(): Promise<void> {
    this.calls.push('close');
    this.people.clear();
  }

  async presences(): Promise<readonly MediaPresence[]> {
    await this.beforeList();
    this.#fail();
    return [...this.people].map(([identity, { rights, tracks }]) => ({ identity, sid: identity, rights, tracks: [...tracks] }));
  }

  async applyRights(_room: string, identity: string, rights: Rights): Promise<MediaPresence> {
    return this.#alone(identity, `${identity} ${spell(rights)}`, () => {
      const person = this.people.get(identity);
      if (!person || this.forgotten.has(identity)) throw new Fault('media-not-found', 'nobody');
      if (!this.deaf.has(identity)) {
        person.rights = rights;
        person.tracks = person.tracks.filter(({ source }) => (source === 'microphone' ? rights.mayBeHeard : rights.mayBeSeen));
      }
      return { identity, sid: identity, rights: person.rights, tracks: [...person.tracks] };
    });
  }

  async remove(_room: string, identity: string): Promise<void> {
    return this.#alone(identity, `${identity} out`, () => void this.people.delete(identity));
  }

  async mintPass(): Promise<string> {
    return 'pass';
  }

  async isUp(): Promise<boolean> {
    return !this.isDown;
  }

  async #alone<T>(identity: string, call: string, act: () => T): Promise<T> {
    if (this.#busy.has(identity)) this.overlapped = true;
    this.#busy.add(identity);
    this.calls.push(call);
    try {
      await this.before(identity);
      this.#fail();
      return act();
    } finally {
      this.#busy.delete(identity);
    }
  }

  #fail(): void {
    if (this.isDown) throw new Fault('media-unavailable', 'down');
  }
}

/** `hear+speak+show`, as short words for a list of calls. */
function spell(rights: Rights): string {
  const words = [rights.mayHear && 'hear', rights.mayBeHeard && 'speak', rights.mayBeSeen && 'show'];
  return words.filter(Boolean).join('+') || 'nothing';
}

export class ScriptedConnections implements MediaConnections {
  readonly open = new Set<string>();
  readonly cuts: string[] = [];

  async isOpen(_room: string, identity: string): Promise<boolean> {
    return this.open.has(identity);
  }

  cut(_room: string, identity: string): void {
    if (this.open.delete(identity)) this.cuts.push(identity);
  }

  holdTo(): void {}
}
