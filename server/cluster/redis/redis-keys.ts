// Names our keys in Redis. All keys of one room share a slot, so that one script may touch them.
import type { RoomId } from '../../ports/rooms.ts';

export const roomsKey = 'balint:rooms';
export const serversKey = 'balint:servers';
/** Names in the media server under which nobody is to be found any more. */
export const givenUpKey = 'balint:media:given-up';
export const installationKey = 'balint:installation';

/** Nothing of a room outlives its last use by more than this; in seconds. */
export const roomLife = 7 * 24 * 3600;

export type RoomThing = 'log' | 'done' | 'lines' | 'keeper' | 'media' | 'over' | 'key';

export function roomKey(room: RoomId, thing: RoomThing): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(room)) throw new Error('a room id may hold letters, digits, - and _ only');
  return `balint:{${room}}:${thing}`;
}

/** Channels are shared by all databases of a Redis, so ours carry the number of the database. */
export function roomChannel(room: RoomId, database: number): string {
  return `${roomKey(room, 'log')}@${database}`;
}

export function betweenChannel(database: number): string {
  return `balint:between@${database}`;
}
