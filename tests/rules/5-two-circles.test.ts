// Chapter 5 where a group has two circles (R5.6): who sits where, who is heard when, and what of it anybody can see.
import { describe, expect, test } from 'vitest';
import { outerAmong, outerPeople } from '../../shared/ritual/circles.ts';
import { presets } from '../../shared/ritual/forms.ts';
import type { Seat } from '../../shared/ritual/state.ts';
import { given, nothingHappens, refused, room, second } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, media, oda, roster } from '../support/persons.ts';

/** Ann, Hal and Ben sit inside; Cid and Dee outside. */
const twoCircles = () => room().ofForm({ circles: 'two', seats: 6 });
const heard = { mayHear: true, mayBeHeard: true, mayBeSeen: true };
const listening = { mayHear: true, mayBeHeard: false, mayBeSeen: true };

describe('[R5.6] who sits where', () => {
  test('those who lead and the first members sit inside, the others outside; nowhere by default', () => {
    given(twoCircles()).then((it) => expect(it.state.outer).toEqual(['cid', 'dee']));
    for (const form of Object.values(presets)) {
      expect(form).not.toHaveProperty('circles');
      given(room().ofForm({ ...form, seats: 6 })).then((it) => expect(it.state.outer).toEqual([]));
    }
  });

  test('eight sit inside if the form does not say how many, leaders among them wherever they stand in the roster', () => {
    const seats = Array.from(
      { length: 14 },
      (_, i): Seat => ({ personId: `p${i}`, name: `P${i}`, role: i === 13 ? 'leader' : 'member' }),
    );
    const outer = outerAmong(seats, { ...presets.Hungarian, circles: 'two' }, { seats: [], outer: [] });
    expect(outer).toEqual(['p7', 'p8', 'p9', 'p10', 'p11', 'p12']);
  });

  test('a guest, and whoever comes onto the roster, sits outside once the inner circle is full; nobody else moves', () => {
    given(twoCircles().in('associative'))
      .when(roster.names(eve))
      .then((it) => expect(it.state.outer).toEqual(['cid', 'dee', 'eve']));
    given(room().ofForm({ circles: 'two', seats: 12 }).in('opening'))
      .when(roster.names(eve))
      .then((it) => expect(it.state.outer).toEqual([]));
    given(twoCircles().in('opening'))
      .when(roster.gives(dee, 'coLeader'))
      .then((it) => {
        expect(outerPeople(it.state)).toEqual(['cid']);
        expect(it.rights(dee)).toEqual(heard);
      });
  });

  test('[R6.1] a substitute from the outer circle sits inside, and is back at their place afterwards, whoever came meanwhile', () => {
    given(twoCircles().in('opening'))
      .when(ann.asksToLead(cid), roster.names(eve))
      .then((it) => expect(outerPeople(it.state)).toEqual(['dee', 'eve']));
    given(twoCircles().in('opening'))
      .when(ann.asksToLead(cid), roster.names(eve), ann.endsTheLeadOf(cid))
      .then((it) => expect(outerPeople(it.state)).toEqual(['cid', 'dee', 'eve']));
  });

  test('every screen shows whose place is outside, and an observer sits in neither', () => {
    given(twoCircles().observed().in('associative')).then((it) => {
      for (const viewer of [ann, hal, ben, cid, dee, oda]) {
        const outside = it.seenBy(viewer).chairs.filter(({ circle }) => circle === 'outer');
        expect(outside.map(({ name }) => name)).toEqual(['Cid', 'Dee']);
      }
    });
  });
});

