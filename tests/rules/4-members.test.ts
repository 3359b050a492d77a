// R4: what no phase takes from a member, and the leaders' one emergency act.
import { describe, expect, test } from 'vitest';
import { phaseIds, phases } from '../../shared/ritual/phases.ts';
import { given, minute, type Outcome, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, media, oda, roster, type Wish } from '../support/persons.ts';

const shared = phaseIds.filter((phase) => !phases[phase].leadersOnly);
const associative = room().in('associative');
const hearsOnly = { mayHear: true, mayBeHeard: false, mayBeSeen: false };
const everything = { mayHear: true, mayBeHeard: true, mayBeSeen: true };

describe('open microphones', () => {
  test.each(shared)('[R4.1] in %s every member may be heard and seen', (phase) => {
    given(room().in(phase)).then((it) => {
      for (const who of [cid, dee, ann, hal]) expect(it.rights(who)).toEqual({ mayHear: true, mayBeHeard: true, mayBeSeen: true });
    });
  });
});

describe('holding', () => {
  test('[R4.2] a held person is seen and hears, and nobody hears them until a leader releases them', () => {
    given(associative)
      .when(ann.holds(cid))
      .then((it) => expect(it.rights(cid)).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: true }));
    given(associative)
      .when(ann.holds(cid), hal.releases(cid))
      .then((it) => expect(it.rights(cid).mayBeHeard).toBe(true));
  });

  test('[R4.2] that person is told, leaders see it, other members’ chairs do not show it', () => {
    given(associative)
      .when(ann.holds(cid))
      .then((it) => {
        expect(it.seenBy(cid).me.held).toBe(true);
        for (const who of [cid, ann, hal]) expect(it.chair(cid, who).state).toBe('listening');
        for (const who of [dee, ben]) expect(it.chair(cid, who).state).toBe('present');
        expect(it.deskOf(hal).silences).toContainEqual({ personId: cid.id, since: null });
      });
  });

  test('[R4.2] a hold outlasts phases, a lost connection and another device', () => {
    given(associative)
      .when(ann.holds(cid), ann.advancesTo('closingRound'), connection.breaksFor(cid), cid.enters('cid-phone'))
      .then((it) => expect(it.rights(cid).mayBeHeard).toBe(false));
  });

  test('[R4.2] a held presenter who comes in again is still held', () => {
    given(associative)
      .when(ann.holds(ben), ann.advancesTo('closingRound'), ben.comesIn())
      .then((it) => expect(it.rights(ben).mayBeHeard).toBe(false));
  });

  test('[R4.2] refusals', () => {
    given(associative).when(cid.holds(dee)).then(refused('not-a-leader'));
    given(associative).when(ann.holds(hal)).then(refused('not-to-a-leader'));
    given(associative).when(ann.holds(cid), hal.holds(cid)).then(refused('already-so'));
    given(associative).when(ann.releases(cid)).then(refused('already-so'));
    given(associative).when(ann.holds(cid), cid.releases(cid)).then(refused('not-a-leader'));
    given(associative).when(ann.holds(eve)).then(refused('no-such-person'));
    given(room().without('Dee').in('opening')).when(ann.holds(dee)).then(refused('person-not-in-the-room'));
  });

  test('[R4.3] a release gives the permission back and turns nothing on: there is no command for another’s devices', () => {
    given(associative)
      .when(ann.holds(cid), ann.releases(cid))
      .then((it) => expect(it.events.map(({ type }) => type)).toEqual(['personReleased']));
  });
});

