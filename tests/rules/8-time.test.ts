// R8: the soft clock, which moves nothing, and the pause, which only a leader can call.
import { describe, expect, test } from 'vitest';
import { presets } from '../../shared/ritual/forms.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { given, minute, refused, room } from '../support/given.ts';
import { ann, ben, cid, dee, hal, oda } from '../support/persons.ts';

const associative = room().in('associative');

describe('the soft clock', () => {
  test('[R8.1] only leaders have it, by the server’s time, with the form’s minutes', () => {
    given(associative).then((it) => {
      expect(it.deskOf(ann).clock).toEqual({ startedAt: it.now - minute, pausedAt: null, pausedMs: 0, minutes: 25 });
      expect(JSON.stringify(it.seenBy(cid))).not.toContain('startedAt');
    });
    given(room().ofForm(presets['German 90/1']).in('associative')).then((it) => expect(it.deskOf(ann).clock.minutes).toBe(40));
  });

  test('[R8.1] at zero nothing changes for anybody', () => {
    given(associative).then((before) =>
      given(associative)
        .after(26 * minute)
        .then((it) => {
          const { serverNow: _, ...was } = before.seenBy(cid);
          expect(it.seenBy(cid)).toMatchObject(was);
          expect(it.state).toEqual(before.state);
        }),
    );
  });

  test('[R8.3] no length of silence takes anybody out of the room', () => {
    given(associative)
      .after(10 * 60 * minute)
      .then((it) => expect(it.seenBy(dee).chairs.map(({ state }) => state)).not.toContain('empty'));
  });
});

describe('a pause', () => {
  test('[R8.5] stops the clock and tells all', () => {
    given(associative)
      .when(ann.pauses())
      .then((it) => {
        for (const who of [ann, ben, cid]) expect(it.seenBy(who).pausedAt).toBe(it.now);
        expect(it.deskOf(hal).clock.pausedAt).toBe(it.now);
      });
    given(associative)
      .when(ann.pauses())
      .after(5 * minute)
      .when(hal.resumes())
      .then((it) => {
        expect(it.deskOf(ann).clock).toMatchObject({ pausedAt: null, pausedMs: 5 * minute });
        expect(it.seenBy(cid).pausedAt).toBe(null);
      });
  });

  test('[R8.5] changes nothing else: not the phase, the seats, or one right', () => {
    given(associative).then((was) =>
      given(associative)
        .when(ann.pauses())
        .then((it) => {
          expect({ ...it.state, scene: { ...it.state.scene, clock: null } }).toEqual({
            ...was.state,
            scene: { ...was.state.scene, clock: null },
          });
          for (const who of [ann, ben, cid]) expect(it.rights(who)).toEqual(was.rights(who));
        }),
    );
  });

  test('[R8.5] pauses add up, and end with the phase', () => {
    given(associative)
      .when(ann.pauses())
      .after(minute)
      .when(ann.resumes(), ann.pauses())
      .after(2 * minute)
      .when(ann.resumes())
      .then((it) => expect(it.deskOf(ann).clock.pausedMs).toBe(3 * minute));
    given(associative)
      .when(ann.pauses(), ann.advancesTo('closingRound'))
      .then((it) => expect(it.deskOf(ann).clock).toMatchObject({ startedAt: it.now, pausedAt: null, pausedMs: 0 }));
  });

  test('[R1.5] [R8.5] an undo restores the clock as it ran, pause and all', () => {
    given(associative)
      .when(ann.pauses())
      .then((was) =>
        given(associative)
          .when(ann.pauses(), ann.advancesTo('closingRound'), ann.undoes())
          .then((it) => expect(it.deskOf(ann).clock).toEqual(was.deskOf(ann).clock)),
      );
  });

  test('[R8.5] refusals', () => {
    given(associative).when(cid.pauses()).then(refused('not-a-leader'));
    given(associative).when(ann.pauses(), hal.pauses()).then(refused('already-so'));
    given(associative).when(ann.resumes()).then(refused('already-so'));
    given(associative).when(ann.advancesTo('ended'), ann.pauses()).then(refused('not-now'));
  });
});

