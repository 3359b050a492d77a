// R7: what only leaders have, a room nobody leads, and the debrief.
import { describe, expect, test } from 'vitest';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { nextGrace } from '../../shared/ritual/graces.ts';
import { whyNoWord } from '../../shared/ritual/word-to-leaders.ts';
import { given, minute, type Outcome, phaseIs, refused, room, second } from '../support/given.ts';
import { ann, ben, cid, clock, connection, dee, hal, media, oda } from '../support/persons.ts';

const associative = room().in('associative');

describe('what only leaders have', () => {
  test('[R7.1] a desk; a member’s, presenter’s and observer’s view has no such field', () => {
    given(room().observed().in('associative')).then((it) => {
      for (const leader of [ann, hal]) expect(it.seenBy(leader).desk).toBeDefined();
      for (const other of [ben, cid, oda]) expect('desk' in it.seenBy(other)).toBe(false);
    });
  });

  test('[R7.1] offers, questions, signals, silences, knocks and undo leave members’ views as they were', () => {
    const story = given(room().without('Dee').in('associative'));
    story.then((was) =>
      story.when(ben.signals(), media.confirms(ben), dee.enters(), hal.acknowledges(), ann.closesTheDoorTo(dee)).then((it) => {
        expect(it.seenBy(cid)).toEqual(was.seenBy(cid));
      }),
    );
    const caseCall = given(room().in('caseCall'));
    caseCall.then((was) =>
      caseCall
        .when(cid.offersACase(), ann.chooses(ben), ben.accepts())
        .then((it) => expect(it.seenBy(dee)).toEqual(was.seenBy(dee))),
    );
  });

  test('[R7.1] both leaders have the same desk', () => {
    given(associative)
      .when(ben.signals())
      .then((it) => expect(it.deskOf(hal)).toEqual(it.deskOf(ann)));
  });
});

describe('the time between leaders', () => {
  test('[R7.6] one hands it to the other, or takes it; all who lead read who has it, and since when', () => {
    given(associative)
      .when(ann.handsTheTimeTo(hal))
      .then((it) => {
        for (const leader of [ann, hal]) expect(it.deskOf(leader).timeKeeper).toEqual({ personId: hal.id, since: it.now });
      });
    given(associative)
      .when(ann.handsTheTimeTo(hal))
      .after(minute)
      .when(ann.handsTheTimeTo(ann))
      .then((it) => expect(it.deskOf(hal).timeKeeper).toEqual({ personId: ann.id, since: it.now }));
    given(associative).then((it) => expect(it.deskOf(ann)).not.toHaveProperty('timeKeeper'));
  });

  test('[R7.6] [R7.1] nobody else’s view changes by a letter, the presenter’s and an observer’s neither', () => {
    const story = given(room().observed().in('associative'));
    story.then((was) =>
      story.when(ann.handsTheTimeTo(hal)).then((it) => {
        for (const who of [ben, cid, dee, oda]) expect(JSON.stringify(it.seenBy(who))).toBe(JSON.stringify(was.seenBy(who)));
      }),
    );
  });

  test('[R7.6] it takes no power: whoever has handed it on leads as before, and so does whoever has it', () => {
    given(associative)
      .when(ann.handsTheTimeTo(hal), ann.pauses(), ann.resumes(), ann.advancesTo('closingRound'))
      .then(phaseIs('closingRound'), (it) => expect(it.deskOf(ann).timeKeeper?.personId).toBe(hal.id));
    given(associative).when(ann.handsTheTimeTo(hal), hal.advancesTo('closingRound')).then(phaseIs('closingRound'));
  });

  test('[R7.6] [R7.2] nobody has it while they are out of the room or present, and they have it again afterwards', () => {
    const handed = given(associative).when(ann.handsTheTimeTo(hal));
    handed.when(connection.breaksFor(hal)).then((it) => expect(it.deskOf(ann)).not.toHaveProperty('timeKeeper'));
    handed.when(connection.breaksFor(hal), hal.enters()).then((it) => expect(it.deskOf(ann).timeKeeper?.personId).toBe(hal.id));
    given(room().in('caseCall'))
      .when(ann.handsTheTimeTo(hal), ann.chooses(hal), hal.accepts(), ann.advancesTo('presentation'))
      .then((it) => expect(it.deskOf(ann)).not.toHaveProperty('timeKeeper'));
  });

  test('[R7.6] [R1.5] an undo of the phase leaves it where it is', () => {
    given(associative)
      .when(ann.advancesTo('closingRound'), ann.handsTheTimeTo(hal), ann.undoes())
      .then((it) => expect(it.deskOf(ann).timeKeeper?.personId).toBe(hal.id));
  });

  test('[R7.6] [R1.6] refusals', () => {
    given(associative).when(cid.handsTheTimeTo(hal)).then(refused('not-a-leader'));
    given(associative).when(ben.handsTheTimeTo(ben)).then(refused('not-a-leader'));
    given(associative).when(ann.handsTheTimeTo(cid)).then(refused('not-a-leader'));
    given(associative)
      .when(ann.handsTheTimeTo({ id: 'nobody' }))
      .then(refused('no-such-person'));
    given(associative).when(connection.breaksFor(hal), ann.handsTheTimeTo(hal)).then(refused('person-not-in-the-room'));
    given(associative).when(ann.handsTheTimeTo(hal, null), hal.handsTheTimeTo(ann, null)).then(refused('already-so'));
    given(associative).when(ann.handsTheTimeTo(hal), ann.handsTheTimeTo(hal)).then(refused('already-so'));
    given(associative).when(ann.advancesTo('ended'), ann.handsTheTimeTo(hal)).then(refused('not-now'));
  });
});