describe('[R5.6] who is heard when', () => {
  test('in a case the outer circle hears and sees and is heard by nobody; before and after it everybody may speak', () => {
    for (const phase of ['gathering', 'opening', 'caseCall', 'farewell'] as const) {
      given(twoCircles().in(phase)).then((it) => {
        for (const who of [cid, dee]) expect(it.rights(who)).toEqual(heard);
        expect(it.seenBy(cid)).not.toHaveProperty('round');
      });
    }
    for (const phase of ['presentation', 'clarifying', 'associative', 'closingRound'] as const) {
      given(twoCircles().in(phase)).then((it) => {
        for (const who of [cid, dee]) expect(it.rights(who)).toEqual(listening);
        for (const who of [ann, hal]) expect(it.rights(who)).toEqual(heard);
        expect(it.seenBy(ben).round).toBe('inner');
        expect(it.chair(cid, ann)).toMatchObject({ mayBeHeard: false, mayBeSeen: true, state: 'present' });
      });
    }
  });

  test('a round given by a leader lets the outer circle speak while the inner one listens, or both; leaders and presenter are of no round', () => {
    given(twoCircles().presentedBy('Dee').in('closingRound'))
      .when(dee.comesIn(), ann.seatsIn('outer', ben))
      .then(refused('not-now'));
    given(twoCircles().in('associative'))
      .when(ann.givesTheRoundTo('both'))
      .then((it) => {
        for (const who of [cid, dee, ann]) expect(it.rights(who)).toEqual(heard);
        expect(it.rights(ben)).toEqual(listening); // he has stepped back
      });
    given(room().ofForm({ circles: 'two', seats: 8 }).in('associative')) // Cid sits inside, Dee outside
      .when(hal.givesTheRoundTo('outer'))
      .then((it) => {
        expect(it.rights(dee)).toEqual(heard);
        expect(it.rights(cid)).toEqual(listening);
        for (const who of [ann, hal]) expect(it.rights(who)).toEqual(heard);
      });
    given(twoCircles().in('associative'))
      .when(ann.givesTheRoundTo('outer'), ann.givesTheRoundTo('inner'))
      .then((it) => expect(it.rights(dee)).toEqual(listening));
  });

  test('a round lasts no longer than its phase, and an undo brings it back exactly', () => {
    given(twoCircles().in('associative'))
      .when(ann.givesTheRoundTo('both'), ann.advancesTo('closingRound'))
      .then((it) => expect(it.rights(cid)).toEqual(listening));
    given(twoCircles().in('associative'))
      .when(ann.givesTheRoundTo('both'), ann.advancesTo('closingRound'), hal.undoes())
      .then((it) => expect(it.rights(cid)).toEqual(heard));
  });

  test('only who leads gives a round, once, in the phase they mean, and where there are two circles', () => {
    for (const who of [ben, cid, dee])
      given(twoCircles().in('associative')).when(who.givesTheRoundTo('both')).then(refused('not-a-leader'));
    given(twoCircles().in('associative'))
      .when(ann.givesTheRoundTo('both'), hal.givesTheRoundTo('both'))
      .then(refused('already-so'));
    given(twoCircles().in('associative')).when(ann.givesTheRoundTo('both', 'clarifying')).then(refused('phase-already-changed'));
    given(twoCircles().in('caseCall')).when(ann.givesTheRoundTo('both')).then(refused('not-now'));
    given(room().in('associative')).when(ann.givesTheRoundTo('both')).then(refused('not-now'));
  });

  test('[R4.5] a circle that listens raises no hand, and its hands are down', () => {
    const withHands = () =>
      room()
        .ofForm({ circles: 'two', seats: 8, hands: ['clarifying'] })
        .in('clarifying');
    given(withHands()).when(dee.raisesAHand()).then(refused('not-now'));
    given(withHands())
      .when(cid.raisesAHand(), ann.givesTheRoundTo('outer'))
      .then((it) => {
        expect(it.deskOf(ann).hands?.order).toEqual([]);
        expect(it.seenBy(dee).me.hand).toBe('down');
        expect(it.seenBy(cid).me).not.toHaveProperty('hand');
      });
  });

  test('[R4.2] a held person of the outer circle stays silent in its round, and members cannot tell', () => {
    given(twoCircles().in('associative'))
      .when(ann.holds(cid))
      .then((it) => expect(it.chair(cid, dee)).toMatchObject({ state: 'present', mayBeHeard: false }));
    given(twoCircles().in('associative'))
      .when(ann.holds(cid), ann.givesTheRoundTo('both'))
      .then((it) => expect(it.rights(cid)).toEqual(listening));
  });

  test('[R5.4] a lost connection, a return and a late comer change nothing about it', () => {
    given(twoCircles().in('associative'))
      .when(connection.breaksFor(cid), cid.enters())
      .then((it) => expect(it.rights(cid)).toEqual(listening));
    given(twoCircles().without('Dee').in('associative'))
      .when(dee.enters(), ann.admits(dee))
      .then((it) => expect(it.rights(dee)).toEqual(listening));
    given(twoCircles().in('associative'))
      .when(roster.names(eve), eve.enters(), ann.admits(eve))
      .then((it) => expect(it.rights(eve)).toEqual(listening));
  });
});

