// Port 443 as in deploy/: HAProxy and Caddy with their own files, in front of two small apps and a stand-in for TURN. Only paths and ports
// are this test's, and certificates come from Caddy's own authority.
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Door, domain, openDoor, turnDomain } from '../support/front-door.ts';

let door: Door;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door?.close());

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly app: string | undefined;
}

function get(path: string, { from = '127.0.0.1', cookie = '' } = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    const options = {
      host: '127.0.0.1',
      port: door.port,
      path,
      servername: domain,
      rejectUnauthorized: false,
      agent: false as const,
    };
    const asked = request({ ...options, localAddress: from, headers: { host: domain, cookie } }, (reply: IncomingMessage) => {
      let body = '';
      reply.on('data', (text) => (body += text));
      reply.on('error', failed);
      reply.on('end', () => done({ status: reply.statusCode ?? 0, body, app: reply.headers['x-app'] as string | undefined }));
    });
    asked.on('error', failed).end();
  });
}

/** Resolves when the TLS is made. */
function dial(servername: string, ALPNProtocols?: string[]): Promise<TLSSocket> {
  return new Promise((done, failed) => {
    const options = {
      host: '127.0.0.1',
      port: door.port,
      servername,
      rejectUnauthorized: false,
      ...(ALPNProtocols && { ALPNProtocols }),
    };
    const socket = connect(options, () => done(socket));
    socket.on('error', failed);
  });
}

const heard = (socket: TLSSocket) => new Promise<string>((done) => socket.once('data', (text) => done(String(text))));

describe('pages', () => {
  test('come from both apps, each of which learns the person’s address', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => get('/')));
    expect(new Set(answers.map(({ app }) => app))).toEqual(new Set(['app1', 'app2']));
    const { body } = await get('/', { from: '127.0.0.9' });
    expect(JSON.parse(body)).toMatchObject({ proto: 'https', host: domain, from: door.tellsAddresses ? '127.0.0.9' : '127.0.0.1' });
  });

  test('what is only for servers is not there', async () => {
    for (const path of [
      '/internal/livekit-webhook',
      '/internal/',
      '/metrics',
      '//internal/livekit-webhook',
      '/%69nternal/livekit-webhook',
    ])
      expect(await get(path), path).toMatchObject({ status: 404, app: undefined });
  });

  test('have one’s own certificates if that is asked for, and an authority’s otherwise', () => {
    expect(door.adapted({ TLS: 'given' })).toContain('"/certificates/balint.crt"');
    expect(door.adapted({ TLS: 'automatic' })).not.toContain('/certificates/');
    expect(() => door.adapted({ TLS: 'givn' })).toThrow();
  });

  test('sockets pass, both ways', async () => {
    const asked = { servername: domain, headers: { host: domain }, rejectUnauthorized: false };
    const socket = new WebSocket(`wss://127.0.0.1:${door.port}/socket`, asked);
    await new Promise((done, failed) => socket.once('open', done).once('error', failed));
    socket.send('a word');
    expect(await new Promise((done) => socket.once('message', (text) => done(String(text))))).toBe('a word');
    socket.terminate();
  });

  test('an answer that breaks off is logged without what was asked for, or by whom', async () => {
    await expect(get('/break/a-personal-link', { cookie: 'br_1=a-session' })).rejects.toThrow();
    await door.until(async () => door.said().includes('aborting with incomplete response'));
    expect(door.said()).not.toMatch(/a-personal-link|a-session|remote_ip/);
  });

  test('an app that shuts down gets no more requests; without any app, people read a sentence', async () => {
    door.apps[0]?.retire();
    await door.until(async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => get('/')));
      return answers.every(({ app }) => app === 'app2');
    });
    door.apps[1]?.retire();
    let answer: Answer | undefined;
    await door.until(async () => {
      answer = await get('/');
      return answer.status >= 502;
    });
    expect(answer?.body).toContain('The room cannot be reached right now.');
    for (const app of door.apps) app.serve();
    await door.until(async () => (await get('/')).status === 200);
  }, 180_000);
});

describe('TURN', () => {
  test('is recognised by its name, has its TLS terminated, and is passed on as it is', async () => {
    const socket = await dial(turnDomain);
    expect(socket.getPeerCertificate().subjectaltname).toBe(`DNS:${turnDomain}`);
    socket.write('allocate');
    expect(await heard(socket)).toBe('turn heard: allocate');
    socket.destroy();
  });

  test('every other name, and an authority’s challenge, goes to Caddy', async () => {
    const before = door.turnConnections();
    const socket = await dial(domain);
    expect(socket.getPeerCertificate().subjectaltname).toBe(`DNS:${domain}`);
    socket.destroy();
    await expect(dial(turnDomain, ['acme-tls/1'])).rejects.toThrow();
    await expect(dial('elsewhere.test')).rejects.toThrow();
    expect(door.turnConnections()).toBe(before);
  });

  test('a renewed certificate is taken up, and no open connection is cut', async () => {
    const old = await dial(turnDomain);
    const { serialNumber } = old.getPeerCertificate();
    await door.renewCertificates();
    await door.until(async () => {
      const socket = await dial(turnDomain).catch(() => null);
      const renewed = socket !== null && socket.getPeerCertificate().serialNumber !== serialNumber;
      socket?.destroy();
      return renewed;
    });
    old.write('still here');
    expect(await heard(old)).toBe('turn heard: still here');
    old.destroy();
  }, 180_000);
});
