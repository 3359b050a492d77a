// R6.1: somebody whom a leader asks, in the meeting itself, to lead for the rest of it. R6.6: an observer never is. R9.1: an extended meeting.
import { describe, expect, test } from 'vitest';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import { given, minute, refused, room, second } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, media, oda, roster } from '../support/persons.ts';

const alone = room().ledBy('Ann');

describe('a substitute', () => {
  test('[R6.1] leads at once, as a co-leader does, and can take part in everything leaders share', () => {
    given(alone.in('associative'))
      .when(ann.asksToLead(cid))
      .then((it) => {
        expect(it.seenBy(cid).me).toMatchObject({ leads: true, role: 'coLeader' });
        expect(it.deskOf(cid)).toEqual(it.deskOf(ann));
        expect(it.deskOf(ann).substitutes).toEqual([cid.id]);
        expect(it.chair(cid, dee).role).toBe('coLeader');
      });
    given(alone.in('associative'))
      .when(ann.asksToLead(cid), connection.breaksFor(ann), cid.advancesTo('closingRound'))
      .then((it) => expect(it.state.leaderlessSince).toBe(null));
  });

  test('[R6.1] is named by whoever leads, and by nobody else', () => {
    given(alone).when(cid.asksToLead(dee)).then(refused('not-a-leader'));
    given(alone)
      .when(ann.asksToLead(cid), cid.asksToLead(dee))
      .then((it) => expect(it.seenBy(dee).me.leads).toBe(true));
  });

  test('[R6.1] is never the presenter, nor whom an undo would make the presenter again', () => {
    for (const phase of ['presentation', 'clarifying', 'associative', 'closingRound'] as const)
      given(alone.in(phase)).when(ann.asksToLead(ben)).then(refused('not-to-the-presenter'));
    given(alone.in('closingRound')).when(ann.advancesTo('farewell'), ann.asksToLead(ben)).then(refused('not-to-the-presenter'));
    given(alone.in('closingRound'))
      .when(ann.advancesTo('farewell'))
      .after(11 * second)
      .when(ann.asksToLead(ben))
      .then((it) => expect(it.seenBy(ben).me.leads).toBe(true));
  });

  test('[R6.6] is never an observer, in whatever phase', () => {
    for (const phase of ['gathering', 'associative', 'farewell'] as const)
      given(room().observed().in(phase)).when(ann.asksToLead(oda)).then(refused('observers-only-listen'));
  });

  test('[R6.1] is in the room, held by nobody, closed for nothing, and no leader yet', () => {
    given(alone.without('Dee')).when(ann.asksToLead(dee)).then(refused('person-not-in-the-room'));
    given(alone).when(ann.asksToLead(eve)).then(refused('no-such-person'));
    given(alone).when(ann.holds(cid), ann.asksToLead(cid)).then(refused('release-them-first'));
    given(alone.in('associative')).when(media.closes(cid), ann.asksToLead(cid)).then(refused('release-them-first'));
    given(room()).when(ann.asksToLead(hal)).then(refused('already-so'));
    given(alone.in('debrief')).when(ann.asksToLead(cid)).then(refused('not-now'));
  });

  test('[R7.4] stays for the debrief; [R9.1] is kept as one who led', () => {
    given(alone.in('farewell'))
      .when(ann.asksToLead(cid), ann.advancesTo('debrief'))
      .after(5 * minute)
      .then((it) => {
        expect(it.seenBy(cid).phase).toBe('debrief');
        expect(attendanceOf(it.state, it.now).find(({ personId }) => personId === cid.id)?.as).toBe('leader');
      });
  });

  test('[R6.1] can be asked to lead no longer; whoever is the last to lead cannot end it alone', () => {
    given(alone)
      .when(ann.asksToLead(cid), ann.endsTheLeadOf(cid))
      .then((it) => {
        expect(it.seenBy(cid).me).toMatchObject({ leads: false, role: 'member' });
        expect(it.deskOf(ann).substitutes).toBeUndefined();
      });
    given(alone).when(ann.asksToLead(cid), ann.leaves(), cid.endsTheLeadOf(cid)).then(refused('nobody-else-leads'));
    given(alone).when(ann.endsTheLeadOf(cid)).then(refused('already-so'));
  });

  test('[R11.6] leads on through a change of the roster, and not once their seat has ended', () => {
    given(alone)
      .when(ann.asksToLead(cid), roster.gives(dee, 'coLeader'))
      .then((it) => expect(it.seenBy(cid).me.leads).toBe(true));
    given(alone)
      .when(
        ann.asksToLead(cid),
        roster.changes((seats) => seats.filter(({ personId }) => personId !== cid.id)),
      )
      .then((it) => {
        expect(it.view(cid)).toMatchObject({ kind: 'doorstep', door: 'shut' });
        expect(it.rights(cid)).toEqual({ mayHear: false, mayBeHeard: false, mayBeSeen: false });
      });
  });

  test('[R2.3] may present while somebody else leads, as every leader may', () => {
    given(alone.in('caseCall'))
      .when(ann.asksToLead(cid), ann.chooses(cid), cid.accepts(), ann.leaves(), ann.enters())
      .then((it) => expect(it.state.scene.chosen?.accepted).toBe(true));
  });
});

