// Whoever loses their connection, in whichever phase: the room stays as it is for everybody else, and when they are back every screen is exactly as it was
// (R2.4, R5.2, R5.4, R7.2). So for a member, the presenter, a leader, both leaders, and in two circles.
import { describe, expect, test } from 'vitest';
import { allPhaseIds, phases } from '../../shared/ritual/phases.ts';
import { given, minute, type Outcome, refused, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, oda, roster } from '../support/persons.ts';

const everybody = [ann, hal, ben, cid, dee, oda];
const lost = { member: [cid], presenter: [ben], leader: [ann], 'both leaders': [ann, hal], observer: [oda] } as const;
const walked = allPhaseIds.filter((phase) => phase !== 'ended');
const forms = {
  'one circle': {},
  'an unseen presenter': { pushBack: 'unseen' },
  'two circles': { circles: 'two', seats: 6 },
} as const;

/** Everything that a screen shows, but for the clock. */
const seen = (it: Outcome, who: (typeof everybody)[number]) => {
  const { version: _, serverNow: __, ...view } = { serverNow: 0, ...it.view(who) };
  return view;
};

for (const [form, more] of Object.entries(forms)) {
  describe(`in ${form}`, () => {
    for (const phase of walked) {
      const there = () => given(room().observed().ofForm(more).in(phase));
      for (const [role, people] of Object.entries(lost)) {
        if (phases[phase].leadersOnly && !role.includes('leader')) continue;
        test(`[R5.4] [R7.2] ${role} lost and back in ${phase}: nothing else changes, and afterwards nothing at all has`, () => {
          const [first, ...others] = people.map((who) => connection.breaksFor(who));
          if (!first) throw new Error('somebody is lost');
          const away = there().when(first, ...others);
          there().then((before) => {
            away.then((it) => {
              expect(it.phase).toBe(phase);
              for (const who of everybody.filter((one) => !people.some(({ id }) => id === one.id)))
                expect(it.rights(who), who.name).toEqual(before.rights(who));
            });
            const [back, ...allBack] = people.map((who) => who.enters());
            if (!back) throw new Error('somebody comes back');
            away
              .after(4 * minute)
              .when(back, ...allBack)
              .then((it) => {
                for (const who of everybody) expect(seen(it, who), who.name).toEqual(seen(before, who));
              });
          });
        });
      }
    }
  });
}

describe('[R7.2] a room without leaders', () => {
  const unled = given(room().without('Dee').in('caseCall')).when(connection.breaksFor(ann), connection.breaksFor(hal));

  test('is locked to whoever has not been there: they knock, and nobody inside can let them in', () => {
    unled.when(dee.enters()).then((it) => expect(it.view(dee)).toMatchObject({ kind: 'doorstep', door: 'knocking' }));
    unled.when(dee.enters(), cid.admits(dee)).then(refused('not-a-leader'));
    unled.when(roster.names(eve), eve.enters()).then((it) => expect(it.view(eve)).toMatchObject({ door: 'knocking' }));
  });

  test('takes back whoever was there, and does nothing of the ritual', () => {
    unled.when(connection.breaksFor(cid), cid.enters()).then((it) => expect(it.view(cid).kind).toBe('room'));
    for (const wish of [cid.advancesTo('presentation'), cid.pauses(), cid.holds(ben)])
      unled.when(wish).then(refused('not-a-leader'));
    unled.when(ann.enters()).then((it) => expect(it.deskOf(ann).next[0]?.to).toBe('presentation'));
  });
});
