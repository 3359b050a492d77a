// What is promised after each fault: within how many milliseconds everything is well again, and what is measured.

const faults = {
  'keeper-killed': { most: 3000, says: 'the server that looks after the room is killed: its people act again on the other one.' },
  takeover: { most: 3000, says: 'the other server looks after the room of a killed one.' },
  'other-killed': { most: 3000, says: 'the server that does not look after the room is killed: its people act again.' },
  'stepping-back-killed': {
    most: 3000,
    says: 'the server is killed in the moment in which the leader lets the presenter step back: until the silence is confirmed.',
  },
  'redis-killed': { most: 2000, says: 'Redis is killed and is back after a second: everybody acts again, from its return on.' },
  'postgres-killed': {
    most: 2000,
    says: 'PostgreSQL is killed and is back after a second: both servers are ready and somebody whose connection broke is in again.',
  },
  'node-killed': { most: 8000, says: 'the LiveKit node that has the room is killed for good: a voice is heard again.' },
  'media-killed': { most: 8000, says: 'all LiveKit nodes are killed and are back after a second: a voice is heard again.' },
  'balancer-cut': {
    most: 3000,
    says: 'the connection between the balancer and the server that looks after the room is cut: from the cut on, until its people act again on the other one.',
  },
  'balancer-mute': { most: 2000, says: 'the same connection stays and carries nothing for 3 s: from the healing on.' },
  'keeper-redis-cut': { most: 2000, says: 'the connection from the server that looks after the room to Redis is cut for 3 s.' },
  'keeper-redis-mute': { most: 2000, says: 'the same connection stays and carries nothing for 3 s.' },
  'other-redis-cut': { most: 2000, says: 'the connection from the other server to Redis is cut for 3 s.' },
  'other-redis-mute': { most: 2000, says: 'the same connection stays and carries nothing for 3 s.' },
  'keeper-postgres-cut': {
    most: 2000,
    says: 'the connection from the server that looks after the room to PostgreSQL is cut for 3 s.',
  },
  'keeper-postgres-mute': { most: 2000, says: 'the same connection stays and carries nothing for 3 s.' },
  'other-postgres-cut': { most: 2000, says: 'the connection from the other server to PostgreSQL is cut for 3 s.' },
  'other-postgres-mute': { most: 2000, says: 'the same connection stays and carries nothing for 3 s.' },
  'keeper-node-cut': { most: 2000, says: 'the connections from the server that looks after the room to LiveKit are cut for 3 s.' },
  'keeper-node-mute': { most: 2000, says: 'the same connections stay and carry nothing for 3 s.' },
  'other-node-cut': { most: 2000, says: 'the connections from the other server to LiveKit are cut for 3 s.' },
  'other-node-mute': { most: 2000, says: 'the same connections stay and carry nothing for 3 s.' },
  'node-redis-cut': {
    most: 8000,
    says: 'the connection from the LiveKit node that has the room to Redis is cut for 3 s: until also somebody who joins then hears the others.',
  },
  'node-redis-mute': { most: 8000, says: 'the same connection stays and carries nothing for 3 s.' },
  'notices-cut': {
    most: 8000,
    says: 'the connections over which LiveKit tells the servers what happens are cut for 3 s: until also somebody who joins then hears the others.',
  },
  'notices-mute': { most: 8000, says: 'the same connections stay and carry nothing for 3 s.' },
  'redis-slow': { most: 2000, says: 'every word to and from Redis comes 2 s late for 8 s.' },
  'clock-jumped': { most: 2000, says: 'the clock of a server’s machine is set an hour ahead, then back, then right again.' },
  'redis-disk-full': {
    most: 2000,
    says: 'the disk of Redis is full, whereupon it ends; there is room again and it is started: everybody acts again, from its return on.',
  },
  'postgres-disk-full': {
    most: 2000,
    says: 'the disk of PostgreSQL is full, the room goes on; there is room again: until a personal link opens.',
  },
  'takeover-100': {
    most: 3000,
    says: 'a server that looks after a hundred rooms is killed: the other one looks after all of them.',
  },
  'away-5-s': { most: 2000, says: 'a person’s whole network is dead for 5 s: until everybody acts.' },
  'away-5-s-hearing': { most: 8000, says: 'the same: until that person hears a voice again.' },
  'away-25-s': { most: 2000, says: 'a person’s whole network is dead for 25 s: until everybody acts.' },
  'away-25-s-hearing': { most: 8000, says: 'the same: until that person hears a voice again.' },
  'away-84-s': { most: 2000, says: 'a person’s whole network is dead for 84 s: until everybody acts.' },
  'away-84-s-hearing': { most: 8000, says: 'the same: until that person hears a voice again.' },
  'sound-mute': {
    most: 8000,
    says: 'the datagrams of sound between a person and LiveKit are swallowed for 10 s, the signalling goes on: until that person hears a voice again.',
  },
};

export type TimeId = keyof typeof faults;

export const promises: Readonly<Record<TimeId, { readonly most: number; readonly says: string }>> = faults;

/** In the order of this page. */
export const timeIds = Object.keys(faults) as TimeId[];
