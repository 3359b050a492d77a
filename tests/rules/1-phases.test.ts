// R1: the order of the phases, who may change them, and undoing a change.
import { describe, expect, test } from 'vitest';
import { formFrom, presets } from '../../shared/ritual/forms.ts';
import { allPhaseIds, type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import { given, minute, phaseIs, refused, room, second } from '../support/given.ts';
import { ann, ben, cid, connection, dee, hal, media, oda } from '../support/persons.ts';

/** Where the desk lets a room go, read from the ritual's table. */
const onward: Record<PhaseId, PhaseId[]> = {
  gathering: ['opening', 'caseCall', 'ended'],
  opening: ['caseCall', 'ended'],
  caseCall: ['presentation', 'farewell', 'ended'],
  presentation: ['clarifying', 'associative', 'closingRound', 'caseCall', 'farewell', 'ended'],
  clarifying: ['associative', 'closingRound', 'caseCall', 'farewell', 'ended'],
  associative: ['closingRound', 'caseCall', 'farewell', 'ended'],
  closingRound: ['farewell', 'caseCall', 'ended'],
  farewell: ['debrief', 'ended'],
  debrief: ['ended'],
  review: [],
  aim: [],
  images: [],
  ended: [],
};
const back: Record<PhaseId, PhaseId[]> = {
  gathering: [],
  opening: ['gathering'],
  caseCall: ['opening'],
  presentation: [],
  clarifying: ['presentation'],
  associative: ['presentation', 'clarifying'],
  closingRound: ['presentation', 'clarifying', 'associative'],
  farewell: ['caseCall'],
  debrief: [],
  review: [],
  aim: [],
  images: [],
  ended: [],
};
const present = phaseIds.filter((phase) => phase !== 'ended');
const everyPair = present.flatMap((from) => phaseIds.map((to) => ({ from, to })));

describe('the order', () => {
  test.each(everyPair)('[R1.1] [R1.2] from $from onward to $to', ({ from, to }) => {
    const waits = from === 'caseCall' && to === 'presentation';
    const expected = waits ? refused('no-presenter-yet') : onward[from].includes(to) ? phaseIs(to) : refused('phase-cannot-follow');
    given(room().in(from)).when(ann.advancesTo(to)).then(expected);
  });

  test.each(everyPair)('[R1.3] from $from back to $to', ({ from, to }) => {
    given(room().in(from))
      .when(ann.goesBackTo(to))
      .then(back[from].includes(to) ? phaseIs(to) : refused('phase-cannot-follow'));
  });

  test.each(present)('[R1.1] in %s the desk offers exactly what may follow, the natural phase first', (phase) => {
    given(room().in(phase)).then((it) => {
      expect(it.deskOf(ann).next.map(({ to }) => to)).toEqual(onward[phase]);
      expect(it.deskOf(ann).back).toEqual(back[phase]);
    });
  });

  test('[R1.1] after the closing round a form with two cases expects another case, then the farewell', () => {
    const twoCases = room().ofForm(presets['ANZ-UK 90/2']).in('closingRound');
    given(twoCases).then((it) => expect(it.deskOf(ann).next[0]?.to).toBe('caseCall'));
    given(twoCases)
      .when(
        ann.advancesTo('caseCall'),
        ann.chooses(cid),
        cid.accepts(),
        ann.advancesTo('presentation'),
        ann.advancesTo('closingRound'),
      )
      .then((it) => {
        expect(it.deskOf(ann).caseNumber).toBe(2);
        expect(it.deskOf(ann).next[0]?.to).toBe('farewell');
      });
  });

  test('[R1.2] nobody has a case: the case call leads to the farewell', () => {
    given(room().in('caseCall')).when(ann.advancesTo('farewell')).then(phaseIs('farewell'));
  });

  test('[R1.3] going back within a case keeps the presenter and the case', () => {
    given(room().in('closingRound'))
      .when(ann.goesBackTo('presentation'))
      .then((it) => {
        expect(it.seenBy(dee).presenterId).toBe(ben.id);
        expect(it.deskOf(ann).caseNumber).toBe(1);
      });
  });
});

describe('what is offered', () => {
  const invited = given(room().in('associative')).when(ann.advancesTo('closingRound'));

  test('[R1.8] closing the case is neither offered nor refused while the invited presenter can still come back', () => {
    invited.then((it) => {
      expect(it.deskOf(ann).next[0]).toEqual({ to: 'farewell', waitsFor: 'return' });
      expect(
        it
          .deskOf(ann)
          .next.slice(1)
          .every(({ waitsFor }) => waitsFor === null),
      ).toBe(true);
    });
    given(room().in('associative')).when(ann.advancesTo('closingRound'), ann.advancesTo('farewell')).then(phaseIs('farewell'));
    given(room().in('associative'))
      .when(ann.advancesTo('closingRound'), connection.breaksFor(ben))
      .then((it) => expect(it.deskOf(ann).next[0]?.waitsFor).toBe('return'));
  });

  test('[R1.8] it is offered once they are back, or have left', () => {
    for (const then of [ben.comesIn(), ben.leaves()])
      given(room().in('associative'))
        .when(ann.advancesTo('closingRound'), then)
        .then((it) => expect(it.deskOf(ann).next[0]).toEqual({ to: 'farewell', waitsFor: null }));
  });

  test('[R1.8] going on within the case waits for nobody', () => {
    given(room().in('associative'))
      .when(ann.goesBackTo('clarifying'))
      .then((it) => expect(it.deskOf(ann).next[0]).toEqual({ to: 'associative', waitsFor: null }));
  });

  test('[R1.5] the desk names the phase that an undo leads back to', () => {
    given(room().in('clarifying'))
      .when(ann.advancesTo('closingRound'))
      .then((it) => expect(it.deskOf(ann).undoTo).toBe('clarifying'));
    given(room().in('clarifying'))
      .when(ann.advancesTo('closingRound'), ann.undoes())
      .then((it) => expect(it.deskOf(ann).undoTo).toBeUndefined());
  });
});

describe('who changes a phase', () => {
  test('[R1.4] leader and co-leader alike', () => {
    given(room().in('opening')).when(ann.advancesTo('caseCall')).then(phaseIs('caseCall'));
    given(room().in('opening')).when(hal.advancesTo('caseCall')).then(phaseIs('caseCall'));
    given(room().in('closingRound')).when(hal.goesBackTo('associative')).then(phaseIs('associative'));
  });

  test.each([ben, cid, oda])('[R1.4] not $name', (somebody) => {
    const clarifying = room().observed().in('clarifying');
    given(clarifying).when(somebody.advancesTo('associative')).then(refused('not-a-leader'));
    given(clarifying).when(somebody.goesBackTo('presentation')).then(refused('not-a-leader'));
    given(clarifying).when(ann.advancesTo('associative'), somebody.undoes()).then(refused('not-a-leader'));
  });

  test('[R1.4] not a leader who is out of the room', () => {
    given(room().in('opening')).when(hal.leaves(), hal.advancesTo('caseCall')).then(refused('not-in-the-room'));
  });

  test('[R1.4] a phase lasts as long as the leaders want', () => {
    given(room().in('associative'))
      .after(24 * 60 * minute)
      .when(connection.breaksFor(ben))
      .then(phaseIs('associative'));
  });

  test.each(['connection', 'media', 'clock'] as const)('[R1.4] nothing that comes from the %s moves the phase', (by) => {
    given(room().in('clarifying'))
      .when({ ...ann.advancesTo('associative'), by })
      .then(refused('not-now'));
  });
});

describe('taking back', () => {
  const steppedBack = room().in('associative');

  test('[R1.5] an undo restores the scene and everybody’s rights exactly', () => {
    const clarifying = given(room().in('clarifying'));
    clarifying.then((was) =>
      clarifying
        .when(ann.advancesTo('associative'))
        .after(9 * second)
        .when(hal.undoes())
        .then((it) => {
          expect(it.state.scene).toEqual(was.state.scene);
          expect(it.state.seats).toEqual(was.state.seats);
          for (const who of [ann, ben, cid, dee, hal]) expect(it.rights(who)).toEqual(was.rights(who));
        }),
    );
  });

  test('[R1.5] an undo of the return seals the presenter again, unconfirmed, with the signal that stood', () => {
    given(steppedBack)
      .when(ben.signals(), ann.advancesTo('closingRound'), ben.comesIn(), ann.undoes())
      .then((it) => {
        expect(it.rights(ben).mayBeHeard).toBe(false);
        expect(it.deskOf(ann).signal).not.toBe(null);
        expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: null }]);
      });
  });

  test('[R1.5] for ten seconds, and no longer', () => {
    const undoneAfter = (ms: number) => given(room().in('opening')).when(ann.advancesTo('caseCall')).after(ms).when(ann.undoes());
    undoneAfter(10 * second).then(phaseIs('opening'));
    undoneAfter(10 * second + 1).then(refused('nothing-to-undo'));
  });

  test('[R1.5] once, and only the last change', () => {
    given(room().in('opening'))
      .when(ann.advancesTo('caseCall'), ann.advancesTo('farewell'), ann.undoes())
      .then(phaseIs('caseCall'));
    given(room().in('opening')).when(ann.advancesTo('caseCall'), ann.undoes(), ann.undoes()).then(refused('nothing-to-undo'));
  });

  test('[R1.5] the end for all can be undone, and only leaders are told so', () => {
    const ended = given(steppedBack).when(ann.advancesTo('ended'));
    ended.then((it) => {
      expect(it.view(ann)).toEqual({ kind: 'over', version: 1, serverNow: it.now, undoUntil: it.now + 10 * second });
      expect(it.view(ben)).toEqual({ kind: 'over', version: 1, serverNow: it.now });
    });
    ended.when(hal.undoes()).then(phaseIs('associative'));
    ended.when(ben.undoes()).then(refused('not-a-leader'));
  });

  test('[R1.5] a leader who was away when the room ended is offered no undo', () => {
    given(steppedBack)
      .when(hal.leaves(), ann.advancesTo('ended'))
      .then((it) => expect(it.view(hal)).toEqual({ kind: 'over', version: 1, serverNow: it.now }));
  });
});