describe('a break', () => {
  test('[R8.5] is a pause that everybody in the room is told the end of, the presenter outside too', () => {
    given(room().observed().in('associative'))
      .when(ann.takesABreak(10))
      .then((it) => {
        for (const who of [ann, hal, ben, cid, oda])
          expect(it.seenBy(who)).toMatchObject({ pausedAt: it.now, returnAt: it.now + 10 * minute });
        expect(it.deskOf(hal).clock.pausedAt).toBe(it.now);
      });
    given(associative)
      .when(ann.pauses())
      .then((it) => expect(it.seenBy(cid)).not.toHaveProperty('returnAt'));
  });

  test('[R8.5] changes no right, seat or phase, and gives a pause that is on its end without losing a minute of it', () => {
    given(associative).then((was) =>
      given(associative)
        .when(ann.pauses())
        .after(3 * minute)
        .when(hal.takesABreak(5))
        .then((it) => {
          expect({ ...it.state, scene: { ...it.state.scene, clock: null } }).toEqual({
            ...was.state,
            scene: { ...was.state.scene, clock: null },
          });
          expect(it.seenBy(cid)).toMatchObject({ pausedAt: it.now - 3 * minute, returnAt: it.now + 5 * minute });
          for (const who of [ann, ben, cid]) expect(it.rights(who)).toEqual(was.rights(who));
        }),
    );
  });

  test('[R8.5] [R1.4] when its time has come nothing happens, however long it lasts', () => {
    given(associative)
      .when(ann.takesABreak(5))
      .then((was) =>
        given(associative)
          .when(ann.takesABreak(5))
          .after(9 * minute)
          .then((it) => {
            expect(it.state).toEqual(was.state);
            expect(it.seenBy(cid).returnAt).toBe(it.now - 4 * minute);
          }),
      );
  });

  test('[R8.5] its end can be set anew, and is gone with the pause and with the phase', () => {
    given(associative)
      .when(ann.takesABreak(5))
      .after(6 * minute)
      .when(hal.takesABreak(10))
      .then((it) => expect(it.seenBy(cid).returnAt).toBe(it.now + 10 * minute));
    given(associative)
      .when(ann.takesABreak(5))
      .after(6 * minute)
      .when(hal.resumes())
      .then((it) => {
        expect(it.seenBy(cid).pausedAt).toBe(null);
        expect(it.seenBy(cid)).not.toHaveProperty('returnAt');
        expect(it.deskOf(ann).clock.pausedMs).toBe(6 * minute);
      });
    given(associative)
      .when(ann.takesABreak(5), ann.advancesTo('closingRound'))
      .then((it) => expect(it.seenBy(cid)).not.toHaveProperty('returnAt'));
    given(associative)
      .when(ann.takesABreak(5), ann.resumes(), ann.pauses())
      .then((it) => expect(it.seenBy(cid)).not.toHaveProperty('returnAt'));
  });

  test('[R1.5] [R8.5] an undo brings the break back with its end', () => {
    given(associative)
      .when(ann.takesABreak(5))
      .then((was) =>
        given(associative)
          .when(ann.takesABreak(5), ann.advancesTo('closingRound'), ann.undoes())
          .then((it) => expect(it.seenBy(cid).returnAt).toBe(was.seenBy(cid).returnAt)),
      );
  });

  test('[R8.5] [R1.6] refusals: of two leaders’ choices the first counts, and nobody else chooses', () => {
    given(associative).when(cid.takesABreak(5)).then(refused('not-a-leader'));
    given(associative).when(ben.takesABreak(5)).then(refused('not-a-leader'));
    given(associative).when(ann.takesABreak(5, null), hal.takesABreak(15, null)).then(refused('already-so'));
    for (const minutes of [0, -5, 61, 2.5, Number.NaN]) given(associative).when(ann.takesABreak(minutes)).then(refused('not-now'));
    given(associative).when(ann.advancesTo('ended'), ann.takesABreak(5)).then(refused('not-now'));
  });

  test('[R6.2] whoever is at the doorstep learns nothing of it', () => {
    given(room().without('Dee').in('associative'))
      .when(ann.takesABreak(5), dee.enters())
      .then((it) => expect(Object.keys(viewFor(it.state, dee.id, 1, it.now))).toEqual(['kind', 'version', 'door']));
  });
});