describe('who cannot be heard', () => {
  test.each(['missing', 'muted', 'off'] as const)(
    '[R4.7] a microphone that is %s shows on that chair to everybody, until it works',
    (microphone) => {
      given(associative)
        .when(cid.tellsOfTheMicrophone(microphone))
        .then((it) => {
          for (const who of [ann, hal, ben, cid, dee]) expect(it.chair(cid, who)).toMatchObject({ state: 'present', microphone });
          expect(it.rights(cid)).toEqual(everything);
        });
      given(associative)
        .when(cid.tellsOfTheMicrophone(microphone), cid.tellsOfTheMicrophone('works'))
        .then((it) => expect(it.chair(cid, dee)).not.toHaveProperty('microphone'));
    },
  );

  test('[R4.7] [R3.5] shows only to themselves while somebody is outside the circle, until they come in', () => {
    const was = given(associative);
    const told = was.when(ben.tellsOfTheMicrophone('missing'));
    was.then((before) =>
      told.then((it) => {
        for (const who of [ann, cid]) expect(it.seenBy(who)).toEqual(before.seenBy(who));
        expect(it.chair(ben, ben).microphone).toBe('missing');
      }),
    );
    told.when(ann.advancesTo('closingRound')).then((it) => expect(it.chair(ben, dee)).not.toHaveProperty('microphone'));
    told
      .when(ann.advancesTo('closingRound'), ben.comesIn())
      .then((it) => expect(it.chair(ben, dee)).toMatchObject({ microphone: 'missing' }));
  });

  test('[R4.7] outlasts a lost connection and phases, and another device reports for itself', () => {
    given(associative)
      .when(cid.tellsOfTheMicrophone('muted'), connection.breaksFor(cid), ann.advancesTo('closingRound'), cid.enters())
      .then((it) => expect(it.chair(cid, dee).microphone).toBe('muted'));
    given(associative)
      .when(cid.tellsOfTheMicrophone('muted'), cid.entersInsteadWith('cid-phone'))
      .then((it) => expect(it.chair(cid, dee)).not.toHaveProperty('microphone'));
    given(associative)
      .when(cid.tellsOfTheMicrophone('muted'), cid.leaves())
      .then((it) => expect(it.chair(cid, dee)).not.toHaveProperty('microphone'));
  });

  test('[R4.7] refusals', () => {
    given(associative).when(cid.tellsOfTheMicrophone('works')).then(refused('already-so'));
    given(associative).when(cid.leaves(), cid.tellsOfTheMicrophone('missing')).then(refused('not-in-the-room'));
    given(room().observed().in('associative')).when(oda.tellsOfTheMicrophone('missing')).then(refused('observers-only-listen'));
    given(room().in('debrief')).when(cid.tellsOfTheMicrophone('missing')).then(refused('meeting-over'));
  });
});

