// Gives the dates that are still open to the people of a circle in turn: each to the neighbour of whoever has the date before it.
import type { ConvenorDate, NamedConvenors } from '../../../../../shared/protocol/program/convenors.ts';

export function inTurn(people: readonly string[], dates: readonly ConvenorDate[]): NamedConvenors['named'] {
  const named: NamedConvenors['named'][number][] = [];
  // Before a first date that is given already stands their neighbour on the other side.
  const [given] = dates.flatMap(({ personId }, place) => (personId === null ? [] : [{ personId, place }]));
  let last = given ? people.indexOf(given.personId) - given.place - 1 : -1;
  for (const { meetingId, personId } of dates) {
    if (personId !== null) {
      last = people.indexOf(personId);
      continue;
    }
    last += 1;
    const to = people.at(last % people.length);
    if (to !== undefined) named.push({ meetingId, from: null, to });
  }
  return named;
}