describe('saying what one assumes', () => {
  test('[R1.6] the slower leader is refused and nothing changes twice', () => {
    given(room().in('clarifying'))
      .when(ann.advancesTo('associative', 'clarifying'), hal.advancesTo('associative', 'clarifying'))
      .then(refused('phase-already-changed'), phaseIs('associative'));
  });

  test('[R1.6] going back and undoing name the phase they assume too', () => {
    given(room().in('closingRound'))
      .when(ann.goesBackTo('associative'), hal.goesBackTo('associative', 'closingRound'))
      .then(refused('phase-already-changed'));
    given(room().in('opening')).when(ann.advancesTo('caseCall'), hal.undoes('opening')).then(refused('phase-already-changed'));
  });
});

describe('forms', () => {
  test.each(Object.entries(presets))('[R1.7] %s walks the table in order, within its soft minutes', (_, form) => {
    const places = form.phases.map((phase) => allPhaseIds.indexOf(phase));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const phase of form.phases) expect(form.minutes[phase]).toBeGreaterThanOrEqual(phase === 'ended' ? 0 : 1);
  });

  test('[R1.7] a form without clarifying questions never leads there', () => {
    given(
      room()
        .ofForm({ phases: phaseIds.filter((phase) => phase !== 'clarifying') })
        .in('presentation'),
    )
      .when(ann.advancesTo('clarifying'))
      .then(refused('phase-cannot-follow'), (it) => {
        expect(it.deskOf(ann).next[0]?.to).toBe('associative');
        expect(it.deskOf(ann).path).not.toContain('clarifying');
      });
  });
});