describe('a lie of one’s program', () => {
  test('[R4.6] closes sound and picture, but not hearing, until the next phase', () => {
    given(associative)
      .when(media.closes(cid))
      .then((it) => expect(it.rights(cid)).toEqual(hearsOnly));
    given(associative)
      .when(media.closes(cid), ann.advancesTo('closingRound'))
      .then((it) => expect(it.rights(cid)).toEqual(everything));
    given(associative)
      .when(media.closes(cid), hal.goesBackTo('clarifying'))
      .then((it) => expect(it.rights(cid)).toEqual(everything));
  });

  test('[R4.6] holds for the person: through a lost connection, another device, and going out and in', () => {
    const isClosed = (it: { rights: (who: typeof cid) => unknown }) => expect(it.rights(cid)).toEqual(hearsOnly);
    given(associative).when(media.closes(cid), connection.breaksFor(cid), cid.enters('cid-phone')).then(isClosed);
    given(associative).when(media.closes(cid), cid.entersInsteadWith('cid-phone')).then(isClosed);
    given(associative).when(media.closes(cid), cid.leaves(), cid.enters(), ann.admits(cid)).then(isClosed);
    given(associative).when(connection.breaksFor(cid), media.closes(cid), cid.enters()).then(isClosed);
  });

  test('[R4.6] of the presenter takes the picture at the edge too, and the return gives it back', () => {
    given(associative)
      .when(media.closes(ben))
      .then((it) => {
        expect(it.rights(ben)).toEqual(hearsOnly);
        expect(it.chair(ben, dee)).toMatchObject({ state: 'steppedBack', mayBeHeard: false, mayBeSeen: false });
      });
    given(associative)
      .when(media.closes(ben), ann.releases(ben))
      .then((it) => expect(it.rights(ben)).toEqual({ ...hearsOnly, mayBeSeen: true }));
    given(associative)
      .when(media.closes(ben), ann.advancesTo('closingRound'), ben.comesIn())
      .then((it) => expect(it.rights(ben)).toEqual(everything));
  });

  test('[R4.6] a new silence waits for its confirmation, one that goes on keeps it', () => {
    given(associative)
      .when(media.confirms(ben), media.closes(ben))
      .then((it) => expect(it.deskOf(ann).silences).toEqual([{ personId: ben.id, since: it.now }]));
    given(associative)
      .when(media.confirms(ben), media.closes(cid))
      .then((it) => expect(it.deskOf(ann).silences).toContainEqual({ personId: cid.id, since: null }));
  });

  test('[R4.6] that person and those who lead are told, nobody else', () => {
    given(associative)
      .when(media.closes(cid))
      .then((it) => {
        expect(it.seenBy(cid).me.held).toBe(true);
        for (const who of [cid, ann, hal]) expect(it.chair(cid, who).state).toBe('listening');
        for (const who of [dee, ben])
          expect(it.chair(cid, who)).toMatchObject({ state: 'present', mayBeHeard: false, mayBeSeen: false });
        expect(it.deskOf(hal).closed).toEqual([cid.id]);
      });
    given(associative).then((it) => expect(it.deskOf(hal)).not.toHaveProperty('closed'));
  });

  test('[R4.6] a leader releases, and can hold as well: that outlasts the phase', () => {
    given(associative)
      .when(media.closes(cid), hal.releases(cid))
      .then((it) => expect(it.rights(cid)).toEqual(everything));
    given(associative)
      .when(media.closes(cid), ann.holds(cid), ann.advancesTo('closingRound'))
      .then((it) => expect(it.rights(cid)).toEqual({ ...hearsOnly, mayBeSeen: true }));
    given(associative)
      .when(media.closes(hal), ann.releases(hal))
      .then((it) => expect(it.rights(hal)).toEqual(everything));
  });

  test('[R4.6] [R1.5] an undo undoes no closing, and restores one that the phase had ended', () => {
    given(associative)
      .when(ann.advancesTo('closingRound'), media.closes(cid), ann.undoes())
      .then((it) => expect(it.rights(cid)).toEqual(hearsOnly));
    given(associative)
      .when(media.closes(cid), ann.advancesTo('closingRound'), ann.undoes())
      .then((it) => expect(it.rights(cid)).toEqual(hearsOnly));
    given(associative)
      .when(media.closes(cid), ann.advancesTo('closingRound'), media.closes(cid), ann.undoes(), ann.releases(cid))
      .then((it) => expect(it.rights(cid)).toEqual(everything));
  });

  test('[R4.6] refusals', () => {
    given(associative).when(media.closes(cid), media.closes(cid)).then(refused('already-so'));
    given(associative).when(media.closes(eve)).then(refused('outdated'));
    given(room().observed().in('associative')).when(media.closes(oda)).then(refused('outdated'));
    given(room().in('debrief')).when(media.closes(cid)).then(refused('outdated'));
    given(associative)
      .when({ ...media.closes(cid), by: { person: ann.id } })
      .then(refused('not-now'));
  });
});

