// The names of a room in the media server: its own, or its own with a new suffix for each time another node took it over.
import { randomBytes } from 'node:crypto';
import type { RoomId } from '../../ports/rooms.ts';

const mark = '.'; // occurs in no room id

export function newNameFor(room: RoomId): string {
  return `${room}${mark}${randomBytes(6).toString('hex')}`;
}

export function roomOf(name: string): RoomId {
  return name.split(mark)[0] ?? name;
}