describe('[R5.6] [R3.7] [R3.8] the seal of the circle that listens', () => {
  test('leaders read of each whether the media server has confirmed it, and so does each of themselves', () => {
    given(twoCircles().in('presentation')).then((it) => {
      expect(it.deskOf(ann).silences.map(({ personId, since }) => [personId, since])).toEqual([
        ['cid', null],
        ['dee', null],
      ]);
      expect(it.seenBy(cid).me.silence).toBe('unconfirmed');
      expect(it.seenBy(ben).me).not.toHaveProperty('silence');
    });
    given(twoCircles().in('presentation'))
      .when(media.confirms(cid))
      .then((it) => {
        expect(it.seenBy(cid).me.silence).toBe('confirmed');
        expect(it.seenBy(dee).me.silence).toBe('unconfirmed');
      });
  });

  test('a silence that begins again after a round must be confirmed again', () => {
    given(twoCircles().in('associative'))
      .when(media.confirms(cid), ann.givesTheRoundTo('both'), ann.givesTheRoundTo('inner'))
      .then((it) => expect(it.seenBy(cid).me.silence).toBe('unconfirmed'));
  });
});

describe('[R5.6] seats between cases', () => {
  test('the circles change places: the first of the outer one come in, as many as there are members inside', () => {
    given(twoCircles().in('caseCall'))
      .when(ann.exchangesTheCircles())
      .then((it) => expect(it.state.outer).toEqual(['dee', 'ben']));
    given(twoCircles().in('caseCall'))
      .when(ann.exchangesTheCircles(), hal.exchangesTheCircles())
      .then((it) => expect(it.state.outer).toEqual(['ben', 'cid']));
  });

  test('a repeat, and a second leader who meant the same, change nothing back', () => {
    given(twoCircles().in('caseCall')).when(ann.exchangesTheCircles(cid), hal.exchangesTheCircles(cid)).then(refused('already-so'));
    given(twoCircles().in('caseCall')).when(ann.seatsIn('outer', cid)).then(refused('already-so'));
  });

  test('leaders seat one person inside or outside; never a leader, an observer, a stranger', () => {
    given(twoCircles().in('opening'))
      .when(ann.seatsIn('inner', dee))
      .then((it) => expect(it.state.outer).toEqual(['cid']));
    given(twoCircles().in('opening'))
      .when(ann.seatsIn('outer', ben))
      .then((it) => expect(it.state.outer).toEqual(['cid', 'dee', 'ben']));
    given(twoCircles().in('opening')).when(ann.seatsIn('outer', hal)).then(refused('not-to-a-leader'));
    given(twoCircles().observed().in('opening')).when(ann.seatsIn('inner', oda)).then(refused('observers-only-listen'));
    given(twoCircles().in('opening')).when(ann.seatsIn('inner', eve)).then(refused('no-such-person'));
    given(twoCircles().in('opening')).when(cid.seatsIn('inner', cid)).then(refused('not-a-leader'));
  });

  test('never in a case, nor while an undo could lead back into one', () => {
    given(twoCircles().in('associative')).when(ann.exchangesTheCircles()).then(refused('not-now'));
    const closed = () => given(twoCircles().in('closingRound')).when(ann.advancesTo('caseCall'));
    closed()
      .after(9 * second)
      .when(ann.exchangesTheCircles())
      .then(refused('too-early'));
    closed()
      .after(11 * second)
      .when(ann.exchangesTheCircles())
      .then((it) => expect(it.state.outer).toEqual(['dee', 'ben']));
    given(room().in('caseCall')).when(ann.exchangesTheCircles()).then(refused('not-now'));
  });

  test('[R2.2] [R2.5] whoever presents from the outer circle sits inside for the case, and afterwards no screen tells who it was', () => {
    const described = twoCircles().presentedBy('Dee');
    given(described.in('presentation')).then((it) => {
      expect(it.rights(dee)).toEqual(heard);
      expect(it.chair(dee, cid)).not.toHaveProperty('circle');
    });
    const afterCase = (presenter: 'Dee' | 'Ben') => {
      const views: string[] = [];
      given(twoCircles().presentedBy(presenter).in('farewell')).then((it) => {
        for (const viewer of [ben, cid, dee, hal]) views.push(JSON.stringify({ ...it.seenBy(viewer), desk: null }));
      });
      return views;
    };
    expect(afterCase('Dee')).toEqual(afterCase('Ben'));
  });

  test('[R1.6] a room in which nobody sits outside has no round', () => {
    given(room().ofForm({ circles: 'two' }).in('associative')).then((it) => {
      expect(it.seenBy(cid)).not.toHaveProperty('round');
      expect(it.deskOf(ann).circles).toEqual({ round: null, seatsMove: false, first: null });
    });
    given(twoCircles().in('gathering')).when(media.doubts(cid)).then(refused('outdated'));
    given(twoCircles().in('gathering')).when(ann.enters()).then(nothingHappens);
  });
});
