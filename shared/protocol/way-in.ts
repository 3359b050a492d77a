// What the page of a personal link sends when its person presses the button (R6.8).

export interface PressLink {
  /** Sealed into the page; good for one press, for a few minutes. */
  readonly pass: string;
  /** On a computer that is not the person's own. */
  readonly endsWithBrowser: boolean;
}
