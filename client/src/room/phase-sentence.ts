// The one sentence under the phase's name, from the view alone. Pure; the words are given.
import type { RoomView } from '../../../shared/ritual/view.ts';
import type { Words } from '../words/en.ts';
import { timeOfDay } from '../words/times.ts';

/** `timeOf` says a time of the server's clock as the reader's own. */
export function phaseSentence(view: RoomView, words: Words['phases'], timeOf: (serverTime: number) => string = timeOfDay): string {
  if (view.returnAt !== undefined) return words.breakUntil(timeOf(view.returnAt));
  if (view.pausedAt !== null) return words.paused;
  if (view.round === 'outer' || view.round === 'both') return words.rounds[view.round];
  const presenter = view.chairs.find((chair) => chair.personId === view.presenterId);
  const isMe = presenter?.personId === view.me.personId;
  const name = presenter?.name ?? null;
  switch (view.phase) {
    case 'gathering':
      return words.arriving;
    case 'opening':
      return words.opening;
    case 'caseCall':
      return words.caseCall;
    case 'presentation':
      return isMe ? words.youTell : name ? words.tells(name) : '';
    case 'aim':
      return isMe ? words.aimYou : name ? words.aim(name) : '';
    case 'clarifying':
      return isMe ? words.clarifyingYou : name ? words.clarifying(name) : '';
    case 'images':
      return isMe && view.pushBack !== 'none' ? '' : words.images;
    case 'associative':
      return presenter?.state === 'steppedBack' && !isMe
        ? words.steppedBack(presenter.name)
        : isMe && view.pushBack !== 'none'
          ? ''
          : words.groupWorks;
    case 'closingRound':
      if (presenter?.state === 'steppedBack') return isMe ? '' : words.steppedBack(presenter.name);
      if (presenter?.state === 'empty' || presenter?.state === 'lineLost' || !name) return words.closing;
      return isMe ? words.youAreBack : words.isBack(name);
    case 'review':
      return words.review;
    case 'farewell':
      return words.farewell;
    case 'debrief':
      return words.debrief;
    case 'ended':
      return '';
  }
}
