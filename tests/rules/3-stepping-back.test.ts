// R3: the presenter outside the circle, who hears and sees, and whom nobody hears.
import { describe, expect, test } from 'vitest';
import { given, phaseIs, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, hal, media } from '../support/persons.ts';

const steppedBack = room().in('associative');
const unseen = room().ofForm({ pushBack: 'unseen' });
const inCircle = room().ofForm({ pushBack: 'none' });
const everyone = [ann, hal, ben, cid, dee];

describe('kinds', () => {
  test('[R3.1] at the edge: heard by nobody, seen by all', () => {
    given(steppedBack).then((it) => {
      expect(it.rights(ben)).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: true });
      for (const who of everyone) {
        expect(it.chair(ben, who)).toMatchObject({ name: 'Ben', state: 'steppedBack', mayBeHeard: false, mayBeSeen: true });
      }
    });
  });

  test('[R3.1] unseen: neither heard nor seen, a named chair', () => {
    given(unseen.in('associative')).then((it) => {
      expect(it.rights(ben)).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: false });
      expect(it.chair(ben, cid)).toMatchObject({ name: 'Ben', state: 'steppedBack', mayBeHeard: false, mayBeSeen: false });
    });
  });

  test('[R3.1] none: the presenter stays in the circle, and nothing is sealed', () => {
    given(inCircle.in('associative')).then((it) => {
      expect(it.rights(ben).mayBeHeard).toBe(true);
      expect(it.chair(ben, cid).state).toBe('present');
      expect(it.deskOf(ann).silences).toEqual([]);
    });
    given(inCircle.in('associative')).when(ben.signals()).then(refused('not-now'));
  });
});

describe('silence', () => {
  test('[R3.2] holds across a lost connection, a return, and another device', () => {
    const isSilent = (it: { rights: (who: typeof ben) => unknown }) => expect(it.rights(ben)).toMatchObject({ mayBeHeard: false });
    given(steppedBack).when(connection.breaksFor(ben), ben.enters()).then(isSilent);
    given(steppedBack).when(connection.breaksFor(ben), ben.enters('ben-phone')).then(isSilent);
    given(steppedBack).when(ben.entersInsteadWith('ben-phone')).then(isSilent);
  });

  test('[R3.2] cannot be ended by the presenter', () => {
    given(steppedBack).when(ben.comesIn()).then(refused('not-now'));
    given(steppedBack).when(ben.advancesTo('closingRound')).then(refused('not-a-leader'));
  });

  test('[R3.2] holds also when a leader presents, and with no leader left', () => {
    given(room().presentedBy('Ann').in('associative'))
      .when(hal.leaves())
      .then((it) => expect(it.rights(ann).mayBeHeard).toBe(false));
  });

  test('[R3.3] the presenter goes on hearing, and sees every chair as the others do', () => {
    given(steppedBack).then((it) => {
      expect(it.seenBy(ben).me).toMatchObject({ case: 'steppedBack', rights: { mayHear: true } });
      expect(it.seenBy(ben).chairs).toEqual(it.seenBy(cid).chairs);
    });
  });
});

describe('the private signal', () => {
  test('[R3.4] reaches the leaders’ desks and nobody else', () => {
    given(steppedBack).then((was) =>
      given(steppedBack)
        .when(ben.signals())
        .then((it) => {
          for (const leader of [ann, hal]) expect(it.deskOf(leader).signal).toEqual({ raisedAt: it.now, acknowledged: false });
          expect(it.seenBy(ben).me.signal).toBe('raised');
          for (const member of [cid, dee]) expect(it.seenBy(member)).toEqual(was.seenBy(member));
        }),
    );
  });

  test('[R3.4] is acknowledged silently: the presenter sees it, members do not', () => {
    given(steppedBack)
      .when(ben.signals(), hal.acknowledges())
      .then((it) => {
        expect(it.seenBy(ben).me.signal).toBe('acknowledged');
        expect(it.deskOf(ann).signal?.acknowledged).toBe(true);
        expect(it.seenBy(cid).me.signal).toBe('none');
      });
  });

  test('[R3.4] can be withdrawn, and raised again once it was acknowledged', () => {
    given(steppedBack)
      .when(ben.signals(), ben.withdrawsTheSignal())
      .then((it) => expect(it.deskOf(ann).signal).toBe(null));
    given(steppedBack)
      .when(ben.signals(), ann.acknowledges(), ben.signals())
      .then((it) => expect(it.deskOf(ann).signal?.acknowledged).toBe(false));
  });

  test('[R3.4] refusals', () => {
    given(steppedBack).when(ben.signals(), ben.signals()).then(refused('already-so'));
    given(steppedBack).when(ben.withdrawsTheSignal()).then(refused('already-so'));
    given(steppedBack).when(cid.signals()).then(refused('not-now'));
    given(room().in('presentation')).when(ben.signals()).then(refused('not-now'));
    given(steppedBack).when(ann.acknowledges()).then(refused('not-now'));
    given(steppedBack).when(ben.signals(), ann.acknowledges(), hal.acknowledges()).then(refused('already-so'));
    given(steppedBack).when(ben.signals(), cid.acknowledges()).then(refused('not-a-leader'));
  });

  test('[R3.4] is over when the presenter is brought back', () => {
    given(steppedBack)
      .when(ben.signals(), ann.advancesTo('closingRound'))
      .then((it) => expect(it.deskOf(ann).signal).toBe(null));
  });
});

