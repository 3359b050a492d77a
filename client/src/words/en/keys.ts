// The keys that act on the room, as a leader or member may read them. One letter each.
export const keys = {
  next: 'next step',
  undo: 'undo',
  back: 'go back to an earlier phase',
  pause: 'pause, or resume',
  notes: 'leaders’ note',
  people: 'people',
  seen: 'tell the presenter that the signal is seen',
  admit: 'let in whoever knocks first',
  others: 'more steps',
  clock: 'time in this phase',
  microphone: 'microphone',
  camera: 'camera',
  self: 'self view',
  hand: 'raise or lower your hand',
  signal: 'signal the leaders',
  withKey: (label: string, key: string) => `${label} (${key})`,
};