describe('looking back at the work', () => {
  const training = room().ofForm(presets['Leader training 90/1']);

  test('[R1.7] comes after a case, and only in forms that have it', () => {
    given(room().in('closingRound')).when(ann.advancesTo('review')).then(refused('phase-cannot-follow'));
    given(training.in('closingRound')).then((it) =>
      expect(it.deskOf(ann).next.map(({ to }) => to)).toEqual(['review', 'farewell', 'caseCall', 'ended']),
    );
    given(training.in('closingRound')).when(ann.advancesTo('review')).then(phaseIs('review'));
  });

  test('[R1.2] [R1.7] can be reached from any phase of a case, and passed over', () => {
    for (const phase of ['presentation', 'clarifying', 'associative', 'closingRound'] as const) {
      given(training.in(phase)).when(ann.advancesTo('review')).then(phaseIs('review'));
      given(training.in(phase)).when(ann.advancesTo('farewell')).then(phaseIs('farewell'));
    }
    for (const phase of ['gathering', 'opening', 'caseCall', 'farewell', 'debrief'] as const)
      given(training.in(phase)).when(ann.advancesTo('review')).then(refused('phase-cannot-follow'));
  });

  test('[R1.1] leads to the farewell or a further case, as the form expects', () => {
    given(training.in('review')).then((it) =>
      expect(it.deskOf(ann).next.map(({ to }) => to)).toEqual(['farewell', 'caseCall', 'ended']),
    );
    given(training.ofForm({ casesPerMeeting: 2 }).in('review')).then((it) => expect(it.deskOf(ann).next[0]?.to).toBe('caseCall'));
  });

  test('[R1.3] [R2.5] has no way back into the case, whose presenter nobody can tell any more; an undo has', () => {
    given(training.in('review')).then(
      (it) => expect(it.deskOf(ann).back).toEqual([]),
      (it) => expect(it.seenBy(cid).presenterId).toBe(null),
      (it) => expect(it.rights(ben)).toEqual(it.rights(cid)),
    );
    for (const to of ['closingRound', 'associative', 'caseCall'] as const)
      given(training.in('review')).when(ann.goesBackTo(to)).then(refused('phase-cannot-follow'));
    given(training.in('closingRound'))
      .when(ann.advancesTo('review'), hal.undoes())
      .then((it) => expect(it.state.scene.presenter?.personId).toBe(ben.id));
  });

  test('[R6.3] takes knocks only', () => {
    given(training.without('Dee').in('review'))
      .when(dee.enters())
      .then((it) => expect(it.view(dee)).toMatchObject({ kind: 'doorstep', door: 'knocking' }));
  });
});

