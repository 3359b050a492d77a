// R4: what no phase takes from a member, and the leaders' one emergency act.
import { describe, expect, test } from 'vitest';
import { phaseIds, phases } from '../../shared/ritual/phases.ts';
import { given, refused, room } from '../support/given.ts';
import { ann, ben, cid, dee, eve, hal, line } from '../support/persons.ts';

const shared = phaseIds.filter((phase) => !phases[phase].leadersOnly);
const associative = room().in('associative');

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

  test('[R4.2] a hold outlasts phases, a lost line and another device', () => {
    given(associative)
      .when(ann.holds(cid), ann.advancesTo('closingRound'), line.breaksFor(cid), cid.enters('cid-phone'))
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

  test('[R4.3] a release gives the permission back and opens nothing: there is no command for another’s devices', () => {
    given(associative)
      .when(ann.holds(cid), ann.releases(cid))
      .then((it) => expect(it.events.map(({ type }) => type)).toEqual(['personReleased']));
  });
});
