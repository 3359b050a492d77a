// A server that closes while browsers hold connections to it.
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { HttpApp } from '../support/http-app.ts';

test('closing waits for an answer that is under way, and for no connection that asks nothing', async () => {
  let answer = () => {};
  const asked = new Promise<string>((done) => (answer = () => done('answered')));
  const app = await HttpApp.open({ more: (fastify) => fastify.get('/slow', () => asked) });
  await app.fastify.listen({ port: 0, host: '127.0.0.1' });
  // What ends the connections now is not that they were kept for too long.
  Object.assign(app.fastify.server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  const { port } = app.fastify.server.address() as AddressInfo;

  const unused = connect(port, '127.0.0.1');
  await once(app.fastify.server, 'connection');
  const wasClosed = once(unused.resume(), 'close');
  const agent = new Agent({ keepAlive: true });
  const underWay = once(get({ port, path: '/slow', agent }), 'response');
  await once(app.fastify.server, 'request');

  const closed = app.fastify.close();
  await wasClosed;
  answer();
  const [response] = (await underWay) as [IncomingMessage];
  expect((await response.setEncoding('utf8').toArray()).join('')).toBe('answered');
  await closed;
  await app.close();
});
