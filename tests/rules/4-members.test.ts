// R4: what no phase takes from a member, and the leaders' one emergency act.
import { describe, expect, test } from 'vitest';
import { phaseIds, phases } from '../../shared/ritual/phases.ts';
import { given, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, media, oda } from '../support/persons.ts';

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
  test.each(['missing', 'muted'] as const)(
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
