// R2: who presents, how a case is offered and accepted, and that it leaves no trace.
import { describe, expect, test } from 'vitest';
import { phaseIds, phases } from '../../shared/ritual/phases.ts';
import { given, phaseIs, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, oda } from '../support/persons.ts';

const caseCall = room().in('caseCall');

describe('exactly one', () => {
  test.each(phaseIds.filter((phase) => phase !== 'ended'))('[R2.1] in %s', (phase) => {
    given(room().in(phase)).then((it) => expect(it.seenBy(ann).presenterId).toBe(phases[phase].ofTheCase ? ben.id : null));
  });

  test('[R2.1] no presentation without a person who accepted and is there', () => {
    given(caseCall).when(ann.chooses(ben), ann.advancesTo('presentation')).then(refused('no-presenter-yet'));
    given(caseCall)
      .when(ann.chooses(ben), ben.accepts(), connection.breaksFor(ben), ann.advancesTo('presentation'))
      .then(refused('person-not-in-the-room'), (it) =>
        expect(it.deskOf(ann).next[0]).toEqual({ to: 'presentation', waitsFor: 'presenter' }),
      );
  });

  test('[R2.1] the desk waits for the presenter until they have accepted', () => {
    given(caseCall)
      .when(ann.chooses(ben))
      .then((it) => expect(it.deskOf(ann).next[0]).toEqual({ to: 'presentation', waitsFor: 'presenter' }));
    given(caseCall)
      .when(ann.chooses(ben), ben.accepts())
      .then((it) => expect(it.deskOf(ann).next[0]).toEqual({ to: 'presentation', waitsFor: null }));
  });
});

describe('offering', () => {
  test('[R2.2] an offer shows to leaders and to the one who made it, and can be withdrawn', () => {
    given(caseCall)
      .when(cid.offersACase())
      .then((it) => {
        expect(it.deskOf(hal).offers).toEqual([cid.id]);
        expect(it.seenBy(cid).me.case).toBe('offered');
      });
    given(caseCall)
      .when(cid.offersACase(), cid.withdrawsTheOffer())
      .then((it) => expect(it.deskOf(ann).offers).toEqual([]));
  });

  test('[R2.2] another’s offer changes nothing on a member’s screen', () => {
    given(caseCall).then((was) =>
      given(caseCall)
        .when(cid.offersACase())
        .then((it) => expect(it.seenBy(dee)).toEqual(was.seenBy(dee))),
    );
  });

  test('[R2.2] refusals of an offer', () => {
    given(caseCall).when(cid.offersACase(), cid.offersACase()).then(refused('already-offered'));
    given(caseCall).when(cid.withdrawsTheOffer()).then(refused('no-offer'));
    given(room().in('opening')).when(cid.offersACase()).then(refused('not-now'));
    given(room().observed().in('caseCall')).when(oda.offersACase()).then(refused('observers-only-listen'));
    given(room().without('Dee').in('caseCall')).when(dee.offersACase()).then(refused('not-in-the-room'));
  });

  test('[R2.2] whoever goes out takes the offer and the question along', () => {
    for (const goes of [cid.leaves(), ann.asksOut(cid), ann.closesTheDoorTo(cid)]) {
      given(caseCall)
        .when(cid.offersACase(), ann.chooses(cid), cid.accepts(), goes)
        .then((it) => {
          expect(it.deskOf(ann).offers).toEqual([]);
          expect(it.deskOf(ann).chosen).toBe(null);
        });
    }
  });

  test('[R2.2] [R1.5] also when the case call they went out of comes back by an undo', () => {
    for (const goes of [cid.leaves(), ann.asksOut(cid), ann.closesTheDoorTo(cid)]) {
      given(caseCall)
        .when(cid.offersACase(), ann.chooses(cid), cid.accepts(), ann.advancesTo('farewell'), goes, ann.undoes())
        .then((it) => expect([it.deskOf(ann).offers, it.deskOf(ann).chosen]).toEqual([[], null]));
    }
    given(caseCall)
      .when(cid.offersACase(), ann.advancesTo('farewell'), connection.breaksFor(cid), ann.undoes())
      .then((it) => expect(it.deskOf(ann).offers).toEqual([cid.id]));
  });
});

