// What a server remembers of the media connections that it carries: a stay lasts as long as its person may come back to it, and no longer.
import { beforeEach, describe, expect, test } from 'vitest';
import { type MediaConnection, OpenMediaConnections } from '../../server/media/signalling/open-media-connections.ts';
import type { TrackKinds } from '../../server/media/signalling/track-kinds.ts';
import { room } from '../support/given.ts';

const kinds = {} as TrackKinds;

let connections: OpenMediaConnections;
let closed: string[];

beforeEach(() => {
  connections = new OpenMediaConnections({ opened: () => undefined, closed: () => undefined });
  closed = [];
});

function connection(personId: string, name = personId): MediaConnection {
  return { room: 'room', personId, device: `${personId}-laptop`, close: () => closed.push(name) };
}

function begun(personId: string): MediaConnection {
  const one = connection(personId);
  connections.open(one);
  connections.beginStay(one, kinds);
  return one;
}

describe('a stay', () => {
  test('outlives its connection, and the one that takes its place', () => {
    connections.forget(begun('ben'));
    expect(connections.stay('room', 'ben')).toBe(kinds);
    connections.open(connection('ben', 'newer'));
    expect(connections.stay('room', 'ben')).toBe(kinds);
    expect(closed).toEqual([]);
  });

  test.each([
    ['the room was removed, or is left to a newer version', () => connections.forgetRoom('room')],
    ['the connection was cut, since another server carries a newer one', () => connections.cut('room', 'ben')],
    ['the person may not be there any more', () => connections.holdTo('room', room().without('Ben').tell().state)],
    ['the room has ended', () => connections.holdTo('room', room().in('ended').tell().state)],
  ])('is forgotten when %s', (_, happens) => {
    begun('ben');
    connections.forget(begun('cid'));
    happens();
    expect(connections.stay('room', 'ben')).toBeUndefined();
    expect(closed).toContain('ben');
  });

  test('of somebody without a connection is forgotten with the room', () => {
    connections.forget(begun('ben'));
    connections.forgetRoom('room');
    expect(connections.stay('room', 'ben')).toBeUndefined();
  });

  test('does not begin for a connection that was cut, or replaced, while the media server was being asked', () => {
    const asked = connection('ben');
    connections.open(asked);
    connections.forgetRoom('room');
    connections.beginStay(asked, kinds);
    expect(connections.stay('room', 'ben')).toBeUndefined();
  });

  test('of another room is not touched', () => {
    const there = { ...connection('ben'), room: 'room-2' };
    connections.open(there);
    connections.beginStay(there, kinds);
    begun('ben');
    connections.forgetRoom('room');
    expect(connections.stay('room-2', 'ben')).toBe(kinds);
  });
});
