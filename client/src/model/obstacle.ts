// What can block the connection to the room.

/** `socket`: pages get through, but no lasting connection. `signIn`: the network wants somebody to sign in first. */
export type Obstacle = 'socket' | 'signIn' | 'offline' | 'server';
