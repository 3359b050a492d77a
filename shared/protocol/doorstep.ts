// What the server tells a person at the doorstep, with the page or when asked: their group, its contract and its meeting, and nothing of the room (R6.2).

/** Milliseconds since 1970. */
export interface PlannedMeeting {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface Doorstep {
  readonly groupName: string;
  readonly yourName: string;
  /** The meeting that is on or next; null when none is planned. */
  readonly meeting: PlannedMeeting | null;
  /** The one planned after it. */
  readonly next: PlannedMeeting | null;
  readonly contract: { readonly text: string; readonly accepted: boolean };
  readonly leads: boolean;
  /** This is not the person's own computer: nothing must stay on it. */
  readonly endsWithBrowser: boolean;
}
