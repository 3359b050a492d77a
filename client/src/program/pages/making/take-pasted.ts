// Puts the people who were pasted into the circle of a group that is being made. What could not be read stays in its place, to be mended.
import { type PastedPerson, type PasteFault, readPastedPeople } from '../../../../../shared/protocol/program/pasted-people.ts';
import type { GroupDraft } from './group-draft.ts';
import { type DraftSeat, newKey } from './new-seats.ts';

export type Person = Pick<PastedPerson, 'name' | 'address'>;
type Circle = Pick<GroupDraft, 'seats' | 'mine'>;

/** How many of them are new. */
export function seatedWith({ seats, mine }: Circle, people: readonly Person[]) {
  const me = seats.find(({ key }) => key === mine);
  const sits = ({ name, address }: Person) =>
    seats.some((seat) => (address === null ? seat.name.trim() === name : seat.address === address));
  // Who pastes a whole list pastes themselves too.
  const own = me && people.find(({ address }) => address !== null && address === me.address);
  const added = people.filter((person) => !sits(person) && person !== own);
  const named = seats.map((seat) => (own && seat.key === mine && seat.name === '' ? { ...seat, name: own.name } : seat));
  const fresh = added.map(({ name, address }): DraftSeat => ({ key: newKey(), name, address: address ?? '', kind: 'member' }));
  return { seats: [...named, ...fresh], added: added.length + (own ? 1 : 0) };
}

export interface TakenPeople {
  readonly seats: readonly DraftSeat[];
  readonly pasted: string;
  readonly faults: readonly PasteFault[];
  readonly read: number;
  readonly added: number;
}

export function takePasted(draft: Circle & Pick<GroupDraft, 'pasted'>): TakenPeople {
  const read = readPastedPeople(draft.pasted);
  const lines = draft.pasted.split(/\r\n|\r|\n/);
  const left = [...new Set(read.faults.map(({ line }) => line))];
  return {
    ...seatedWith(draft, read.people),
    pasted: left.map((line) => lines[line - 1] ?? '').join('\n'),
    // Counted in what has stayed.
    faults: read.faults.map((fault) => ({ ...fault, line: left.indexOf(fault.line) + 1 })),
    read: read.people.length,
  };
}
