// R9: what remains of a meeting, and the words that state, log and views may never contain.
import { describe, expect, test } from 'vitest';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
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
        for (const one of kept) expect(Object.keys(one).sort()).toEqual(['as', 'minutesPresent', 'personId']);
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
      expect(text).not.toContain('presentMs');
      expect(text).not.toContain('since"');
    });
  });
});
