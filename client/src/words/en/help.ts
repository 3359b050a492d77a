// The help sheet for members; it comes when it is opened.
import type { PhaseId } from '../../../../shared/ritual/phases.ts';

const phases: readonly (readonly [PhaseId, string])[] = [
  ['gathering', 'People arrive and take their seats. Everybody keeps the same chair for the whole meeting.'],
  ['opening', 'A welcome, a moment of silence, news of earlier cases.'],
  ['caseCall', 'Whoever has a case says so with “I have a case”. Only the leaders see it; a leader then asks one person.'],
  ['presentation', 'One person tells of a meeting that stays on their mind. The others listen and do not interrupt.'],
  ['aim', 'The presenter says what they hope for from the group.'],
  ['clarifying', 'Brief questions of fact. Advice and opinions wait.'],
  ['images', 'The presenter steps back. For a quiet minute everybody lets images and feelings come.'],
  [
    'associative',
    'The presenter steps back. The group says what it felt, saw and imagined. Nobody needs to be called on; silence is welcome.',
  ],
  ['closingRound', 'The presenter is invited back and may speak, or not. Then the case is closed.'],
  ['farewell', 'A few last words; then people leave one by one.'],
];

export const help = {
  heading: 'How a meeting goes',
  idea: 'We think together about one doctor and one person they care for. Nothing is recorded, and what is said here stays here.',
  kept: 'What is kept: who was there, from when to when, and how many cases there were. Nothing of what was said.',
  /** R9.2: by whether the leaders keep a list; of no group in particular, what is true of both. */
  presenters: {
    unlisted: 'Whose case it was is not kept.',
    listed: 'The leaders of this group also keep a private list of who presented when: names and dates, no words.',
    either:
      'Whose case it was is kept only if the leaders of a group keep a private list of who presented; everybody there can read that they do.',
  },
  phasesHeading: 'The phases',
  phases,
  worksWithout: 'The group says what it felt, saw and imagined. Nobody needs to be called on; silence is welcome.',
  closesWithout: 'A last round with the presenter. Then the case is closed.',
  backHeading: 'What stepping back is',
  back: [
    'The presenter leaves the circle and listens. The server itself keeps their microphone from the group, so nobody hears them until they are back. They hear and see everybody all the time.',
    'If it becomes too much, they press “Signal the leaders”. Only the leaders see it. When a leader invites them back, they come back by their own touch, in their own time.',
  ],
  soundHeading: 'If nobody hears you, or you hear nobody',
  sound: [
    'Read the notice above the circle: it says what is missing and has the button that helps.',
    'Look at your microphone button. If it is off, turn it on. A headset may have a switch of its own.',
    'Under Settings, choose another microphone or speaker; you don’t need to leave for that.',
    'If the browser was not allowed to use the microphone, click the icon in the address bar and allow it.',
    'Reload the page if nothing helps. Your chair is kept, and you come back to it.',
    'A nod shows the others that you are there. A leader sees when your microphone is missing.',
  ],
  keysHeading: 'Keys',
  keysMore: 'Hold these keys together. They can be turned off under Settings.',
  done: 'Close',
  print: 'Print this page',
  /** Each opens in a tab of its own. */
  stepBackOnce: 'Step back once, with nobody there (two minutes, in a new tab)',
  practise: 'Practise with a simulated group',
  papers: { member: 'Page for members', presenter: 'Page for presenters', leader: 'Page for leaders' },
};

export type HelpWords = typeof help;
