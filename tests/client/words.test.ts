// The words on screen: complete, and free of the words this product never uses.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { help } from '../../client/src/words/en/help.ts';
import { papers } from '../../client/src/words/en/papers.ts';
import { practice } from '../../client/src/words/en/practice.ts';
import { en } from '../../client/src/words/en.ts';
import { meetingInWords } from '../../client/src/words/times.ts';
import { nobodyBehind } from '../../shared/words/en.ts';

const never = /\b(host|attendee|webinar|kick|spotlight|(un)?mute[ds]?|engagement|score|patient|participants?)\b/i;

/** Every sentence of a catalogue; functions are called with telling stand-ins. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function') return sentences(part('Ann', 'Ben', 'Cid', 'Dee'));
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap(sentences);
  return [];
}

describe('the English catalogue', () => {
  const all = sentences([en, help, papers, practice]);

  test('has no words that are never shown', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((sentence) => never.test(sentence))).toEqual([]);
  });

  test('fills in every value', () => {
    expect(all.filter((sentence) => /undefined|\[object|NaN/.test(sentence))).toEqual([]);
  });
});

describe('what the server says to people itself', () => {
  test.each(['server/groups/demo-contract.ts', 'shared/words/en.ts', 'server/greeting.ts'])(
    '%s has no words that are never shown',
    (file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.filter((line) => never.test(line))).toEqual([]);
    },
  );
});

test('the web server in front says what the catalogue says', () => {
  expect(readFileSync('deploy/Caddyfile', 'utf8')).toContain(`respond "${nobodyBehind}"`);
});

describe('times of a meeting', () => {
  const startsAt = Date.UTC(2026, 10, 24, 18, 0);
  const meeting = { startsAt, endsAt: startsAt + 90 * 60_000 };

  test('know today from another day', () => {
    expect(meetingInWords(meeting, startsAt - 60_000, 'en').isToday).toBe(true);
    expect(meetingInWords(meeting, startsAt - 3 * 86_400_000, 'en').isToday).toBe(false);
  });

  test('name the zone they are meant in', () => {
    expect(meetingInWords(meeting, startsAt, 'en').zone.length).toBeGreaterThan(1);
  });
});