describe('an aim and inner images', () => {
  const chinese = room().ofForm(presets['Chinese 90/1']);

  test('[R1.1] [R1.2] come where the form has them: the aim before the questions, the images once the presenter has stepped back', () => {
    given(chinese.in('presentation')).then((it) =>
      expect(it.deskOf(ann).next.map(({ to }) => to)).toEqual([
        ...['aim', 'clarifying', 'images', 'associative', 'closingRound', 'caseCall', 'farewell', 'ended'],
      ]),
    );
    given(chinese.in('clarifying')).when(ann.advancesTo('images')).then(phaseIs('images'));
    for (const phase of ['aim', 'images'] as const)
      given(room().in('presentation')).when(ann.advancesTo(phase)).then(refused('phase-cannot-follow'));
  });

  test('[R3.2] [R3.5] one silence lasts from the images through the group’s work, whichever way the leaders go', () => {
    given(chinese.in('images')).then((it) => expect(it.rights(ben)).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: true }));
    const confirmed = given(chinese.in('images')).when(ben.signals(), media.confirms(ben), ann.advancesTo('associative'));
    confirmed.then((it) => {
      expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: expect.any(Number) }]);
      expect(it.deskOf(ann).signal).not.toBe(null);
    });
    confirmed.when(ann.goesBackTo('images')).then((it) => expect(it.rights(ben).mayBeHeard).toBe(false));
    confirmed
      .when(ann.goesBackTo('images'), ann.goesBackTo('clarifying'))
      .then((it) => expect(it.seenBy(ben).me.case).toBe('invitedBack'));
  });

  test('[R3.1] nobody steps back for them where the form has no stepping back', () => {
    given(chinese.ofForm({ pushBack: 'none' }).in('images')).then((it) => expect(it.rights(ben).mayBeHeard).toBe(true));
  });
});

