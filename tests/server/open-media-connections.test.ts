// What a server remembers of the lines into the media that it carries: a stay lasts as long as its person may come back to it, and no longer.
import { beforeEach, describe, expect, test } from 'vitest';
import { type Line, OpenLines } from '../../server/media/signalling/open-media-connections.ts';
import type { TrackKinds } from '../../server/media/signalling/track-kinds.ts';
import { room } from '../support/given.ts';

const kinds = {} as TrackKinds;

let lines: OpenLines;
let closed: string[];

beforeEach(() => {
  lines = new OpenLines({ opened: () => undefined, closed: () => undefined });
  closed = [];
});

function line(personId: string, name = personId): Line {
  return { room: 'room', personId, device: `${personId}-laptop`, close: () => closed.push(name) };
}

function begun(personId: string): Line {
  const one = line(personId);
  lines.open(one);
  lines.beginStay(one, kinds);
  return one;
}

describe('a stay', () => {
  test('outlives its line, and the line that takes its place', () => {
    lines.forget(begun('ben'));
    expect(lines.stay('room', 'ben')).toBe(kinds);
    lines.open(line('ben', 'newer'));
    expect(lines.stay('room', 'ben')).toBe(kinds);
    expect(closed).toEqual([]);
  });

  test.each([
    ['the room was removed, or is left to a newer version', () => lines.forgetRoom('room')],
    ['the line was cut, since another server carries a newer one', () => lines.cut('room', 'ben')],
    ['the person may not be there any more', () => lines.holdTo('room', room().without('Ben').tell().state)],
    ['the room has ended', () => lines.holdTo('room', room().in('ended').tell().state)],
  ])('is forgotten when %s', (_, happens) => {
    begun('ben');
    lines.forget(begun('cid'));
    happens();
    expect(lines.stay('room', 'ben')).toBeUndefined();
    expect(closed).toContain('ben');
  });

  test('of somebody without a line is forgotten with the room', () => {
    lines.forget(begun('ben'));
    lines.forgetRoom('room');
    expect(lines.stay('room', 'ben')).toBeUndefined();
  });

  test('does not begin for a line that was cut, or replaced, while the media server was asked', () => {
    const asked = line('ben');
    lines.open(asked);
    lines.forgetRoom('room');
    lines.beginStay(asked, kinds);
    expect(lines.stay('room', 'ben')).toBeUndefined();
  });

  test('of another room is not touched', () => {
    const there = { ...line('ben'), room: 'room-2' };
    lines.open(there);
    lines.beginStay(there, kinds);
    begun('ben');
    lines.forgetRoom('room');
    expect(lines.stay('room-2', 'ben')).toBe(kinds);
  });
});
