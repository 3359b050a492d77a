// The closed list of reasons for which a rule says no. Returned, never thrown; words for people are in the catalogues.

export type Refusal =
  | 'not-on-the-roster'
  | 'not-in-the-room'
  /** R6.5: the seat is held by another device; entering with `replace` takes it over. */
  | 'on-another-device'
  | 'door-closed'
  | 'meeting-over'
  | 'not-a-leader'
  | 'phase-already-changed'
  | 'phase-cannot-follow'
  | 'nothing-to-undo'
  | 'no-presenter-yet'
  | 'not-now'
  | 'not-the-presenter'
  | 'observers-only-listen'
  | 'already-offered'
  | 'no-offer'
  | 'not-asked'
  | 'already-chosen'
  /** R2.3: nobody else in the room could lead. */
  | 'nobody-else-leads'
  /** R5.6: the inner circle has no empty place. */
  | 'circle-full'
  | 'no-such-person'
  | 'person-not-in-the-room'
  | 'person-not-at-the-door'
  | 'not-to-a-leader'
  /** Somebody else already convenes this meeting. */
  | 'already-convened'
  /** Whoever presents cannot be asked to lead. */
  | 'not-to-the-presenter'
  | 'release-them-first'
  /** R9.1: a meeting's planned end is put off by half an hour at most. */
  | 'no-more-time'
  /** R7.7: nobody is there to read it. */
  | 'nobody-leads'
  /** R7.7: a member's words to the leaders are bounded in number. */
  | 'no-more-words'
  | 'already-so'
  | 'too-early'
  /** The media server speaks of a silence that is over. */
  | 'outdated';
