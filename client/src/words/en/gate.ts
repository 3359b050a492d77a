// What somebody reads who comes before the door opens, has not agreed yet, or is signed out. It comes with the room's words: the doorstep itself needs
// none of it.
export const gate = {
  opensToday: (time: string) => `The door opens at ${time}.`,
  opens: (day: string, time: string) => `The door opens on ${day} at ${time}.`,
  opensMore: 'You can leave this page open: it turns into the door by itself.',
  tryDevices: 'Try your camera and microphone until then',
  contractHeading: 'What we agree on',
  contractElse: (code: string) =>
    `There is no text in your language yet; this one is in ${new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code}.`,
  contractAccept: 'I agree for this series',
  firstMeeting: 'Is this your first meeting? What happens in it',
  signOutSure: {
    ask: 'Sign out in this browser?',
    explain: 'To come back you then open your personal link, or sign in if you have an account.',
    yes: 'Sign out',
  },
  /** R11.1: the ways back are the link of a seat, and an account's sign-in. Which of them this person has, the page does not know. */
  away: {
    'signed-out': {
      heading: 'You are signed out.',
      more: 'To come back, open your personal link, or sign in if you have an account. If the link no longer works, ask a leader for a new one.',
    },
    'not-signed-in': {
      heading: 'Please open your personal link, or sign in.',
      more: 'Whoever has an account signs in. Everybody else needs the personal link: a leader can give it to you again.',
    },
    signIn: 'Sign in',
  },
  noCookies: {
    heading: 'Your browser blocks cookies.',
    more: 'Please allow them for this address in your browser’s settings, then open your personal link again, or sign in.',
    act: 'Reload',
  },
  contractFailed: 'This could not be saved just now. Please try again.',
};