describe('an observer', () => {
  test('[R6.6] who has come is never promoted while the meeting is on, whatever the roster says by then', () => {
    for (const role of ['member', 'coLeader', 'leader'] as const)
      for (const phase of ['opening', 'presentation', 'associative', 'farewell'] as const)
        given(room().observed().in(phase))
          .when(roster.gives(oda, role))
          .then((it) => {
            expect(it.seenBy(oda).me).toMatchObject({ role: 'observer', leads: false });
            expect(it.rights(oda)).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: false });
          });
  });

  test('[R6.6] who has not come yet comes as what the roster says', () => {
    given(room().observed().without('Oda').in('gathering'))
      .when(roster.gives(oda, 'member'), oda.enters())
      .then((it) => expect(it.rights(oda).mayBeHeard).toBe(true));
  });
});

describe('a leader in training', () => {
  const training = given(room().in('associative')).when(
    roster.changes((seats) => seats.map((seat) => (seat.personId === hal.id ? { ...seat, inTraining: true as const } : seat))),
  );

  test('[R1.4] [R7.1] leads as a co-leader does, and is seen as such by leaders alone', () => {
    training.then((it) => {
      expect(it.deskOf(ann).inTraining).toEqual([hal.id]);
      for (const other of [ben, cid]) expect(JSON.stringify(it.seenBy(other))).not.toContain('inTraining');
    });
    training.when(hal.advancesTo('closingRound')).then((it) => expect(it.phase).toBe('closingRound'));
  });
});

describe('a meeting that is put off', () => {
  const planned = room().planned(0, 30).in('opening');
  const creditOf = (it: { state: Parameters<typeof attendanceOf>[0]; now: number }) =>
    attendanceOf(it.state, it.now).find(({ personId }) => personId === cid.id)?.creditMinutes;

  test('[R9.1] gives credit until its new end, by those who lead alone', () => {
    given(planned)
      .after(60 * minute)
      .then((it) => expect(creditOf(it)).toBe(30));
    given(planned)
      .when(hal.extends(15))
      .after(60 * minute)
      .then((it) => expect(creditOf(it)).toBe(45));
    given(planned).when(cid.extends(15)).then(refused('not-a-leader'));
    given(planned)
      .when(ann.extends(15))
      .then((it) => {
        expect(it.deskOf(hal).hours).toEqual({ endsAt: 45 * minute, extendedMinutes: 15 });
        expect(JSON.stringify(it.seenBy(cid))).not.toContain('extended');
      });
  });

  test('[R9.1] is put off by half an hour altogether, and can be put back', () => {
    given(planned).when(ann.extends(31)).then(refused('no-more-time'));
    given(planned).when(ann.extends(-5)).then(refused('no-more-time'));
    given(planned)
      .when(ann.extends(15), hal.extends(30), ann.extends(0))
      .then((it) => expect(it.state.extendedMinutes).toBe(0));
  });

  test('[R1.6] is put off once by what is sent twice or by two leaders at once', () => {
    given(planned).when(ann.extends(15, 0), hal.extends(15, 0)).then(refused('already-so'));
    given(planned).when(ann.extends(15, 0), hal.extends(30, 0)).then(refused('already-so'));
  });

  test('[R9.1] has an end to put off: not a group that meets freely, nor a meeting that is over', () => {
    given(room().in('opening'))
      .when(ann.extends(15))
      .then(refused('not-now'), (it) => expect(it.deskOf(ann).hours).toBeUndefined());
    given(planned).when(ann.advancesTo('ended'), ann.extends(15)).then(refused('not-now'));
  });
});