describe('a private word to the leaders', () => {
  const word = (it: Outcome, who: { id: string }) => whyNoWord(it.state, who.id);

  test('[R7.7] whoever sits in the circle may write one, in every phase in which they are in the room', () => {
    for (const phase of ['gathering', 'opening', 'caseCall', 'presentation', 'clarifying', 'farewell'] as const)
      given(room().in(phase)).then((it) => {
        for (const who of [ben, cid]) {
          expect(word(it, who), phase).toBe(null);
          expect(it.seenBy(who).me.mayWrite).toBe(true);
        }
      });
    given(associative).then((it) => expect(word(it, cid)).toBe(null));
  });

  test('[R7.7] [R3.4] it is no way around a silence: whoever has stepped back has the signal alone, until they are back', () => {
    for (const pushBack of ['atTheEdge', 'unseen'] as const) {
      const silent = given(room().ofForm({ pushBack }).in('associative'));
      silent.then((it) => {
        expect(word(it, ben)).toBe('not-now');
        expect(it.seenBy(ben).me).not.toHaveProperty('mayWrite');
      });
      silent.when(ann.advancesTo('closingRound')).then((it) => expect(word(it, ben)).toBe('not-now'));
      silent.when(ann.advancesTo('closingRound'), ben.comesIn()).then((it) => expect(word(it, ben)).toBe(null));
    }
    given(room().ofForm({ pushBack: 'none' }).in('associative')).then((it) => expect(word(it, ben)).toBe(null));
  });

  test('[R7.7] [R6.6] observers write nothing, and those who lead have their notes', () => {
    given(room().observed().in('associative')).then((it) => {
      expect(word(it, oda)).toBe('observers-only-listen');
      for (const who of [oda, ann, hal]) expect(it.seenBy(who).me).not.toHaveProperty('mayWrite');
    });
  });

  test('[R7.7] [R4.2] [R4.6] [R5.6] the held, the closed and a circle that listens may: their silence is towards the group', () => {
    given(associative)
      .when(ann.holds(cid))
      .then((it) => expect(word(it, cid)).toBe(null));
    given(associative)
      .when(media.closes(cid))
      .then((it) => expect(word(it, cid)).toBe(null));
    given(room().ofForm({ circles: 'two', seats: 6 }).in('associative')).then((it) => {
      expect(it.rights(dee).mayBeHeard).toBe(false);
      expect(word(it, dee)).toBe(null);
    });
  });

  test('[R7.7] [R7.2] while nobody leads there is nobody to read it, as everybody sees', () => {
    given(associative)
      .when(connection.breaksFor(ann), hal.leaves())
      .then((it) => {
        expect(word(it, cid)).toBe('nobody-leads');
        expect(it.seenBy(cid).leaderlessSince).not.toBe(null);
        expect(it.seenBy(cid).me).not.toHaveProperty('mayWrite');
      });
  });

  test('[R7.7] [R7.4] nor from outside the room, nor once it is over for them', () => {
    given(associative)
      .when(cid.leaves())
      .then((it) => expect(word(it, cid)).toBe('not-in-the-room'));
    given(room().in('debrief')).then((it) => expect(word(it, cid)).toBe('meeting-over'));
    given(associative)
      .when(ann.advancesTo('ended'))
      .then((it) => expect(word(it, cid)).toBe('meeting-over'));
    given(associative).then((it) => expect(whyNoWord(it.state, 'nobody')).toBe('not-in-the-room'));
  });
});