describe('the return', () => {
  const invited = given(steppedBack).when(ann.advancesTo('closingRound'));

  test('[R3.5] an invitation gives the permission; to all others the presenter still looks stepped back', () => {
    invited.then((it) => {
      expect(it.rights(ben).mayBeHeard).toBe(true);
      expect(it.seenBy(ben).me.case).toBe('invitedBack');
      expect(it.deskOf(ann).presenterInvited).toBe(true);
      for (const member of [cid, dee]) {
        expect(it.chair(ben, member)).toMatchObject({ state: 'steppedBack', mayBeHeard: false, mayBeSeen: true });
        expect(JSON.stringify(it.seenBy(member))).not.toContain('invited');
      }
    });
    given(unseen.in('associative'))
      .when(ann.advancesTo('closingRound'))
      .then((it) => expect(it.chair(ben, cid)).toMatchObject({ mayBeHeard: false, mayBeSeen: false }));
  });

  test('[R3.5] only their own touch brings them in', () => {
    invited.when(ben.comesIn()).then((it) => {
      expect(it.seenBy(ben).me.case).toBe('presenting');
      expect(it.deskOf(ann).presenterInvited).toBe(false);
      expect(it.chair(ben, cid)).toMatchObject({ state: 'present', mayBeHeard: true, mayBeSeen: true });
    });
    invited.when(ann.comesIn()).then(refused('not-the-presenter'));
    invited.when(ben.comesIn(), ben.comesIn()).then(refused('not-now'));
  });

  test('[R3.5] a leader may end the silence at any moment, forwards or back', () => {
    given(steppedBack)
      .when(hal.goesBackTo('clarifying'))
      .then(phaseIs('clarifying'), (it) => {
        expect(it.seenBy(ben).me.case).toBe('invitedBack');
      });
  });

  test('[R3.5] the presenter need not come in: the case closes over an unanswered invitation', () => {
    invited.when(ann.advancesTo('farewell')).then((it) => {
      expect(it.chair(ben, cid).state).toBe('present');
      expect(it.rights(ben).mayBeHeard).toBe(true);
    });
  });

  test('[R3.6] the chair keeps its place in the order, out and back in', () => {
    const orderFor = (it: { seenBy: (who: typeof cid) => { chairs: readonly { personId: string }[] } }) =>
      it.seenBy(cid).chairs.map(({ personId }) => personId);
    given(room().in('clarifying')).then((was) => {
      given(steppedBack).then((it) => expect(orderFor(it)).toEqual(orderFor(was)));
      invited.when(ben.comesIn()).then((it) => expect(orderFor(it)).toEqual(orderFor(was)));
    });
  });
});

describe('the truth about the silence', () => {
  test('[R3.7] not confirmed until the media server has answered, and doubted when it says otherwise', () => {
    given(steppedBack).then((it) => expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: null }]));
    given(steppedBack)
      .when(media.confirms(ben))
      .then((it) => expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: it.now }]));
    given(steppedBack)
      .when(media.confirms(ben), media.doubts(ben))
      .then((it) => expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: null }]));
  });

  test('[R3.7] a late answer about an earlier silence confirms nothing', () => {
    given(steppedBack)
      .when(media.confirms(ben), ann.advancesTo('closingRound'), ben.comesIn(), ann.goesBackTo('associative'))
      .then((it) => expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: null }]));
    given(steppedBack)
      .when(ann.goesBackTo('clarifying'), ann.advancesTo('associative'), media.confirms(ben, 1))
      .then(refused('outdated'));
  });

  test('[R3.7] refusals', () => {
    given(room().in('clarifying')).when(media.confirms(ben)).then(refused('outdated'));
    given(steppedBack).when(media.confirms(cid)).then(refused('outdated'));
    given(steppedBack).when(media.confirms(ben), media.confirms(ben)).then(refused('already-so'));
    given(steppedBack).when(media.doubts(ben)).then(refused('already-so'));
    given(steppedBack)
      .when({ ...media.confirms(ben), by: { person: ben.id } })
      .then(refused('not-now'));
  });
});
