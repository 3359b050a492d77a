// What somebody reads who comes before the door opens, or has not agreed yet. It comes with the room's words: the doorstep itself needs none of it.
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
  noCookies: {
    heading: 'Your browser blocks cookies.',
    more: 'Please allow them for this address in your browser’s settings, then open your personal link again.',
    act: 'Reload',
  },
  contractFailed: 'This could not be saved just now. Please try again.',
};