describe('nobody leads', () => {
  const unled = given(associative).when(connection.breaksFor(ann), hal.leaves());

  test('[R7.2] one leader drops: the other goes on', () => {
    given(associative)
      .when(connection.breaksFor(ann), hal.advancesTo('closingRound'))
      .then(phaseIs('closingRound'), (it) => {
        expect(it.state.leaderlessSince).toBe(null);
      });
  });

  test('[R7.2] the phase, the presenter and the silence stay; nobody is promoted; all may know since when', () => {
    unled.then(phaseIs('associative'), (it) => {
      expect(it.rights(ben)).toMatchObject({ mayHear: true, mayBeHeard: false });
      for (const who of [ben, cid, dee]) {
        expect(it.seenBy(who).me.leads).toBe(false);
        expect(it.seenBy(who).leaderlessSince).toBe(it.now);
      }
    });
    unled.when(cid.advancesTo('closingRound')).then(refused('not-a-leader'));
  });

  test('[R7.2] the door takes knocks only, except from leaders and from whoever only lost their connection', () => {
    given(room().without('Dee').in('opening'))
      .when(ann.leaves(), hal.leaves(), dee.enters())
      .then((it) => expect(it.view(dee)).toMatchObject({ door: 'knocking' }));
    unled.when(connection.breaksFor(cid), cid.enters()).then((it) => expect(it.view(cid).kind).toBe('room'));
  });

  test('[R7.2] people may gather before any leader has come', () => {
    given(room().without('Ann', 'Hal')).then((it) => expect(it.view(cid)).toMatchObject({ kind: 'room', phase: 'gathering' }));
  });

  test('[R7.2] a returning leader has everything at once', () => {
    unled
      .after(6 * minute)
      .when(ben.signals(), ann.enters())
      .then((it) => {
        expect(it.deskOf(ann).signal).not.toBe(null);
        expect(it.state.leaderlessSince).toBe(null);
      });
  });

  test('[R7.2] a presenting leader leads nobody: without the other the room is unled', () => {
    given(room().presentedBy('Ann').in('associative'))
      .when(hal.leaves())
      .then((it) => expect(it.state.leaderlessSince).toBe(it.now));
  });

  test('[R7.3] thirty minutes without a leader end the room', () => {
    unled
      .after(30 * minute - 1)
      .when(clock.endsALeaderlessRoom())
      .then(refused('too-early'));
    unled
      .after(30 * minute)
      .when(clock.endsALeaderlessRoom())
      .then(phaseIs('ended'), (it) => expect(it.view(cid)).toEqual({ kind: 'over', version: 1, serverNow: it.now }));
  });

  test('[R7.3] not a room that is led, or was meanwhile', () => {
    given(associative).when(clock.endsALeaderlessRoom(0)).then(refused('outdated'));
    unled.then((it) => {
      const since = it.state.leaderlessSince ?? 0;
      unled
        .after(20 * minute)
        .when(ann.enters(), ann.leaves())
        .after(15 * minute)
        .when(clock.endsALeaderlessRoom(since))
        .then(refused('outdated'));
    });
  });

  test('[R7.3] not while people gather', () => {
    const gathering = given(room().without('Ann', 'Hal')).after(60 * minute);
    gathering.when(clock.endsALeaderlessRoom()).then(refused('outdated'));
    gathering.then((it) => expect(nextGrace(it.state)).toBe(null));
  });

  test('[R7.3] the next grace is known from the state alone', () => {
    unled.then((it) => {
      expect(nextGrace(it.state)).toEqual({
        at: it.now + 30 * minute,
        command: { type: 'endLeaderless', leaderlessSince: it.now },
      });
    });
    given(associative).then((it) => expect(nextGrace(it.state)).toBe(null));
  });

  test('[R7.3] only the clock can end it this way', () => {
    unled
      .after(31 * minute)
      .when({ ...clock.endsALeaderlessRoom(), by: { person: cid.id } })
      .then(refused('not-now'));
  });
});

