// R11.6: the roster of a group changes while its room is open.
import { expect, test } from 'vitest';
import type { Seat } from '../../shared/ritual/state.ts';
import { given, nothingHappens, type Outcome, refused, room } from '../support/given.ts';
import { ann, ben, cid, dee, eve, roster, type Somebody } from '../support/persons.ts';

const namesSeenBy = (it: Outcome, who: Somebody) => it.seenBy(who).chairs.map(({ name }) => name);
const without = (who: Somebody) => roster.changes((seats) => seats.filter(({ personId }) => personId !== who.id));
const newcomer: Seat = { personId: eve.id, name: 'Eve', role: 'member' };
const silent = { mayHear: false, mayBeHeard: false, mayBeSeen: false };

test('[R11.6] who is given a seat has an empty chair, where the roster says, and comes in like everybody', () => {
  const seated = given(room()).when(roster.changes(([first, ...rest]) => (first ? [first, newcomer, ...rest] : rest)));
  seated.then((it) => expect(namesSeenBy(it, dee).slice(0, 2)).toEqual(['Ann', 'Eve']));
  seated.when(eve.enters()).then((it) => expect(it.seenBy(dee).chairs[1]).toMatchObject({ name: 'Eve', state: 'present' }));
});

test('[R11.6] [R5.4] who loses a seat while in the room is out and silent at once; the chair stays until the meeting is over', () => {
  for (const phase of ['opening', 'associative'] as const) {
    let before: readonly string[] = [];
    given(room().in(phase)).then((it) => {
      before = namesSeenBy(it, dee);
    });
    const gone = given(room().in(phase)).when(without(cid));
    gone.then((it) => {
      expect(it.rights(cid)).toEqual(silent);
      expect(namesSeenBy(it, dee)).toEqual(before);
      expect(it.view(cid).kind).toBe('doorstep');
    });
    gone.when(cid.enters()).then(refused('door-closed'));
  }
});

test('[R11.6] [R2.4] a presenter who loses the seat changes no phase, and leaders can close the case', () => {
  given(room().in('associative').presentedBy('Ben'))
    .when(without(ben))
    .then((it) => {
      expect(it.rights(ben)).toEqual(silent);
      expect(it.seenBy(ann).phase).toBe('associative');
    });
});

test('[R11.6] who never came leaves no chair', () => {
  given(room().without('Dee'))
    .when(without(dee))
    .then((it) => expect(namesSeenBy(it, cid)).not.toContain('Dee'));
});

test('[R11.6] the same roster again is nothing, and nobody in the room can change it', () => {
  given(room())
    .when(roster.changes((seats) => seats))
    .then(nothingHappens);
  given(room())
    .when({ ...without(cid), by: { person: ann.id } })
    .then(refused('not-now'));
});
