// What can keep the connection to the room away.

/** `socket`: pages come through, but no lasting connection. `signIn`: the network wants something first. */
export type Obstacle = 'socket' | 'signIn' | 'offline' | 'server';