describe('the debrief', () => {
  const debrief = given(room().observed().in('debrief'));

  test('[R7.4] is the leaders’ alone: members have no right, no view and no seat taken', () => {
    debrief.then((it) => {
      for (const leader of [ann, hal]) expect(it.rights(leader).mayBeHeard).toBe(true);
      for (const other of [ben, cid, dee, oda]) {
        expect(it.rights(other)).toEqual({ mayHear: false, mayBeHeard: false, mayBeSeen: false });
        expect(it.view(other)).toEqual({ kind: 'over', version: 1, serverNow: it.now });
      }
      expect(it.seenBy(ann).chairs.map(({ state }) => state)).toEqual(['present', 'empty', 'empty', 'empty', 'present']);
      expect(it.deskOf(ann)).toMatchObject({ lost: [], knocks: [], silences: [] });
    });
  });

  test('[R7.4] from then on the door is closed, to those who knocked as well', () => {
    debrief.when(cid.leaves(), cid.enters()).then(refused('meeting-over'));
    given(room().without('Dee').in('farewell'))
      .when(dee.enters(), ann.advancesTo('debrief'), ann.admits(dee))
      .then(refused('meeting-over'));
    debrief.when(ann.goesBackTo('farewell')).then(refused('phase-cannot-follow'));
    debrief.when(hal.leaves(), hal.enters()).then((it) => expect(it.view(hal).kind).toBe('room'));
  });

  test('[R7.4] a debrief begun by mistake can be undone for all', () => {
    given(room().in('farewell'))
      .when(ann.advancesTo('debrief'), ann.undoes())
      .then((it) => expect(it.rights(cid).mayBeHeard).toBe(true));
  });

  test('[R7.4] members’ minutes end where it begins, however late their browser goes', () => {
    const began = 8; // minutes: each of the eight changes of phase comes a minute after the one before, and the first minute belongs to the gathering
    const after = given(room().in('debrief')).after(20 * minute);
    for (const story of [after, after.when(connection.breaksFor(cid)).after(0)]) {
      story.then((it) => {
        const minutes = Object.fromEntries(attendanceOf(it.state, it.now).map((who) => [who.personId, who.minutesPresent]));
        expect(minutes).toMatchObject({ ann: it.now / minute - 1, cid: began - 1, dee: began - 1 });
      });
    }
  });
});

