// The names of a room in the media server: its own, or its own with something new behind it for each time a node took it over.
import { randomBytes } from 'node:crypto';
import type { RoomId } from '../../ports/rooms.ts';

const mark = '.'; // which no room id holds

export function newNameFor(room: RoomId): string {
  return `${room}${mark}${randomBytes(6).toString('hex')}`;
}

export function roomOf(name: string): RoomId {
  return name.split(mark)[0] ?? name;
}
