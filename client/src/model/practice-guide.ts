// Where a practice is, from the view alone: the step that a new leader or presenter has come to, and who it is about. It blocks nothing. Pure.
import type { RoomView } from '../../../shared/ritual/view.ts';

export const leaderSteps = [
  'seat',
  'open',
  'askForCase',
  'offer',
  'presentation',
  'questions',
  'stepBack',
  'signal',
  'inviteBack',
  'close',
] as const;
export const presenterSteps = ['presenting', 'questions', 'listening', 'signal', 'comeBack', 'back'] as const;
export type LeaderStep = (typeof leaderSteps)[number];
export type PresenterStep = (typeof presenterSteps)[number];

/** What there is to say now; the words for each are in the catalogue. */
export type LeaderSays =
  | 'seat'
  | 'open'
  | 'askForCase'
  | 'waitForOffer'
  | 'offer'
  | 'asked'
  | 'accepted'
  | 'presentation'
  | 'questions'
  | 'stepBack'
  | 'signal'
  | 'inviteBack'
  | 'invited'
  | 'close'
  | 'farewell'
  | 'end'
  | 'paused'
  | 'knock'
  | 'lost';
export type PresenterSays = 'presenting' | 'questions' | 'listening' | 'raised' | 'seen' | 'invited' | 'back' | 'farewell';

export interface Guided<Says> {
  /** From 1. */
  readonly step: number;
  readonly says: Says;
  /** Whom it is about. */
  readonly name: string;
}

/** Once so many are here, the meeting can be opened. */
const seatedFrom = 6;

export function guideLeader(view: RoomView): Guided<LeaderSays> {
  const own = ofPhase(view);
  const { desk } = view;
  const [knock] = desk?.knocks ?? [];
  const lost = desk?.lost.find(({ goneOnWithout }) => !goneOnWithout);
  if (own.says === 'signal') return own;
  if (view.pausedAt !== null) return { ...own, says: 'paused' };
  if (knock) return { ...own, says: 'knock', name: knock.name };
  if (lost) return { ...own, says: 'lost', name: nameOf(view, lost.personId) };
  return own;
}

function ofPhase(view: RoomView): Guided<LeaderSays> {
  const at = (step: LeaderStep, says: LeaderSays, id: string | null = view.presenterId): Guided<LeaderSays> => ({
    step: leaderSteps.indexOf(step) + 1,
    says,
    name: nameOf(view, id),
  });
  const { desk, phase } = view;
  switch (phase) {
    case 'gathering':
      return view.chairs.filter(({ state }) => state === 'present').length < seatedFrom ? at('seat', 'seat') : at('open', 'open');
    case 'opening':
      return at('askForCase', 'askForCase');
    case 'caseCall': {
      const chosen = desk?.chosen ?? null;
      if (chosen) return at('offer', chosen.accepted ? 'accepted' : 'asked', chosen.personId);
      const [first] = desk?.offers ?? [];
      return first === undefined ? at('offer', 'waitForOffer') : at('offer', 'offer', first);
    }
    case 'presentation':
      return at('presentation', 'presentation');
    case 'clarifying':
      return at('questions', 'questions');
    case 'associative':
      if (!desk?.signal) return at('stepBack', 'stepBack');
      return desk.signal.acknowledged ? at('inviteBack', 'inviteBack') : at('signal', 'signal');
    case 'closingRound':
      return desk?.presenterInvited ? at('inviteBack', 'invited') : at('close', 'close');
    case 'farewell':
      return view.chairs.some(({ state, personId }) => state === 'present' && personId !== view.me.personId)
        ? at('close', 'farewell')
        : at('close', 'end');
    default:
      return at('close', 'end');
  }
}

export function guidePresenter(view: RoomView): Guided<PresenterSays> {
  const leader = view.chairs.find(({ role }) => role === 'leader')?.name ?? '';
  const at = (step: PresenterStep, says: PresenterSays): Guided<PresenterSays> => ({
    step: presenterSteps.indexOf(step) + 1,
    says,
    name: leader,
  });
  const { me, phase } = view;
  if (me.case === 'invitedBack') return at('comeBack', 'invited');
  if (me.case === 'steppedBack') {
    if (me.signal === 'none') return at('listening', 'listening');
    return at('signal', me.signal === 'raised' ? 'raised' : 'seen');
  }
  if (phase === 'presentation') return at('presenting', 'presenting');
  if (phase === 'clarifying') return at('questions', 'questions');
  return at('back', phase === 'closingRound' ? 'back' : 'farewell');
}

function nameOf({ chairs }: RoomView, id: string | null): string {
  return chairs.find(({ personId }) => personId === id)?.name ?? '';
}
