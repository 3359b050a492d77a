// Who cannot be heard, in a few words: a circle that listens is named as one (R5.6), everybody else by name. Pure; the words are given.
import type { Desk, RoomView } from '../../../shared/ritual/view.ts';
import type { Words } from '../words/en.ts';
import { isCircleListening } from './circle-round.ts';
import { isolated } from './isolated.ts';

export function silentNames(
  silences: Desk['silences'],
  view: Pick<RoomView, 'chairs' | 'round' | 'presenterId'>,
  { desk: { circleSilent }, language }: Pick<Words, 'desk' | 'language'>,
): string {
  const silent = view.chairs.filter(({ personId }) => silences.some((silence) => silence.personId === personId));
  const named = silent
    .filter((chair) => !isCircleListening(chair, view))
    .map(({ name }) => (silent.length > 1 ? isolated(name) : name));
  const circle = view.round === 'outer' ? circleSilent.inner : circleSilent.outer;
  const [first = '', ...others] = named.length === silent.length ? named : [...named, circle];
  const inOrder = [first === circle ? first.charAt(0).toLocaleUpperCase(language) + first.slice(1) : first, ...others];
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(inOrder);
}
