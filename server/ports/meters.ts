// The door for whoever watches the server in numbers.
import type { Appended } from './rooms.ts';
import type { CommandKind, RefusalKind } from './told-apart.ts';

/** A number read whenever somebody looks. */
export type Gauge = 'openSockets' | 'openMediaConnections' | 'roomsKnown' | 'roomsLookedAfter' | 'oldestLookSeconds';

/**
 * What happens on this server, in numbers, for whoever watches it. Times are seconds. The types leave no room for a person, a group, a room
 * or an address. Never throws.
 */
export interface Meters {
  /** From the command's arrival to its answer. */
  commandAnswered(kind: CommandKind, outcome: 'done' | 'failed' | { readonly refused: RefusalKind }, seconds: number): void;
  appended(outcome: Appended['outcome'] | 'failed', seconds: number): void;
  /** Entries that this server had missed were read. */
  caughtUp(): void;
  /** A change has been handed to the last line here: since it was stored, or, when another server stored it, since it was decided there. */
  told(storedBy: 'here' | 'elsewhere', seconds: number): void;
  /** R3.7: since the event that took the voice. */
  silenceConfirmed(seconds: number): void;
  silenceDoubted(): void;
  /** A look at one room in the media server. */
  lookedAtMedia(seconds: number): void;
  /** A line into the media, through the proxy; `anew`: it was told to begin its stay anew. */
  mediaJoined(outcome: 'joined' | 'anew' | 'refused' | 'failed', seconds: number): void;
  watch(gauge: Gauge, read: () => number): void;
  /** `false`, or a rejection, is "down". */
  watchPart(part: 'records' | 'servers' | 'media', isUp: () => Promise<boolean>): void;
}
