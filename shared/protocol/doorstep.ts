// What the server tells a person at the doorstep, with the page or when asked: their group, its contract and its meeting, and nothing of the room (R6.2).

/** Milliseconds since 1970. */
export interface PlannedMeeting {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface MeetingAhead extends PlannedMeeting {
  /** R6.9: when this person may come in; null when they may already. */
  readonly opensAt: number | null;
}

export interface ContractToRead {
  readonly text: string;
  /** Names the text that was read, for whoever accepts it; an older server sends none. */
  readonly hash?: string;
  /** In which the text is; an older server names none. */
  readonly language?: string | null;
  /** There is no text in any of the person's languages: this one is read instead. */
  readonly isOwn?: boolean;
}

export interface Doorstep {
  readonly groupName: string;
  readonly yourName: string;
  /** The meeting that is on or next; null when none is planned. */
  readonly meeting: MeetingAhead | null;
  /** The one planned after it; not said where the page brings the doorstep along. */
  readonly next?: PlannedMeeting | null;
  /** Where the page brings the doorstep along, somebody who has accepted the contract gets no text. */
  readonly contract: ({ readonly accepted: boolean } & ContractToRead) | { readonly accepted: true; readonly hash?: never };
  readonly leads: boolean;
  /** R9.2: the leaders keep a private list of who presented, which everybody sees; an older server does not say. */
  readonly keepsRotation?: boolean;
  /** This is not the person's own computer: nothing must stay on it. */
  readonly endsWithBrowser: boolean;
}

/** `POST /api/seats/:ref/contract`: which text was read. */
export interface AcceptedContract {
  readonly hash: string;
}
