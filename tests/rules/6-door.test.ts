// R6: who comes in, who waits, and what the doorstep tells.
import { describe, expect, test } from 'vitest';
import { phaseIds } from '../../shared/ritual/phases.ts';
import { given, nothingHappens, type Outcome, phaseIs, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, oda, roster, type Somebody } from '../support/persons.ts';

const doorOf = (it: Outcome, who: Somebody) => {
  const view = it.view(who);
  return view.kind === 'doorstep' ? view.door : view.kind;
};
const standsAt = (who: Somebody, door: string) => (it: Outcome) => expect(doorOf(it, who)).toBe(door);
const withoutDee = room().without('Dee');

describe('the roster', () => {
  test('[R6.1] [R6.7] nobody enters without a seat on the roster', () => {
    given(room()).when(eve.enters()).then(refused('not-on-the-roster'));
    given(room()).when(eve.leaves()).then(refused('not-on-the-roster'));
    given(room()).when(eve.offersACase()).then(refused('not-in-the-room'));
    given(room()).then((it) => {
      expect(it.rights(eve)).toEqual({ mayHear: false, mayBeHeard: false, mayBeSeen: false });
      expect(it.view(eve)).toEqual({ kind: 'doorstep', version: 1, door: 'outside' });
    });
  });

  test.each(['__proto__', 'constructor', ''])('[R6.1] nor under the name %j', (id) => {
    given(room())
      .when({ by: { person: id }, command: () => ({ type: 'enter', device: 'd', replace: true }) })
      .then(refused('not-on-the-roster'));
    given(room()).when(ann.admits({ id })).then(refused('no-such-person'));
  });
});

