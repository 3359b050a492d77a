// R5: one circle in one order, and chairs that stay.
import { describe, expect, test } from 'vitest';
import { phaseIds } from '../../shared/ritual/phases.ts';
import { given, minute, type Outcome, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, hal, oda } from '../support/persons.ts';

const orderFor = (it: Outcome, who: typeof ann) => it.seenBy(who).chairs.map(({ name }) => name);
const circle = ['Ann', 'Ben', 'Cid', 'Dee', 'Hal'];
const associative = room().in('associative');

describe('order', () => {
  test.each(phaseIds.filter((phase) => phase !== 'ended' && phase !== 'debrief'))('[R5.1] in %s all see one order', (phase) => {
    given(room().in(phase)).then((it) => {
      for (const who of [ann, ben, cid, dee, hal]) expect(orderFor(it, who)).toEqual(circle);
    });
  });

  test('[R5.1] observers come last, wherever they are on the roster', () => {
    given(room().observed()).then((it) => {
      expect(it.state.seats[2]?.name).toBe('Oda');
      expect(orderFor(it, oda)).toEqual([...circle, 'Oda']);
    });
  });

  test('[R5.3] no coming, going, holding, offering or lost connection moves a chair', () => {
    given(room().in('caseCall'))
      .when(
        cid.offersACase(),
        ann.holds(dee),
        connection.breaksFor(ben),
        cid.leaves(),
        connection.breaksFor(hal),
        hal.enters(),
        ben.enters(),
      )
      .then((it) => expect(orderFor(it, ann)).toEqual(circle));
  });
});

describe('whose seat', () => {
  test('[R5.2] the seat waits through a lost connection and another device', () => {
    given(associative)
      .when(connection.breaksFor(cid), cid.enters('cid-phone'))
      .then((it) => expect(it.chair(cid, dee)).toMatchObject({ personId: cid.id, name: 'Cid', state: 'present' }));
  });
});

describe('empty chairs', () => {
  test('[R5.4] an absent member’s chair is shown empty, unless the group wants it otherwise', () => {
    given(room().without('Dee')).then((it) => expect(it.chair(dee, cid)).toMatchObject({ state: 'empty', mayBeHeard: false }));
    given(room().ofForm({ showsEmptyChairs: false }).without('Dee')).then((it) =>
      expect(orderFor(it, cid)).toEqual(['Ann', 'Ben', 'Cid', 'Hal']),
    );
  });

  test('[R5.4] whoever came keeps the chair for the whole meeting, even in such a group', () => {
    given(room().ofForm({ showsEmptyChairs: false }).in('opening'))
      .when(dee.leaves())
      .then((it) => expect(it.chair(dee, cid).state).toBe('empty'));
  });

  test('[R5.4] a lost connection keeps the chair and says so', () => {
    given(associative)
      .when(connection.breaksFor(dee))
      .then((it) => {
        expect(it.chair(dee, cid).state).toBe('lineLost');
        expect(it.deskOf(ann).lost).toEqual([{ personId: dee.id, since: it.now, goneOnWithout: false }]);
      });
  });

  test('[R5.4] after two minutes leaders may go on without; the chair stays, empty', () => {
    const lost = given(associative).when(connection.breaksFor(dee));
    lost
      .after(2 * minute - 1)
      .when(ann.goesOnWithout(dee))
      .then(refused('too-early'));
    lost
      .after(2 * minute)
      .when(ann.goesOnWithout(dee))
      .then((it) => {
        expect(it.chair(dee, cid).state).toBe('empty');
        expect(it.deskOf(hal).lost[0]?.goneOnWithout).toBe(true);
      });
    lost
      .after(2 * minute)
      .when(ann.goesOnWithout(dee), dee.enters())
      .then((it) => expect(it.chair(dee, cid).state).toBe('present'));
  });

  test('[R5.4] refusals', () => {
    given(associative).when(ann.goesOnWithout(dee)).then(refused('not-now'));
    const lost = given(associative)
      .when(connection.breaksFor(dee))
      .after(2 * minute);
    lost.when(cid.goesOnWithout(dee)).then(refused('not-a-leader'));
    lost.when(ann.goesOnWithout(dee), hal.goesOnWithout(dee)).then(refused('already-so'));
  });

  test('[R5.4] an old connection that ends late takes nobody’s chair', () => {
    given(associative).when(cid.entersInsteadWith('cid-phone'), connection.breaksFor(cid, 'cid-laptop')).then(refused('outdated'));
    given(associative).when(connection.breaksFor(cid), connection.breaksFor(cid)).then(refused('outdated'));
  });

  test('[R5.5] every chair bears a name, whoever sits there or not', () => {
    given(room().observed().without('Dee').in('associative'))
      .when(connection.breaksFor(hal))
      .then((it) => expect(orderFor(it, cid)).toEqual([...circle, 'Oda']));
  });
});
