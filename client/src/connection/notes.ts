// The notes this person may read (R7.1), oldest first. The server sends the thread again after a break, so a note counts once.
import type { HeardNote } from '../../../shared/protocol/messages.ts';
import type { View } from '../../../shared/ritual/view.ts';

const kept = 100;

export function withNote(notes: readonly HeardNote[], heard: HeardNote): readonly HeardNote[] {
  const isKnown = notes.some(
    ({ at, from, to, text }) => at === heard.at && from === heard.from && to === heard.to && text === heard.text,
  );
  if (isKnown) return notes;
  return [...notes, heard].sort((a, b) => a.at - b.at).slice(-kept);
}

/** Those that still hold: a note to the presenter (R3.4) is gone with the silence in which it was written (R2.5). */
export function withinSilence(notes: readonly HeardNote[], view: View): readonly HeardNote[] {
  if (view.kind !== 'room') return [];
  const { me, desk, chairs } = view;
  const outside = chairs.find(({ state }) => state === 'steppedBack')?.personId;
  const isOver = desk ? desk.presenterInvited : me.case !== 'steppedBack';
  const left = notes.filter(({ to, presenterId }) => to === 'leaders' || (!isOver && presenterId === outside));
  return left.length === notes.length ? notes : left;
}

/** A silence may have ended unseen while the connection was away; the server tells again what still holds. */
export function withoutPresenters(notes: readonly HeardNote[]): readonly HeardNote[] {
  return notes.filter(({ to }) => to === 'leaders');
}
