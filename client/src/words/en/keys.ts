// The keys that act on the room, as a leader or member may read them. One letter each.
export const keys = {
  next: 'next act',
  undo: 'undo',
  back: 'earlier phases',
  pause: 'pause, or go on',
  line: 'private line',
  people: 'people',
  seen: 'the sign is seen',
  admit: 'let in whoever knocks first',
  others: 'other acts',
  clock: 'time of this phase',
  microphone: 'microphone',
  camera: 'camera',
  self: 'self view',
  signal: 'signal the leaders',
  withKey: (label: string, key: string) => `${label} (${key})`,
};
