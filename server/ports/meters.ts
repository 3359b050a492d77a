// The port for metrics.
import type { Appended } from './rooms.ts';
import type { CommandKind, RefusalKind } from './told-apart.ts';

/** A value that is read whenever somebody looks. */
export type Gauge = 'openSockets' | 'openMediaConnections' | 'roomsKnown' | 'roomsLookedAfter' | 'oldestLookSeconds';

/**
 * What happens on this server, in numbers. Times are in seconds. The types leave no room for a person, a group, a room or an address.
 * Never throws.
 */
export interface Meters {
  /** From the command's arrival to its answer. */
  commandAnswered(kind: CommandKind, outcome: 'done' | 'failed' | { readonly refused: RefusalKind }, seconds: number): void;
  appended(outcome: Appended['outcome'] | 'failed', seconds: number): void;
  /** Entries that this server had missed were read. */
  caughtUp(): void;
  /** A change has been handed to the last connection here: since it was stored, or, if another server stored it, since it was decided there. */
  told(storedBy: 'here' | 'elsewhere', seconds: number): void;
  /** R3.7: the time since the event that took the voice. */
  silenceConfirmed(seconds: number): void;
  silenceDoubted(): void;
  /** A look at one room in the media server. */
  lookedAtMedia(seconds: number): void;
  /** A media connection through the proxy; `anew`: it was told to join anew. */
  mediaJoined(outcome: 'joined' | 'anew' | 'refused' | 'failed', seconds: number): void;
  watch(gauge: Gauge, read: () => number): void;
  /** `false`, or a rejection, is "down". */
  watchPart(part: 'records' | 'servers' | 'media', isUp: () => Promise<boolean>): void;
}
