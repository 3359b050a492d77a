// Who of the others cannot be heard well here (R4.7), from what the media server says of each. Pure but for its memory.
// A mark appears once its reason has lasted a while, and goes once it has been gone a while: nothing flickers in a silence (R8.2).
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Hearing } from '../model/room-media.ts';

/** One person who is in the circle, as the media server tells of them. */
export interface Heard {
  readonly personId: PersonId;
  /** The room lets them be heard now. */
  readonly mayBeHeard: boolean;
  /** The media server speaks of them: it is silent about whoever sends nothing (R7.5), as it is about whoever is not there. */
  readonly isConnected: boolean;
  /** Their own page says that they have their microphone off and send nothing. */
  readonly isToldOff: boolean;
  /** Their sound: none is published, it is published and muted, or it flows. */
  readonly sound: 'none' | 'muted' | 'flowing';
  /** LiveKit's word for their connection. */
  readonly quality: string;
}

type Found = Hearing | 'well';

interface Known {
  readonly shown: Found;
  readonly found: Found;
  readonly since: number;
}

const lastsMs = { away: 5000, poor: 8000 } as const;
/** Somebody who has just come, or come back into the circle, is still about to publish. */
const publishingMs = 2500;
const mendedMs = 5000;

export class HearingWatch {
  #known = new Map<PersonId, Known>();

  /** Null: while this page's own connection is down, nothing new is known of anybody. */
  look(people: readonly Heard[] | null, now: number): ReadonlyMap<PersonId, Hearing> {
    if (people === null) {
      for (const id of this.#known.keys()) this.#known.set(id, { found: 'well', shown: 'well', since: now });
      return new Map();
    }
    this.#known = new Map(people.map((person) => [person.personId, this.#seen(person, now)]));
    return new Map([...this.#known].flatMap(([id, { shown }]) => (shown === 'well' ? [] : [[id, shown] as const])));
  }

  #seen(person: Heard, now: number): Known {
    const before = this.#known.get(person.personId);
    const found = foundOf(person);
    const shown = before?.shown ?? 'well';
    const since = before?.found === found ? before.since : now;
    return { found, since, shown: now - since >= waitOf(found, shown, person) ? found : shown };
  }
}

function foundOf({ mayBeHeard, isConnected, isToldOff, sound, quality }: Heard): Found {
  if (isConnected ? quality === 'lost' : mayBeHeard && !isToldOff) return 'away';
  if (sound !== 'flowing') return 'off';
  return quality === 'poor' ? 'poor' : 'well';
}

function waitOf(found: Found, shown: Found, { isConnected, isToldOff, sound }: Heard): number {
  if (found === 'off') return sound === 'muted' || (!isConnected && isToldOff) ? 0 : publishingMs;
  if (found === 'well') return shown === 'off' ? 0 : mendedMs;
  return lastsMs[found];
}
