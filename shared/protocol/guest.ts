// What a leader sends to name a guest for this meeting (R6.1).

/** In UTF-16 units, as a text field counts. */
export const longestGuestName = 40;

export interface NamedGuest {
  readonly name: string;
}
