// Faults in what a server stands on, for a process that imports this first: its libraries trip over messages and requests that name a way
// to trip (`now`, `soon`, `later`, `promise`), and SIGWINCH breaks something that is nobody's.
import { Server } from 'node:http';
import { Transport } from 'engine.io';
import { Socket } from 'socket.io';

/** @param {Error} fault @returns {never} */
function fall(fault) {
  throw fault;
}

/** @type {Record<string, (fault: Error) => void>} */
const ways = {
  now: fall,
  soon: (fault) => process.nextTick(fall, fault),
  later: (fault) => setTimeout(fall, 5, fault),
  promise: (fault) => void Promise.reject(fault),
};

/** @param {any} prototype @param {string} name @param {(...args: any[]) => [way: unknown, where: string]} find */
function plant(prototype, name, find) {
  const inner = prototype[name];
  prototype[name] = function (/** @type {unknown[]} */ ...args) {
    const [way, where] = find(...args);
    const fails = typeof way === 'string' && Object.hasOwn(ways, way) ? ways[way] : undefined;
    if (fails === undefined) return inner.apply(this, args);
    fails(new Error(`planted in ${where}, ${way}`));
    return true;
  };
}

plant(Socket.prototype, '_onpacket', (packet) => [packet.data?.[1], 'a message']);
plant(Transport.prototype, 'onData', (data) => [/"frame","(\w+)"/.exec(data)?.[1], 'a frame']);
plant(Server.prototype, 'emit', (event, request) => [
  /^(request|upgrade)$/.test(event) && request.headers['x-trip'],
  event === 'request' ? 'a request' : 'an upgrade',
]);

process.on('SIGWINCH', () => setImmediate(fall, new Error('planted, of nobody')));