describe('a guest', () => {
  const opening = given(room().observed().in('opening')).when(roster.names(eve));

  test('[R6.1] named for this meeting has the last seat of the circle and comes in like a member', () => {
    opening.then((it) => expect(it.seenBy(dee).chairs.at(-2)).toMatchObject({ name: 'Eve', role: 'member', state: 'empty' }));
    opening.when(eve.enters()).then(standsAt(eve, 'room'), (it) => {
      for (const who of [ann, cid, eve])
        expect(it.seenBy(who).chairs.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Cid', 'Dee', 'Hal', 'Eve', 'Oda']);
      expect(it.rights(eve)).toEqual({ mayHear: true, mayBeHeard: true, mayBeSeen: true });
      expect(it.seenBy(eve)).not.toHaveProperty('desk');
    });
  });

  test('[R6.1] [R6.2] learns nothing before, and has no right', () => {
    opening.then(standsAt(eve, 'outside'), (it) => expect(it.rights(eve).mayHear).toBe(false));
  });

  test('[R6.1] [R6.3] named during a case knocks', () => {
    const knocks = given(room().in('associative')).when(roster.names(eve), eve.enters());
    knocks.then(standsAt(eve, 'knocking'));
    knocks.when(hal.admits(eve)).then(standsAt(eve, 'room'), phaseIs('associative'));
  });

  test('[R6.1] is seated only by the roster, not by anybody’s command in the room, leader or not', () => {
    for (const who of [ann, cid, eve])
      given(room())
        .when({ ...roster.names(eve), by: { person: who.id } })
        .then(refused('not-now'));
  });

  test('[R6.1] is seated once, and in no room that has ended', () => {
    opening.when(roster.names(eve)).then(nothingHappens);
    opening.when(roster.names(cid)).then(nothingHappens);
    given(room().in('ended')).when(roster.names(eve)).then(refused('meeting-over'));
  });

  test('[R6.1] [R1.5] keeps the seat when the phase is undone', () => {
    given(room().in('opening'))
      .when(ann.advancesTo('caseCall'), roster.names(eve), ann.undoes(), eve.enters())
      .then(phaseIs('opening'), standsAt(eve, 'room'));
  });
});

describe('the doorstep', () => {
  test.each(phaseIds.filter((phase) => phase !== 'debrief' && phase !== 'ended'))(
    '[R6.2] tells nothing of a room in %s',
    (phase) => {
      given(withoutDee.in(phase)).then((it) => expect(it.view(dee)).toEqual({ kind: 'doorstep', version: 1, door: 'outside' }));
    },
  );

  test('[R6.2] and gives no right to hear', () => {
    given(withoutDee.in('presentation'))
      .when(dee.enters())
      .then(standsAt(dee, 'knocking'), (it) =>
        expect(it.rights(dee)).toEqual({ mayHear: false, mayBeHeard: false, mayBeSeen: false }),
      );
  });
});

describe('coming in', () => {
  test.each(['gathering', 'opening', 'caseCall'] as const)('[R6.3] in %s members walk in', (phase) => {
    given(withoutDee.in(phase)).when(dee.enters()).then(standsAt(dee, 'room'));
  });

  test.each(['presentation', 'clarifying', 'associative', 'closingRound', 'farewell'] as const)(
    '[R6.3] in %s they knock',
    (phase) => {
      given(withoutDee.in(phase)).when(dee.enters()).then(standsAt(dee, 'knocking'), phaseIs(phase));
    },
  );

  test('[R6.3] they knock in a second case call too, and everywhere if the group wants it', () => {
    given(withoutDee.in('closingRound')).when(ann.advancesTo('caseCall'), dee.enters()).then(standsAt(dee, 'knocking'));
    given(withoutDee.ofForm({ opensDoorUntilPresentation: false }))
      .when(dee.enters())
      .then(standsAt(dee, 'knocking'));
  });

  test('[R6.3] a knock goes only to the leaders’ desks', () => {
    given(withoutDee.in('associative')).then((was) =>
      given(withoutDee.in('associative'))
        .when(dee.enters())
        .then((it) => {
          for (const leader of [ann, hal])
            expect(it.deskOf(leader).knocks).toEqual([{ personId: dee.id, name: 'Dee', since: it.now }]);
          for (const other of [ben, cid]) expect(it.seenBy(other)).toEqual(was.seenBy(other));
        }),
    );
  });

  test('[R6.3] a leader admits; a knock can be withdrawn or cut off', () => {
    const knocked = given(withoutDee.in('associative')).when(dee.enters());
    knocked.when(hal.admits(dee)).then(standsAt(dee, 'room'));
    knocked.when(dee.leaves()).then(standsAt(dee, 'outside'));
    knocked.when(connection.breaksFor(dee)).then(standsAt(dee, 'outside'));
    knocked.when(dee.enters()).then(nothingHappens);
    knocked.when(cid.admits(dee)).then(refused('not-a-leader'));
    knocked.when(ann.admits(cid)).then(refused('person-not-at-the-door'));
  });

  test('[R6.3] leaders walk in at any time, and whoever lost their connection goes back to the chair', () => {
    given(room().in('associative')).when(hal.leaves(), hal.enters()).then(standsAt(hal, 'room'));
    given(room().in('associative')).when(connection.breaksFor(cid), cid.enters()).then(standsAt(cid, 'room'));
  });
});

describe('going out', () => {
  const associative = room().in('associative');

  test('[R6.4] whoever is asked to step out is at the doorstep, neither heard nor hearing, and may knock', () => {
    given(associative)
      .when(ann.asksOut(cid))
      .then(standsAt(cid, 'steppedOut'), (it) => {
        expect(it.rights(cid).mayHear).toBe(false);
        expect(it.deskOf(hal).outside).toEqual([{ personId: cid.id, name: 'Cid', shut: false }]);
        expect(it.chair(cid, dee).state).toBe('empty');
      });
    given(room().in('opening')).when(ann.asksOut(cid), cid.enters()).then(standsAt(cid, 'knocking'));
  });

  test('[R6.4] a closed door holds for every device, until a leader opens it', () => {
    const shut = given(associative).when(ann.closesTheDoorTo(cid));
    shut.then(standsAt(cid, 'shut'));
    for (const wish of [cid.enters(), cid.enters('cid-phone'), cid.entersInsteadWith('cid-phone')]) {
      shut.when(wish).then(refused('door-closed'));
    }
    shut.when(hal.opensTheDoorTo(cid), cid.enters()).then(standsAt(cid, 'knocking'));
    shut.when(connection.breaksFor(cid, 'cid-laptop')).then(refused('outdated'));
  });

  test('[R6.4] the door can be closed to somebody who knocks, is lost or has not come', () => {
    given(withoutDee.in('associative')).when(ann.closesTheDoorTo(dee), dee.enters()).then(refused('door-closed'));
    given(withoutDee.in('associative')).when(dee.enters(), ann.closesTheDoorTo(dee)).then(standsAt(dee, 'shut'));
    given(associative).when(connection.breaksFor(cid), ann.asksOut(cid), cid.enters()).then(standsAt(cid, 'knocking'));
  });

  test('[R6.4] refusals', () => {
    given(associative).when(cid.asksOut(dee)).then(refused('not-a-leader'));
    given(associative).when(ann.asksOut(hal)).then(refused('not-to-a-leader'));
    given(associative).when(ann.closesTheDoorTo(hal)).then(refused('not-to-a-leader'));
    given(withoutDee.in('associative')).when(ann.asksOut(dee)).then(refused('person-not-in-the-room'));
    given(associative).when(ann.closesTheDoorTo(cid), hal.closesTheDoorTo(cid)).then(refused('already-so'));
    given(associative).when(ann.opensTheDoorTo(cid)).then(refused('already-so'));
  });
});

describe('one device', () => {
  test('[R6.5] a second device is refused until it is meant as a replacement', () => {
    given(room()).when(cid.enters('cid-phone')).then(refused('on-another-device'));
    given(room())
      .when(cid.entersInsteadWith('cid-phone'))
      .then((it) => expect(it.state.people.cid?.device).toBe('cid-phone'));
    given(room()).when(cid.entersInsteadWith('cid-phone'), cid.enters('cid-laptop')).then(refused('on-another-device'));
  });

  test('[R6.5] entering again with the same device changes nothing', () => {
    given(room()).when(cid.enters()).then(nothingHappens);
  });
});

describe('observers', () => {
  test('[R6.6] are listed to all once they come, and not before', () => {
    given(room().observed()).then((it) => {
      for (const who of [ann, cid, oda])
        expect(it.chair(oda, who)).toMatchObject({ name: 'Oda', role: 'observer', state: 'observer' });
    });
    given(room().observed().without('Oda')).then((it) =>
      expect(it.seenBy(cid).chairs.map(({ name }) => name)).not.toContain('Oda'),
    );
  });

  test.each(phaseIds.filter((phase) => phase !== 'debrief' && phase !== 'ended'))(
    '[R6.6] are never heard or seen in %s',
    (phase) => {
      given(room().observed().in(phase)).then((it) => {
        expect(it.rights(oda)).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: false });
        expect(it.chair(oda, cid)).toMatchObject({ mayBeHeard: false, mayBeSeen: false });
      });
    },
  );
});
