// The printed pages: one for members, one for presenters, one for leaders. Each fits one sheet of paper.
import type { PhaseId } from '../../../../shared/ritual/phases.ts';

/** Each line is a sentence or two; with a word before it, that word stands out. */
export interface PaperPart {
  readonly heading: string;
  readonly lines: readonly string[];
}

const leaderPhases: readonly (readonly [PhaseId, string])[] = [
  [
    'gathering',
    'Your door opens half an hour before the start, the members’ a quarter of an hour. “Open the meeting” when most are seated.',
  ],
  ['opening', 'Welcome, a moment of silence, news of earlier cases. Then “Ask who has a case”.'],
  ['caseCall', 'Offers stand on your desk alone. Ask one person; they answer themselves. Begin the case when they have agreed.'],
  ['presentation', 'Nobody interrupts. Whoever comes now knocks, and only leaders see it.'],
  ['clarifying', 'Brief questions of fact; advice and opinions wait. Then thank the presenter: step back.'],
  [
    'associative',
    'The desk says when it is confirmed that the presenter cannot be heard. Silence is welcome; the clock asks nothing.',
  ],
  ['closingRound', 'The presenter is invited and comes back by their own touch. They may speak, or not. Then close the case.'],
  ['farewell', 'A few last words; people leave one by one. Then the leaders’ debrief, and “End the meeting”.'],
];

const presenter: readonly PaperPart[] = [
  {
    heading: 'Which case',
    lines: [
      'One meeting, or one person you care for, that stays on your mind. It doesn’t need to be finished, rare or prepared.',
      'No name, and nothing by which anybody could be known.',
      'When the leaders ask who has a case, press “I have a case”. Only they see it, and you can withdraw it. If you are asked, you may still say “Not today”.',
    ],
  },
  {
    heading: 'Telling it',
    lines: [
      'Speak freely, without notes, in any order: what happened, what was said, what you felt. Nobody interrupts.',
      'Then come brief questions of fact. “I don’t know” is an answer.',
    ],
  },
  {
    heading: 'Stepping back',
    lines: [
      'A leader thanks you, and the circle closes without you. You stay in the room: you hear and see everybody.',
      'The server itself keeps your microphone from the group. Nobody hears you, whatever you say or do, and you do not see yourself.',
      'You don’t need to do anything. What the group says is about itself as much as about you; keep what helps and let the rest go.',
    ],
  },
  {
    heading: 'If it becomes too much',
    lines: [
      'Press “Signal the leaders”. No one else ever sees it. A leader tells you that it is seen, may write you a note, pause, or invite you back.',
      'You can leave at any moment, without a reason. The group is not told why.',
    ],
  },
  {
    heading: 'Coming back',
    lines: [
      'You read “You are invited back” and press “Come back” when you like. Your microphone then turns on, unless you had turned it off yourself.',
      'You may speak or stay silent. Nobody waits for a result.',
      'When the case is closed, no screen of the room tells who presented, and nothing of what was said is kept. Some leaders keep a private list of who presented when; everybody in such a group can read that they do.',
    ],
  },
];

const leader: readonly PaperPart[] = [
  {
    heading: 'When something happens',
    lines: [
      'The presenter signals: “Tell … you have seen it”, write a short note, pause, or invite them back.',
      'Somebody loses connection: the chair stays. After two minutes you can continue without them; they return to the same chair.',
      'You lose connection: the room goes on, and everything is there when you return. With nobody leading for thirty minutes it ends.',
      'Somebody must be stopped: under “People”, hold them. They are told, hear everything, and you let them speak again.',
      'Nobody hears somebody: their chair says why, and the notice above the circle says how to help.',
      'You pressed too early: “Undo” stands on the desk for ten seconds. Later, “Go back to…” leads to any earlier part of the case.',
      'A pause: “Pause” stops the clock and tells everybody; “More” has breaks that say when to be back. Nothing else changes, and nothing happens by itself.',
      'Two leaders: “More” hands the time to the other. Only leaders see who takes it, and both lead as before.',
      'A member writes you a private word: it stands among the notes, and nobody else learns of it. Speak to them when it suits.',
    ],
  },
];

export const papers = {
  print: 'Print this page',
  home: 'To your groups',
  practise: { member: 'Practise stepping back', presenter: 'Practise stepping back', leader: 'Practise leading' },
  others: 'Pages to print',
  names: { member: 'For members', presenter: 'For presenters', leader: 'For leaders' },
  member: {
    before: {
      heading: 'Before a meeting',
      lines: [
        'Your personal link opens your seat, and only yours. Keep it to yourself. The door opens a quarter of an hour before the start.',
        'Be alone in a quiet room, with headphones. The doorstep shows your camera and microphone before anybody sees you.',
        'Something only the leaders should know, also in the middle of a meeting: “Leaders” among your controls takes a private word to them.',
      ],
    },
  },
  presenter: {
    heading: 'If you present a case',
    idea: 'You bring a question that you cannot quite ask. The group thinks about it for you, while you only listen.',
    parts: presenter,
  },
  leader: {
    heading: 'Leading a meeting',
    idea: 'You keep the frame, the time and the presenter’s peace. The desk at the lower edge shows what comes next; only leaders have it.',
    phasesHeading: 'From phase to phase',
    phases: leaderPhases,
    parts: leader,
    keysHeading: 'Keys',
  },
};

export type PapersWords = typeof papers;
