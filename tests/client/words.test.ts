// The words on screen: complete, and free of the words this product never uses.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { help } from '../../client/src/words/en/help.ts';
import { en } from '../../client/src/words/en.ts';
import { meetingInWords } from '../../client/src/words/times.ts';

const never = /\b(host|attendee|webinar|kick|spotlight|(un)?mute[ds]?|engagement|score|patient|participants?)\b/i;

/** Every sentence of a catalogue; functions are called with telling stand-ins. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function') return sentences(part('Ann', 'Ben', 'Cid', 'Dee'));
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap(sentences);
  return [];
}

describe('the English catalogue', () => {
  const all = sentences([en, help]);

  it('has no word that is never on screen', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((sentence) => never.test(sentence))).toEqual([]);
  });

  it('leaves no value unnamed', () => {
    expect(all.filter((sentence) => /undefined|\[object|NaN/.test(sentence))).toEqual([]);
  });
});

describe('what the server says to people itself', () => {
  it.each(['server/groups/demo-contract.ts', 'server/http/door-page.ts', 'server/greeting.ts'])(
    '%s has no word that is never on screen',
    (file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.filter((line) => never.test(line))).toEqual([]);
    },
  );
});

describe('[R10.4] components hold no sentence of their own', () => {
  const folders = ['client/src/room', 'client/src/room/desk', 'client/src/screens'];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => join(folder, name)),
  );
  it.each(files)('%s', (file) => {
    const source = readFileSync(file, 'utf8');
    const betweenTags = source.match(/>\s*[A-Z][a-z]+[^<>{}=;()]*<\//g) ?? [];
    const inAttributes = source.match(/(aria-label|title|placeholder|alt)="[^"]+"/g) ?? [];
    expect([...betweenTags, ...inAttributes]).toEqual([]);
  });
});

describe('times of a meeting', () => {
  const startsAt = Date.UTC(2026, 10, 24, 18, 0);
  const meeting = { startsAt, endsAt: startsAt + 90 * 60_000 };

  it('know today from another day', () => {
    expect(meetingInWords(meeting, startsAt - 60_000, 'en').isToday).toBe(true);
    expect(meetingInWords(meeting, startsAt - 3 * 86_400_000, 'en').isToday).toBe(false);
  });

  it('name the zone they are meant in', () => {
    expect(meetingInWords(meeting, startsAt, 'en').zone.length).toBeGreaterThan(1);
  });
});
