// R1.4 in a group without leaders: who convenes the meeting leads it, and every rule about leaders holds for them.
import { describe, expect, test } from 'vitest';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { given, minute, phaseIs, refused, room } from '../support/given.ts';
import { ann, ben, cid, clock, connection, dee, hal, oda, roster } from '../support/persons.ts';

const peers = room().ofForm(presets['Peer 90/1']);
const convened = given(peers).when(cid.convenes());

describe('a group without leaders', () => {
  test('[R1.4] has none to begin with, whoever the roster calls leader', () => {
    given(peers).then((it) => {
      for (const who of [ann, hal, ben, cid])
        expect(it.seenBy(who).me).toMatchObject({ leads: false, mayConvene: true, role: 'member' });
      expect(it.state.leaderlessSince).not.toBe(null);
    });
    for (const who of [ann, hal, cid]) given(peers).when(who.advancesTo('opening')).then(refused('not-a-leader'));
  });

  test('[R1.4] is led by whoever takes it first, and by one only', () => {
    convened.then((it) => {
      expect(it.deskOf(cid).next[0]?.to).toBe('opening');
      for (const who of [ann, hal, ben]) {
        expect('desk' in it.seenBy(who)).toBe(false);
        expect(it.seenBy(who).me.mayConvene).toBeUndefined();
      }
      expect(it.chair(cid, ben).role).toBe('leader');
    });
    convened.when(ann.convenes()).then(refused('already-convened'));
    convened.when(cid.convenes()).then(refused('already-so'));
    convened.when(cid.advancesTo('opening')).then(phaseIs('opening'));
    convened.when(ann.advancesTo('opening')).then(refused('not-a-leader'));
  });

  test('[R1.4] is led by whoever was named ahead, as soon as they come in', () => {
    const waits = given(peers.expecting('Dee').without('Dee'));
    waits.then((it) => {
      for (const who of [ann, ben, cid]) expect(it.seenBy(who).me).toMatchObject({ mayConvene: true, expected: 'Dee' });
    });
    waits.when(dee.enters()).then((it) => {
      expect(it.seenBy(dee).me.leads).toBe(true);
      expect(it.seenBy(ann).me.expected).toBeUndefined();
    });
    waits.when(dee.enters(), cid.convenes()).then(refused('already-convened'));
    // A lost connection is not going, and a return is no new beginning.
    waits.when(dee.enters(), connection.breaksFor(dee), dee.enters()).then((it) => expect(it.seenBy(dee).me.leads).toBe(true));
    given(peers.expecting('Dee').ofForm({ opensDoorUntilPresentation: false }).without('Dee'))
      .when(dee.enters())
      .then((it) => expect(it.seenBy(dee).me.leads).toBe(true));
  });

  test('[R1.4] is led by anybody who takes it over while whoever was named is not there', () => {
    const taken = given(peers.expecting('Dee').without('Dee')).when(cid.convenes());
    taken.then((it) => expect(it.seenBy(ann).me.expected).toBeUndefined());
    taken.when(dee.enters()).then((it) => {
      expect(it.seenBy(dee).me.leads).toBe(false);
      expect(it.seenBy(cid).me.leads).toBe(true);
    });
    taken.when(cid.leaves()).then((it) => expect(it.seenBy(ann).me.expected).toBe('Dee'));
    taken.when(cid.leaves(), dee.enters()).then((it) => expect(it.seenBy(dee).me.leads).toBe(true));
    // [R6.2] Nobody reads from it that Dee was shown out.
    for (const shown of [cid.asksOut(dee), cid.closesTheDoorTo(dee)])
      taken.when(dee.enters(), shown, cid.leaves()).then((it) => expect(it.seenBy(ann).me.expected).toBe('Dee'));
    given(peers.expecting('Dee'))
      .when(dee.leaves(), ben.convenes(), dee.enters())
      .then((it) => expect(it.seenBy(dee).me.leads).toBe(false));
  });

  test('[R1.4] [R6.6] naming somebody who only listens, or who is here, makes nobody lead; nor does it where a group has leaders', () => {
    given(peers.expecting('Oda').observed()).then((it) => expect(it.state.convenor).toBe(null));
    const here = given(peers).when(
      roster.changes((seats) => seats.map((seat) => (seat.personId === ben.id ? { ...seat, convenes: true as const } : seat))),
    );
    here.then((it) => {
      expect(it.state.convenor).toBe(null);
      expect(it.seenBy(ann).me.expected).toBeUndefined();
    });
    here.when(ben.leaves(), ben.enters()).then((it) => expect(it.seenBy(ben).me.leads).toBe(true));
    given(room().expecting('Dee').without('Dee'))
      .when(dee.enters())
      .then((it) => expect(it.seenBy(dee).me).toMatchObject({ leads: false, role: 'member' }));
  });

  test('[R1.4] [R6.6] is convened by nobody who only listens, is outside, or meets in a group with leaders', () => {
    given(peers.observed()).when(oda.convenes()).then(refused('observers-only-listen'));
    given(peers.without('Dee')).when(dee.convenes()).then(refused('not-in-the-room'));
    given(room())
      .when(cid.convenes())
      .then(refused('not-now'), (it) => expect(it.seenBy(cid).me.mayConvene).toBeUndefined());
  });

  test('[R1.4] [R6.3] comes together behind a closed door too: until somebody convenes, the circle walks in', () => {
    const closed = peers.ofForm({ opensDoorUntilPresentation: false });
    given(closed.observed().without('Dee', 'Oda'))
      .when(oda.enters())
      .then((it) => expect(it.view(oda)).toMatchObject({ door: 'knocking' }));
    given(closed.without('Dee'))
      .when(dee.enters())
      .then((it) => expect(it.seenBy(dee).me.mayConvene).toBe(true));
    given(closed.without('Dee'))
      .when(cid.convenes(), dee.enters())
      .then((it) => expect(it.view(dee)).toMatchObject({ door: 'knocking' }));
  });

  test('[R7.2] finds somebody else only while people gather and the first has gone; a lost connection is not going', () => {
    convened.when(cid.leaves(), ben.convenes()).then((it) => {
      expect(it.seenBy(ben).me.leads).toBe(true);
      expect(it.state.seats.filter(({ role }) => role === 'leader').map(({ personId }) => personId)).toEqual([ben.id]);
    });
    convened.when(connection.breaksFor(cid), ben.convenes()).then(refused('already-convened'));
    convened.when(cid.advancesTo('opening'), cid.leaves(), ben.convenes()).then(refused('not-now'), (it) => {
      expect(it.state.leaderlessSince).toBe(it.now);
    });
    convened
      .when(cid.leaves(), ben.convenes(), cid.enters())
      .then((it) => expect(it.seenBy(cid).me).toMatchObject({ leads: false, role: 'member' }));
  });

  test('[R2.3] the convenor presents nothing while nobody else leads', () => {
    const caseCall = convened.when(cid.advancesTo('opening'), cid.advancesTo('caseCall'));
    caseCall.when(cid.chooses(cid)).then(refused('nobody-else-leads'));
    caseCall
      .when(cid.asksToLead(dee), dee.chooses(cid), cid.accepts(), dee.advancesTo('presentation'))
      .then((it) => expect(it.seenBy(cid).me).toMatchObject({ leads: false, case: 'presenting' }));
  });

  test('[R4.2] [R6.4] the convenor is a leader to whom nobody does anything', () => {
    const both = convened.when(cid.asksToLead(dee));
    both.when(dee.holds(cid)).then(refused('not-to-a-leader'));
    both.when(dee.asksOut(cid)).then(refused('not-to-a-leader'));
  });

  test('[R7.3] thirty minutes without the convenor end the room', () => {
    const alone = given(peers.ledBy('Ann').in('associative')).when(ann.leaves());
    alone
      .after(31 * minute)
      .when(clock.endsALeaderlessRoom())
      .then(phaseIs('ended'));
    alone.when(ann.enters()).then((it) => expect(it.deskOf(ann)).toBeDefined());
  });

  test('[R9.1] the convenor is kept as the leader of that meeting, the others as members', () => {
    convened
      .when(cid.advancesTo('opening'))
      .after(20 * minute)
      .then((it) => {
        const as = Object.fromEntries(attendanceOf(it.state, it.now).map((one) => [one.personId, one.as]));
        expect(as).toMatchObject({ cid: 'leader', ann: 'member', hal: 'member', ben: 'member' });
      });
  });

  test('[R11.6] a change of the roster names no leader and takes no convenor away', () => {
    convened.when(roster.gives(ben, 'leader')).then((it) => {
      expect(it.seenBy(ben).me.role).toBe('member');
      expect(it.seenBy(cid).me.leads).toBe(true);
    });
  });
});
