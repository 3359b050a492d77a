// The page after the room.
export const farewell = {
  next: 'The next meeting is on',
  nextTime: (group: string, from: string, to: string, zone: string) => `${group}, ${from} to ${to}, your time (${zone}).`,
  left: 'You have left.',
  goesOn: 'The meeting is still going on.',
  ended: 'The meeting has ended.',
  thanks: 'Thank you for being here.',
  noNext: 'No date for the next one yet.',
  comeBack: 'Return to the meeting',
};
