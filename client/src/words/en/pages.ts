// Signing out, and what to do when something stands in the way.
export const pages = {
  signOut: {
    act: 'Sign out',
    leaveToo: 'Leave and sign out',
    failed: 'You could not be signed out just now. Please try again.',
  },
  trouble: {
    replaced: {
      heading: 'Your seat is open in another tab or on another device.',
      more: 'You can be in the room in one place at a time.',
      act: 'Take your seat here',
    },
    'contract-not-accepted': {
      heading: 'The group’s agreement comes first.',
      more: 'Please read it at the doorstep.',
      act: 'To the doorstep',
    },
    'no-meeting': { heading: 'No meeting is on at the moment.', more: 'Please come back when the group meets.', act: 'Try again' },
    'not-agreed': {
      heading: 'Not everybody has agreed yet.',
      more: 'You can come in as an observer when each person in the group has said yes for this meeting.',
      act: 'Try again',
    },
    'wrong-protocol': { heading: 'The app has been updated.', more: 'Reload to return to your seat.', act: 'Reload' },
    malformed: { heading: 'Something went wrong.', more: 'Reload the page.', act: 'Reload' },
    unavailable: {
      heading: 'The room cannot be reached right now.',
      more: 'This page keeps trying. You can also try again now.',
      act: 'Try again',
    },
  },
};
