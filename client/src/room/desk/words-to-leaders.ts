// Members' words among the leaders' notes (R7.7): which they are, and the notice that there is one. Pure; the words are given.
import type { HeardNote } from '../../../../shared/protocol/messages.ts';
import { isLeading } from '../../../../shared/ritual/roles.ts';
import type { RoomView } from '../../../../shared/ritual/view.ts';
import type { Words } from '../../words/en.ts';
import type { DeskNotice } from './desk-notices.ts';

/** From somebody who does not lead now: notes and words come the same way, with their writer's name. */
export function isWordTo({ chairs }: Pick<RoomView, 'chairs'>, { to, from }: HeardNote): boolean {
  return to === 'leaders' && !isLeading(chairs.find(({ personId }) => personId === from)?.role);
}

/** The newest one, for a moment; the notes go on saying that it is unread. */
export function wordNotices(
  view: Pick<RoomView, 'chairs'>,
  notes: readonly HeardNote[],
  nameOf: (id: string) => string,
  words: Words['desk'],
): readonly DeskNotice[] {
  const word = notes.findLast((note) => isWordTo(view, note));
  if (!word) return [];
  const key = `word ${word.at} ${word.from}`;
  return [{ key, text: words.wordFrom(nameOf(word.from)), more: words.wordMore, insists: false, passes: true, act: null }];
}
