// The port to personal calendars: one address a person, for all their groups, which opens nothing but the calendar.

/** Throws `Fault`. */
export interface Feeds {
  /** The path of this seat's person's calendar; null for whoever sits for one meeting only. */
  addressOf(ref: string): Promise<string | null>;
  /** A new address; the old ones of this human end. Null as above. */
  renew(ref: string): Promise<string | null>;
  /** Whether an address was made here; asks no records. */
  isGenuine(sealed: string): boolean;
  /** The calendar; null for a wrong or renewed address, or a person who has left, without saying which. `home`: where people sign in. */
  read(sealed: string, home: string): Promise<string | null>;
}