describe('the debrief that begins by itself', () => {
  const farewell = (form = {}) => given(room().observed().ofForm(form).in('farewell'));
  const allGo = farewell().when(ben.leaves(), cid.leaves(), dee.leaves(), oda.leaves());

  test('[R7.4] [R1.4] begins once the last of the others has gone, and not a moment before', () => {
    allGo.then((it) => expect(nextGrace(it.state)).toEqual({ at: it.now, command: { type: 'beginDebrief', goneSince: it.now } }));
    allGo.when(clock.beginsTheDebrief()).then(phaseIs('debrief'));
    farewell()
      .when(ben.leaves(), cid.leaves(), dee.leaves())
      .then((it) => expect(nextGrace(it.state)).toBe(null));
    farewell().when(ben.leaves(), cid.leaves(), dee.leaves(), clock.beginsTheDebrief(0)).then(refused('outdated'));
  });

  test('[R7.4] [R5.4] a closed tab counts as gone after half a minute, from the later of it and the farewell', () => {
    const cut = farewell().when(ben.leaves(), cid.leaves(), oda.leaves(), connection.breaksFor(dee));
    cut.when(clock.beginsTheDebrief()).then(refused('too-early'));
    cut
      .after(29 * second)
      .when(clock.beginsTheDebrief())
      .then(refused('too-early'));
    cut
      .after(30 * second)
      .when(clock.beginsTheDebrief())
      .then(phaseIs('debrief'));
    cut
      .after(20 * second)
      .when(dee.enters())
      .then((it) => expect(nextGrace(it.state)).toBe(null));
    const before = given(room().in('closingRound')).when(ben.leaves(), cid.leaves(), dee.leaves());
    before
      .after(5 * minute)
      .when(ann.advancesTo('farewell'), clock.beginsTheDebrief())
      .then(refused('too-early'));
    before
      .after(5 * minute)
      .when(ann.advancesTo('farewell'))
      .after(30 * second)
      .when(clock.beginsTheDebrief())
      .then(phaseIs('debrief'));
  });

  test('[R7.4] never from another phase, without a leader, while somebody knocks, while paused, or in a form that has none', () => {
    for (const phase of ['gathering', 'opening', 'caseCall', 'associative', 'closingRound'] as const) {
      given(room().in(phase))
        .when(ben.leaves(), cid.leaves(), dee.leaves())
        .after(5 * minute)
        .then((it) => expect(nextGrace(it.state)).toBe(null));
    }
    allGo.when(cid.enters()).then((it) => expect(nextGrace(it.state)).toBe(null)); // at the door
    allGo.when(ann.pauses()).then((it) => expect(nextGrace(it.state)).toBe(null));
    allGo.when(ann.leaves(), hal.leaves()).then((it) => expect(nextGrace(it.state)?.command.type).toBe('endLeaderless'));
    allGo
      .when(ann.leaves(), hal.leaves(), hal.enters())
      .then((it) => expect(nextGrace(it.state)?.command.type).toBe('beginDebrief'));
    farewell({ phases: presets['ABS 60/1'].phases.filter((id) => id !== 'debrief') })
      .when(ben.leaves(), cid.leaves(), dee.leaves(), oda.leaves())
      .then((it) => expect(nextGrace(it.state)).toBe(null));
    given(room().without('Ben', 'Cid', 'Dee').presentedBy('Hal').in('farewell')).then((it) =>
      expect(nextGrace(it.state)).toBe(null),
    );
  });

  test('[R7.4] [R1.5] undone, it does not begin by itself again until somebody has come back and gone', () => {
    const undone = allGo.when(clock.beginsTheDebrief(), ann.undoes());
    undone.then(phaseIs('farewell'), (it) => expect(nextGrace(it.state)).toBe(null));
    const again = undone.when(cid.enters(), ann.admits(cid), cid.leaves());
    again.then((it) => expect(nextGrace(it.state)?.command.type).toBe('beginDebrief'));
    undone.when(ann.advancesTo('debrief')).then(phaseIs('debrief'));
  });

  test('[R7.4] only the clock begins it this way, and the members’ door then says that the meeting is over', () => {
    allGo.when({ ...clock.beginsTheDebrief(), by: { person: ann.id } }).then(refused('not-now'));
    allGo.when(clock.beginsTheDebrief()).then((it) => {
      for (const other of [ben, cid, dee, oda]) expect(it.view(other).kind).toBe('over');
      expect(it.rights(hal).mayBeHeard).toBe(true);
    });
  });
});
