// The port to the reminders somebody likes, for whoever holds the address that stands in each of them: no account is needed, and it opens nothing else.
import type { HomeSeat } from '../../shared/protocol/program/me.ts';

export type Liked = HomeSeat['reminders'];

/** Throws `Fault`. */
export interface Reminders {
  /** Whether an address was made here; asks no records. */
  isGenuine(sealed: string): boolean;
  /** Null for a wrong address, for one that went to another mailbox than the person has now, and for somebody who has left, without saying which. */
  read(sealed: string): Promise<{ readonly liked: Liked; readonly language: string } | null>;
  /** False as above. */
  choose(sealed: string, liked: Liked): Promise<boolean>;
}