describe('the names of phases', () => {
  test('[R1.7] are the group’s own where it has some, the same for everybody in the room', () => {
    const named = room().observed().ofForm(formFrom('ABS 60/1'));
    given(named.in('associative')).then((it) => {
      for (const who of [ann, ben, cid, oda]) expect(it.seenBy(who).phaseNames).toEqual({ associative: 'Casework' });
    });
    given(room().in('associative')).then((it) => expect(it.seenBy(cid)).not.toHaveProperty('phaseNames'));
  });

  test('[R6.2] are told to nobody outside', () => {
    given(room().without('Dee').ofForm(formFrom('ABS 60/1')).in('associative'))
      .when(dee.enters())
      .then((it) => expect(Object.keys(it.view(dee))).toEqual(['kind', 'version', 'door']));
  });
});

describe('the form of a meeting that is on', () => {
  test('[R1.7] has its minutes changed by those who lead, for whom alone they are', () => {
    given(room().in('associative')).then((was) => {
      given(room().in('associative'))
        .when(hal.givesMinutes('associative', 40))
        .then(
          (it) => expect([ann, hal].map((who) => it.deskOf(who).clock.minutes)).toEqual([40, 40]),
          (it) => expect([ben, cid].map((who) => it.view(who))).toEqual([ben, cid].map((who) => was.view(who))),
        );
    });
    given(room().in('opening')).when(cid.givesMinutes('associative', 40)).then(refused('not-a-leader'));
    given(room().in('opening')).when(ann.givesMinutes('opening', 3)).then(refused('already-so'));
  });

  test.each([0, -5, 181, 2.5, Number.NaN])('[R1.7] has no %s minutes', (minutes) => {
    given(room().in('opening')).when(ann.givesMinutes('opening', minutes)).then(refused('not-now'));
  });

  test('[R1.7] [R8.1] has no minutes for a phase it does not have, nor for the end', () => {
    for (const phase of ['review', 'ended'] as const)
      given(room().in('opening')).when(ann.givesMinutes(phase, 10)).then(refused('not-now'));
  });

  test.each(['unseen', 'none'] as const)(
    '[R1.7] [R3.1] has its kind of stepping back changed to %s before anybody steps back',
    (kind) => {
      for (const phase of ['gathering', 'caseCall', 'presentation', 'clarifying'] as const)
        given(room().in(phase))
          .when(hal.setsTheKind(kind))
          .then((it) => expect(it.seenBy(cid).pushBack).toBe(kind));
      given(room().in('clarifying'))
        .when(ann.setsTheKind(kind), ann.advancesTo('associative'))
        .then((it) => expect(it.rights(ben)).toEqual({ mayHear: true, mayBeHeard: kind === 'none', mayBeSeen: kind === 'none' }));
    },
  );

  test('[R3.2] keeps the kind in which a silence began, whoever wishes otherwise', () => {
    for (const kind of ['unseen', 'none'] as const) {
      given(room().in('associative'))
        .when(ann.setsTheKind(kind))
        .then(refused('not-now'), (it) => expect(it.rights(ben).mayBeHeard).toBe(false));
      given(room().in('closingRound')).when(ann.setsTheKind(kind)).then(refused('not-now'));
      given(room().in('associative'))
        .when(ann.advancesTo('closingRound'), ben.comesIn(), ann.setsTheKind(kind))
        .then(refused('too-early'));
      given(room().in('associative')).when(ann.advancesTo('farewell'), ann.setsTheKind(kind)).then(refused('too-early'));
      given(room().in('associative'))
        .when(ann.advancesTo('farewell'))
        .after(11 * second)
        .when(ann.setsTheKind(kind))
        .then((it) => expect(it.seenBy(cid).pushBack).toBe(kind));
    }
  });

  test('[R1.7] is the group’s own again the next time', () => {
    given(room().in('opening'))
      .when(ann.setsTheKind('none'))
      .then((it) => expect(presets['ABS 60/1'].pushBack).not.toBe(it.state.form.pushBack));
  });
});