describe('choosing and accepting', () => {
  test('[R2.2] a leader confirms an offer, the person accepts by their own touch', () => {
    given(caseCall)
      .when(ben.offersACase(), ann.chooses(ben))
      .then((it) => {
        expect(it.seenBy(ben).me.case).toBe('asked');
        expect(it.deskOf(hal).chosen).toEqual({ personId: ben.id, accepted: false });
      });
    given(caseCall)
      .when(ben.offersACase(), ann.chooses(ben), ben.accepts(), ann.advancesTo('presentation'))
      .then(phaseIs('presentation'), (it) => expect(it.seenBy(ben).me.case).toBe('presenting'));
  });

  test('[R2.2] a leader may ask somebody who offered nothing; they may decline', () => {
    given(caseCall)
      .when(ann.chooses(dee), dee.declines())
      .then((it) => {
        expect(it.deskOf(ann).chosen).toBe(null);
        expect(it.seenBy(dee).me.case).toBe('mayOffer');
      });
  });

  test('[R2.2] only the person asked answers, and once', () => {
    given(caseCall).when(ann.chooses(ben), cid.accepts()).then(refused('not-asked'));
    given(caseCall).when(ann.chooses(ben), ann.accepts()).then(refused('not-asked'));
    given(caseCall).when(cid.declines()).then(refused('not-asked'));
    given(caseCall).when(ann.chooses(ben), ben.accepts(), ben.accepts()).then(refused('already-so'));
  });

  test('[R2.2] a leader may ask another person instead, or take the question back', () => {
    given(caseCall)
      .when(ann.chooses(ben), ben.accepts(), hal.chooses(cid))
      .then((it) => expect(it.deskOf(ann).chosen).toEqual({ personId: cid.id, accepted: false }));
    given(caseCall)
      .when(ann.chooses(ben), hal.takesTheChoiceBack())
      .then((it) => expect(it.seenBy(ben).me.case).toBe('mayOffer'));
    given(caseCall).when(ann.takesTheChoiceBack()).then(refused('already-so'));
  });

  test('[R2.2] refusals of a choice', () => {
    given(caseCall).when(cid.chooses(cid)).then(refused('not-a-leader'));
    given(caseCall).when(ann.chooses(ben), hal.chooses(ben)).then(refused('already-chosen'));
    given(caseCall).when(ann.chooses(eve)).then(refused('no-such-person'));
    given(room().without('Dee').in('caseCall')).when(ann.chooses(dee)).then(refused('person-not-in-the-room'));
    given(room().observed().in('caseCall')).when(ann.chooses(oda)).then(refused('observers-only-listen'));
    given(room().in('opening')).when(ann.chooses(ben)).then(refused('not-now'));
  });
});

describe('a leader who presents', () => {
  const annPresents = room().presentedBy('Ann').in('presentation');

  test('[R2.3] does not lead until the case closes', () => {
    given(annPresents).when(ann.advancesTo('clarifying')).then(refused('not-a-leader'));
    given(annPresents).then((it) => {
      expect(it.seenBy(ann).me.leads).toBe(false);
      expect('desk' in it.seenBy(ann)).toBe(false);
      expect(it.seenBy(hal).me.leads).toBe(true);
    });
    given(annPresents).when(hal.advancesTo('farewell'), ann.advancesTo('debrief')).then(phaseIs('debrief'));
  });

  test('[R2.3] not while nobody else would lead: not asked, not accepting, not beginning', () => {
    const annAlone = room().ledBy('Ann').in('caseCall');
    given(annAlone).when(ann.chooses(ann)).then(refused('nobody-else-leads'));
    given(caseCall).when(ann.chooses(ann), hal.leaves(), ann.accepts()).then(refused('nobody-else-leads'));
    given(caseCall)
      .when(ann.chooses(ann), ann.accepts(), hal.leaves(), ann.advancesTo('presentation'))
      .then(refused('nobody-else-leads'));
  });

  test('[R2.3] not by an undo either', () => {
    given(annPresents).when(hal.advancesTo('farewell'), hal.leaves(), ann.undoes()).then(refused('nobody-else-leads'));
  });
});

describe('leaving and closing', () => {
  test('[R2.4] the presenter may leave at any time; the phase stays, and members’ screens say no more than before', () => {
    for (const phase of ['presentation', 'clarifying', 'associative', 'closingRound'] as const) {
      given(room().in(phase)).when(ben.leaves()).then(phaseIs(phase));
    }
    for (const pushBack of ['unseen', 'atTheEdge'] as const) {
      const silence = room().ofForm({ pushBack }).in('associative');
      for (const goes of [ben.leaves(), connection.breaksFor(ben)])
        given(silence).then((was) =>
          given(silence)
            .when(goes)
            .then((it) => expect(it.seenBy(dee)).toEqual(was.seenBy(dee))),
        );
    }
  });

  test('[R2.4] only the leaders see that the presenter has left', () => {
    given(room().in('associative')).then((it) => expect(it.seenBy(ann).desk?.presenterAway).toBe(false));
    given(room().in('associative'))
      .when(ben.leaves())
      .then((it) => {
        expect(it.seenBy(ann).desk?.presenterAway).toBe(true);
        expect(JSON.stringify(it.seenBy(dee))).not.toContain('presenterAway');
      });
  });

  test('[R2.4] whoever left while stepped back returns to the same silence', () => {
    given(room().in('associative'))
      .when(ben.leaves(), ben.enters(), ann.admits(ben))
      .then((it) => {
        expect(it.seenBy(ben).me.case).toBe('steppedBack');
        expect(it.rights(ben)).toMatchObject({ mayHear: true, mayBeHeard: false });
      });
  });

  test.each(['caseCall', 'farewell'] as const)('[R2.5] after a case closes into %s no screen knows who presented', (next) => {
    given(room().observed().in('closingRound'))
      .when(ben.comesIn(), ann.advancesTo(next))
      .then((it) => {
        for (const who of [ann, ben, cid, oda]) expect(it.seenBy(who).presenterId).toBe(null);
        const chairs = it.seenBy(cid).chairs.filter(({ role }) => role === 'member');
        for (const chair of chairs) expect(chair).toMatchObject({ state: 'present', mayBeHeard: true, mayBeSeen: true });
        expect(it.seenBy(ben).me.case).toBe(next === 'caseCall' ? 'mayOffer' : 'none');
      });
  });
});
