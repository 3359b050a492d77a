// Practising with a simulated group: the page before it, the quiet sentences of the guide, and the page after it.
import type { LeaderSays, PresenterSays } from '../../model/practice-guide.ts';

const leader: Readonly<Record<LeaderSays, (name: string) => string>> = {
  seat: () => 'People are arriving. Each keeps the same chair for the whole meeting. You don’t need to do anything yet.',
  open: () => 'Nearly everybody is seated. Open the meeting when you are ready.',
  askForCase: () => 'Leave a moment of silence. Then ask who has a case.',
  waitForOffer: () => 'Wait a little. Whoever has a case tells the leaders; nobody else sees it.',
  offer: (name) => `${name} offers a case. Ask ${name}, wait for others, or invite somebody yourself.`,
  asked: (name) => `You have asked ${name}. The answer is ${name}’s own, yes or no.`,
  accepted: (name) => `${name} will present. Begin ${name}’s case.`,
  presentation: (name) => `${name} presents, and nobody interrupts. When it is told, thank ${name} and go on to questions.`,
  questions: (name) => `Brief questions of fact. When they are answered, thank ${name}: step back.`,
  stepBack: (name) => `${name} listens, and the desk says whether that is confirmed. Now the group works; you may be silent too.`,
  signal: (name) => `${name} is signalling, and only you see it. Tell ${name} that you have seen it, or write a short note.`,
  inviteBack: (name) => `${name} knows. Stay with the group; when it has worked enough, invite ${name} back.`,
  invited: (name) => `${name} is invited, and comes back by ${name}’s own touch. Give it a moment.`,
  close: (name) => `${name} may speak or stay silent. When the round is done, close the case and say goodbye.`,
  farewell: () => 'A few last words. People leave one by one; you don’t need to do anything.',
  end: () => 'Everybody has gone. The debrief would be yours; end the meeting when you like.',
  paused: () => 'Everybody waits, and the clock stands still until you resume.',
  knock: (name) => `${name} is late and knocks; only you see it. Let ${name} in when it suits the group.`,
  lost: (name) => `${name} has lost connection. The chair stays, and you don’t need to do anything.`,
};

const presenter: Readonly<Record<PresenterSays, (leader: string) => string>> = {
  presenting: () => 'You are Ben, who presents a case. Nobody is here: you don’t need to say anything.',
  questions: (name) => `The others ask brief questions, here in tones. Then ${name} thanks you, and you step back.`,
  listening: () =>
    'The circle has closed. You hear and see everybody; nobody hears you. If it became too much, you would signal: try it.',
  raised: () => 'Your signal is out. Only the leaders see it, and you can withdraw it.',
  seen: (name) => `${name} has seen it and has written to you. You don’t need to answer; you can go on listening.`,
  invited: () => 'You are invited back. Come back by your own touch, when you like.',
  back: () => 'You are back in your own place. You may speak or stay silent.',
  farewell: () => 'The case is closed, and no screen tells who presented. That was all.',
};

export const practice = {
  title: 'Practice',
  nobody: 'Nobody is here: these people are drawn.',
  end: 'End practice',
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  guide: 'What to do now',
  group: 'Practice group',
  keys: (next: string) => `All of it can be done by keyboard: ${next} takes the next step.`,
  /** Written by the simulated leader. */
  note: 'We have seen you. Stay as long as you like.',
  devices: 'While you practise, no camera and no microphone is used. The buttons for them work on your screen alone.',
  leave: 'The practice ends, and nothing of it is kept.',
  leader: {
    heading: 'Practise leading a group',
    lead: 'A simulated group comes, offers cases, talks and falls silent, and you lead it from the desk that you will have in a meeting.',
    points: [
      'Nobody is here. The people are drawn, and their voices are soft tones without words.',
      'Everything happens in this page alone. No camera, no microphone; nothing is sent, kept or counted.',
      'A sentence at the top says what may come next. You can do something else, and undo it.',
      'It takes about ten minutes. You can end at any time; loading the page again begins anew.',
    ],
    begin: 'Begin',
    other: 'Practise stepping back instead',
    says: leader,
  },
  presenter: {
    heading: 'Step back once, with nobody there',
    lead: 'In two minutes you see what a presenter sees: the circle closes, you listen, you signal the leaders, and you come back.',
    points: [
      'Nobody is here. The people are drawn, and their voices are soft tones without words.',
      'Everything happens in this page alone. No camera, no microphone; nothing is sent, kept or counted.',
      'You don’t need to tell of any case. You can end at any time.',
    ],
    begin: 'Begin',
    other: 'Practise leading instead',
    says: presenter,
  },
  over: {
    heading: 'The practice is over.',
    more: 'Nothing of it is kept. In a meeting you find the same desk, the same circle and the same words.',
    again: 'Practise again',
    home: 'To your groups',
    help: 'One page to print:',
    helpFor: { member: 'for members', presenter: 'for presenters', leader: 'for leaders' },
  },
  /** Their licence asks for it. */
  credit: 'Faces: Toon Head by Johan Melin, CC BY 4.0, coloured and framed.',
};

export type PracticeWords = typeof practice;