describe('hands', () => {
  const withHands = room().ofForm({ hands: ['clarifying', 'closingRound', 'associative', 'presentation'] });
  const questions = given(withHands.observed().in('clarifying'));

  test('[R4.5] are raised only where the form has them', () => {
    given(room().in('clarifying'))
      .when(cid.raisesAHand())
      .then(refused('not-now'), (it) => expect(it.seenBy(cid).me).not.toHaveProperty('hand'));
    questions.when(cid.raisesAHand()).then(
      (it) => expect(it.seenBy(cid).me.hand).toBe('up'),
      (it) => expect(it.seenBy(dee).me.hand).toBe('down'),
    );
  });

  test.each(['presentation', 'associative'] as const)('[R4.1] [R4.5] are never raised in %s, whatever a form says', (phase) => {
    given(withHands.in(phase))
      .when(cid.raisesAHand())
      .then(refused('not-now'), (it) => expect(it.deskOf(ann)).not.toHaveProperty('hands'));
  });

  test('[R4.5] are in the order in which the server heard of them, and leaders read who is next', () => {
    questions
      .when(dee.raisesAHand(), cid.raisesAHand())
      .then((it) =>
        expect([ann, hal].map((who) => it.deskOf(who).hands)).toEqual(Array(2).fill({ order: ['dee', 'cid'], next: 'dee' })),
      );
  });

  test('[R4.5] are seen by those who lead alone: no chair, number or order tells the others', () => {
    const without = questions.when(cid.raisesAHand());
    const views = (it: Outcome) => [ben, cid, oda].map((who) => it.view(who));
    const seen: unknown[] = [];
    without.then((it) => seen.push(views(it)));
    without.when(dee.raisesAHand()).then((it) => expect(views(it)).toEqual(seen[0]));
  });

  test('[R4.5] lose no place over a lost connection, but whoever is away is not next', () => {
    questions
      .when(dee.raisesAHand(), cid.raisesAHand(), connection.breaksFor(dee))
      .then((it) => expect(it.deskOf(ann).hands).toEqual({ order: ['dee', 'cid'], next: 'cid' }));
    questions
      .when(dee.raisesAHand(), cid.raisesAHand(), connection.breaksFor(dee))
      .after(4 * minute)
      .when(dee.enters('a-phone'))
      .then(
        (it) => expect(it.deskOf(ann).hands).toEqual({ order: ['dee', 'cid'], next: 'dee' }),
        (it) => expect(it.seenBy(dee).me.hand).toBe('up'),
      );
  });

  test('[R4.5] are lowered by their owner or a leader, and by nobody else', () => {
    questions.when(cid.raisesAHand(), cid.lowersTheHand()).then((it) => expect(it.deskOf(ann).hands?.order).toEqual([]));
    questions.when(cid.raisesAHand(), hal.lowersTheHandOf(cid)).then((it) => expect(it.seenBy(cid).me.hand).toBe('down'));
    questions.when(cid.raisesAHand(), dee.lowersTheHandOf(cid)).then(refused('not-a-leader'));
    questions.when(cid.raisesAHand(), ben.lowersTheHandOf(cid)).then(refused('not-a-leader'));
  });

  test('[R4.5] raised or lowered twice are refused as already so, by whomever', () => {
    questions.when(cid.raisesAHand(), cid.raisesAHand()).then(refused('already-so'));
    questions.when(cid.lowersTheHand()).then(refused('already-so'));
    questions.when(cid.raisesAHand(), ann.lowersTheHandOf(cid), hal.lowersTheHandOf(cid)).then(refused('already-so'));
    questions.when(ann.lowersTheHandOf({ id: 'nobody' })).then(refused('no-such-person'));
  });

  test('[R4.5] are not for those who lead, who call on others, nor for whose case it is; observers only listen', () => {
    for (const who of [ann, hal, ben]) questions.when(who.raisesAHand()).then(refused('not-now'));
    questions.when(oda.raisesAHand()).then(refused('observers-only-listen'));
    given(withHands.presentedBy('Hal').in('clarifying')).when(hal.raisesAHand()).then(refused('not-now'));
  });

  test('[R4.5] go down with the phase, and are up again when that is undone', () => {
    questions.when(cid.raisesAHand(), ann.advancesTo('associative')).then((it) => expect(it.state.scene.hands).toEqual([]));
    questions
      .when(cid.raisesAHand(), ann.advancesTo('associative'), ann.undoes())
      .then((it) => expect(it.deskOf(ann).hands?.order).toEqual(['cid']));
  });

  test.each<[string, [Wish, ...Wish[]]]>([
    ['leaves', [cid.leaves()]],
    ['loses the connection and leaves', [connection.breaksFor(cid), cid.leaves()]],
    ['is asked out', [ann.asksOut(cid)]],
    ['is shut out', [ann.closesTheDoorTo(cid)]],
  ])('[R4.5] go with whoever %s, in an undone phase too', (_, goes) => {
    questions.when(cid.raisesAHand(), ...goes).then((it) => expect(it.deskOf(ann).hands?.order).toEqual([]));
    questions
      .when(cid.raisesAHand(), ann.advancesTo('associative'), ...goes, ann.undoes())
      .then((it) => expect(it.deskOf(ann).hands?.order).toEqual([]));
  });

  test.each(['coLeader', 'observer'] as const)('[R4.5] go when the roster makes their owner a %s', (role) => {
    questions.when(cid.raisesAHand(), roster.gives(cid, role)).then(
      (it) => expect(it.deskOf(ann).hands?.order).toEqual([]),
      (it) => expect(it.seenBy(cid).me).not.toHaveProperty('hand'),
    );
  });

  test('[R5.3] move no chair', () => {
    questions.then((before) => {
      questions.when(dee.raisesAHand()).then((it) => expect(it.seenBy(cid).chairs).toEqual(before.seenBy(cid).chairs));
    });
  });
});
