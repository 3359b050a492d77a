// An error that gets past every guarded entrance, in a library too, costs the connection on whose behalf it happened, and nobody else; one on
// behalf of nobody ends the server gracefully and says so. The faults are planted into a running server.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { socketAddress } from '../../server/http/upgrades.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

const planted = new URL('../support/planted-faults.mjs', import.meta.url).href;
const ways = ['now', 'soon', 'later', 'promise'];

let app: TestApp;
let ann: TestPerson;
let others: TestPerson[];

beforeAll(async () => {
  app = await startApp({ media: false, env: { NODE_OPTIONS: `--import=${planted}` } });
  [ann, ...others] = (await Promise.all(['Ann', 'Ben', 'Cid'].map((name) => signIn(app, name)))) as [TestPerson, ...TestPerson[]];
  await done(ann.enter());
}, 180_000);

afterAll(async () => {
  for (const person of [ann, ...(others ?? [])]) person?.drop();
  await app?.stop();
});

/** Answers with the log lines written meanwhile, once there is one. */
async function cutBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = app.said.length;
  await work();
  const lines = () =>
    app.said
      .slice(before)
      .split('\n')
      .filter((line) => line.includes('a connection was cut'));
  await expect.poll(lines).not.toEqual([]);
  // Whoever was at work in the room before is still there, on the same connection.
  expect(await ann.perform({ type: 'resume' })).toEqual({ ok: false, refusal: 'already-so' });
  return lines();
}

async function asksFor(path: string, headers: string): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\n${headers}\r\n\r\n`);
  return socket.resume();
}

test.each(ways.flatMap((way) => ['frame', 'message'].map((where) => [way, where] as const)))(
  'a library that trips %s over a %s: that connection is cut, with one line in the log',
  async (way, where) => {
    const [ben, cid] = others as [TestPerson, TestPerson];
    for (const person of [ben, cid]) await person.connect();
    const cut = new Promise((resolve) => ben.socket.once('disconnect', resolve));
    const lines = await cutBy(async () => {
      ben.socket.emit(where as 'mediaDoor', way as never);
      await cut;
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`planted in a ${where}, ${way}`);
    expect(cid.socket.connected).toBe(true);
    ben.drop();
  },
);

test.each(ways)('a request that trips it %s', async (way) => {
  const lines = await cutBy(async () => {
    const socket = await asksFor('/livez', `x-trip: ${way}`);
    await once(socket, 'close');
  });
  expect(lines).toEqual([expect.stringContaining(`planted in a request, ${way}`)]);
});

test.each(ways)('an upgrade that trips it %s', async (way) => {
  const key =
    'upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: c2l4dGVlbiBieXRlcyBvaw==';
  const lines = await cutBy(async () => {
    const socket = await asksFor(socketAddress, `${key}\r\nx-trip: ${way}`);
    await once(socket, 'close');
  });
  expect(lines).toEqual([expect.stringContaining(`planted in an upgrade, ${way}`)]);
});

test('an error on behalf of nobody ends the server, after it has said so and sent everybody elsewhere', async () => {
  const moved = new Promise<void>((resolve) => ann.socket.once('moving', resolve));
  expect(await app.end('SIGWINCH')).toBe(1);
  await moved;
  expect(app.said).toContain('planted, of nobody');
});
