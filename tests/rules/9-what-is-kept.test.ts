// R9: what remains of a meeting, and the words that state, log and views may never contain.
import { describe, expect, test } from 'vitest';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import { evolve } from '../../shared/ritual/evolve.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { given, minute, type Outcome, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, hal, oda, type Wish } from '../support/persons.ts';

const meeting = room().observed().without('Dee').in('debrief');

/** Every name and every string in a value, however deep. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...wordsIn(inner)]);
}

/** A meeting in which everything that can happen has happened. */
function everythingSaidBy(check: (words: string[], it: Outcome) => void): void {
  given(room().observed().without('Dee').in('caseCall'))
    .when(
      ben.offersACase(),
      ann.chooses(ben),
      ben.accepts(),
      ann.advancesTo('presentation'),
      ann.advancesTo('associative'),
      ben.signals(),
      hal.acknowledges(),
      dee.enters(),
      ann.admits(dee),
      ann.holds(dee),
      connection.breaksFor(cid),
      ann.pauses(),
      ann.asksOut(dee),
    )
    .then((it) => {
      const views = [ann, hal, ben, cid, dee, oda].map((who) => it.view(who));
      check([...wordsIn(it.state), ...wordsIn(it.events), ...wordsIn(views)], it);
    });
}

describe('after the end', () => {
  test('[R9.1] who was there, as what, for how many minutes, and nothing else', () => {
    given(meeting)
      .when(ann.advancesTo('ended'))
      .then((it) => {
        const kept = attendanceOf(it.state, it.now);
        expect(kept.map(({ personId, as }) => [personId, as])).toEqual([
          ['ann', 'leader'],
          ['ben', 'member'],
          ['oda', 'observer'],
          ['cid', 'member'],
          ['hal', 'leader'],
        ]);
        for (const one of kept) {
          const kept = ['as', 'creditMinutes', 'firstIn', 'lastOut', 'minutesPresent', 'personId'];
          expect(Object.keys(one).sort()).toEqual(kept);
        }
      });
  });

  describe('[R9.1] of the minutes', () => {
    const minutesOf = (it: Outcome, id = 'cid') =>
      attendanceOf(it.state, it.now).find(({ personId }) => personId === id)?.minutesPresent ?? null;
    /** The minutes since the gathering was over, which lasts one. */
    const all = (it: Outcome) => it.now / minute - 1;

    test('those spent waiting early do not count', () => {
      given(room().in('gathering'))
        .after(40 * minute)
        .when(ann.advancesTo('opening'))
        .after(3 * minute)
        .then((it) => expect(minutesOf(it)).toBe(3));
    });

    test('whoever only waited early has none and is not named, but their chair stays', () => {
      given(room().ofForm({ showsEmptyChairs: false }).in('gathering'))
        .after(4 * minute)
        .when(cid.leaves())
        .when(ann.advancesTo('opening'))
        .after(10 * minute)
        .then(
          (it) => expect(minutesOf(it)).toBe(null),
          (it) => expect(it.chair(cid, ann).state).toBe('empty'),
        );
    });

    test('those of an opening that was undone do not count', () => {
      given(room().in('opening'))
        .when(ann.goesBackTo('gathering'))
        .after(20 * minute)
        .when(ann.advancesTo('opening'))
        .after(3 * minute)
        .then((it) => expect(minutesOf(it)).toBe(3));
    });

    test('those out of the room do not count when they are more than five', () => {
      given(room().in('opening'))
        .when(cid.leaves())
        .after(5 * minute + 1)
        .when(cid.enters())
        .after(3 * minute)
        .then((it) => expect(minutesOf(it)).toBe(Math.round(all(it) - 5)));
    });

    test.each<[string, [Wish, ...Wish[]], [Wish, ...Wish[]]]>([
      ['left', [cid.leaves()], [cid.enters()]],
      ['lost their connection', [connection.breaksFor(cid)], [cid.enters()]],
      ['lost their connection and then left', [connection.breaksFor(cid), cid.leaves()], [cid.enters()]],
      ['was asked to step out', [ann.asksOut(cid)], [cid.enters(), ann.admits(cid)]],
    ])('up to five are bridged for whoever %s and comes back', (_, goes, comes) => {
      given(room().in('opening'))
        .when(...goes)
        .after(5 * minute)
        .when(...comes)
        .after(3 * minute)
        .then((it) => expect(minutesOf(it)).toBe(all(it)));
    });

    test('none are bridged without a return', () => {
      given(room().in('opening'))
        .after(2 * minute)
        .when(cid.leaves())
        .after(3 * minute)
        .then((it) => expect(minutesOf(it)).toBe(all(it) - 3));
    });

    test('a gap counts from the end of the gathering only', () => {
      given(room().in('gathering'))
        .when(cid.leaves())
        .after(2 * minute)
        .when(ann.advancesTo('opening'))
        .after(2 * minute)
        .when(cid.enters())
        .after(minute)
        .then((it) => expect(minutesOf(it)).toBe(3));
    });

    test('those after the end do not count, though a leader goes later', () => {
      given(room().in('farewell'))
        .when(ann.advancesTo('ended'))
        .after(5 * minute)
        .when(hal.leaves())
        .then((it) => expect(minutesOf(it, 'hal')).toBe(all(it) - 5));
    });
  });

  describe('[R9.1] of the credit', () => {
    const keptOf = (it: Outcome, id = 'cid') => attendanceOf(it.state, it.now).find(({ personId }) => personId === id);
    const creditOf = (it: Outcome, id = 'cid') => keptOf(it, id)?.creditMinutes ?? null;
    const second = minute / 60;
    /** Ten minutes from when the door opened to the planned hour, and one more gathering. */
    const hour = room().planned(10, 70);

    test('58 of 60 minutes: 72 seconds late, 40 away in between, gone 50 before the end', () => {
      given(hour.without('Cid').in('gathering'))
        .after(9 * minute)
        .when(ann.advancesTo('opening'))
        .after(72 * second)
        .when(cid.enters())
        .after(20 * minute)
        .when(connection.breaksFor(cid))
        .after(40 * second)
        .when(cid.enters())
        .after(60 * minute - (72 + 40 + 50) * second - 20 * minute)
        .when(cid.leaves())
        .after(50 * second)
        .when(ann.advancesTo('ended'))
        .then(
          (it) =>
            expect(keptOf(it)).toEqual({
              personId: 'cid',
              as: 'member',
              minutesPresent: 58,
              creditMinutes: 58,
              firstIn: 11 * minute + 12 * second,
              lastOut: 69 * minute + 10 * second,
            }),
          (it) => expect(creditOf(it, 'ben')).toBe(60),
          (it) => expect(it.state.people.cid?.stays).toHaveLength(1),
        );
    });

    test('sitting early counts nothing, though it is seen when somebody came', () => {
      given(hour.in('gathering'))
        .after(4 * minute)
        .when(ann.advancesTo('opening'))
        .after(15 * minute)
        .then(
          (it) => expect(it.now).toBe(20 * minute),
          (it) => expect(keptOf(it)).toMatchObject({ minutesPresent: 15, creditMinutes: 10, firstIn: 0, lastOut: 20 * minute }),
        );
    });

    test('staying late counts as presence, not as credit', () => {
      given(hour.in('opening'))
        .after(78 * minute)
        .then((it) => expect(keptOf(it)).toMatchObject({ minutesPresent: it.now / minute - 1, creditMinutes: 60 }));
    });

    test('gathering counts from the planned hour on, once the meeting has begun', () => {
      given(hour.in('gathering'))
        .after(13 * minute)
        .then((it) => expect(keptOf(it)).toBeUndefined());
      given(hour.in('gathering'))
        .after(13 * minute)
        .when(ann.advancesTo('opening'))
        .after(6 * minute)
        .then((it) => expect(keptOf(it)).toMatchObject({ minutesPresent: 10, creditMinutes: 10 }));
    });

    test('waiting for a leader does not', () => {
      given(hour.without('Ann', 'Hal').in('gathering'))
        .after(19 * minute)
        .when(ann.enters())
        .after(2 * minute)
        .when(ann.advancesTo('opening'))
        .after(3 * minute)
        .then((it) => expect(keptOf(it)).toMatchObject({ minutesPresent: 5, creditMinutes: 5 }));
    });

    test('a group that meets freely has no planned hours: all of its minutes are credit', () => {
      given(room().in('opening'))
        .after(200 * minute)
        .then((it) => expect(creditOf(it)).toBe(201));
    });

    test('for members it ends with the debrief, for leaders with the planned hour', () => {
      given(hour.in('farewell'))
        .after(20 * minute)
        .when(ann.advancesTo('debrief'))
        .after(90 * minute)
        .when(ann.advancesTo('ended'))
        .then(
          (it) => expect(keptOf(it, 'cid')?.lastOut).toBe(it.now - 90 * minute),
          (it) => expect(keptOf(it, 'hal')?.lastOut).toBe(it.now),
          (it) => expect(creditOf(it, 'hal')).toBe(60),
          (it) => expect(creditOf(it, 'cid')).toBe((it.now - 90 * minute) / minute - 10),
        );
    });

    test('two devices and many tabs are one person', () => {
      given(hour.in('opening'))
        .when(cid.entersInsteadWith('phone'), cid.entersInsteadWith('tab'), cid.entersInsteadWith('phone'))
        .after(30 * minute)
        .then((it) => expect(it.state.people.cid?.stays).toEqual([{ from: 0, to: null }]));
    });

    test('that of a room which an older version opened is that of a free one', () => {
      const opened = { type: 'meetingOpened', at: 0, meetingId: 'm', groupName: 'g', form: presets.Hungarian, seats: [] } as const;
      expect(evolve(null, opened).planned).toBeNull();
    });
  });

  test('[R9.1] the number of the cases is known at the end, and is all that is known of them', () => {
    given(room().in('closingRound'))
      .when(ann.advancesTo('caseCall'), ann.chooses(dee), dee.accepts(), ann.advancesTo('presentation'), ann.advancesTo('ended'))
      .then((it) => expect(it.state.scene).toMatchObject({ caseNumber: 2, presenter: null, chosen: null }));
  });

  test('[R9.2] having presented changes nothing in what is kept', () => {
    const kept: unknown[] = [];
    for (const presenter of ['Ben', 'Cid', 'Ann'] as const) {
      const story = room().presentedBy(presenter).in('debrief');
      given(story).then((it) => kept.push(attendanceOf(it.state, it.now)));
    }
    expect(kept[1]).toEqual(kept[0]);
    expect(kept[2]).toEqual(kept[0]);
  });
});

describe('while the room is live', () => {
  test('[R9.2] no text about a case has a place: every string is an id, a name, or a word of the ritual', () => {
    everythingSaidBy((words) => {
      for (const word of words) expect(word).toMatch(/^[A-Za-z0-9 /-]{1,40}$/);
    });
  });

  test('[R9.3] nothing is named that must not exist', () => {
    everythingSaidBy((words) => {
      const forbidden =
        /record(?!s)|transcri|caption|talkTime|speaking|activeSpeaker|reaction|emoji|rank|badge|score|engage|summary|patient|mute/i;
      expect(words.filter((word) => forbidden.test(word))).toEqual([]);
    });
  });

  test('[R9.3] members learn nothing of how long or how often anybody speaks or was there', () => {
    everythingSaidBy((_, it) => {
      const text = JSON.stringify([it.view(ben), it.view(oda)]);
      expect(text).not.toContain('stays');
      expect(text).not.toContain('since"');
    });
  });
});
