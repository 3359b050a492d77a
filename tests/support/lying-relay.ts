// A modified client's signalling: sits between a bot and the proxy (or LiveKit) and rewrites what the bot says and
// what it is told, so that the bot's own library can be made to claim anything. Use: `const relay = await startLyingRelay(target, rewrite)`.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignalRequest, SignalResponse } from '@livekit/protocol';
import { WebSocket, WebSocketServer } from 'ws';

export interface Rewrite {
  outward(request: SignalRequest): SignalRequest;
  back?(response: SignalResponse): SignalResponse;
  /** The bot is not told when the connection behind the relay ends: it goes on as if nothing had happened. */
  readonly hidesTheEnd?: boolean;
}

export interface LyingRelay {
  /** To be joined instead of the target. */
  readonly url: string;
  /** Cases of the signals that went through, in order. */
  readonly said: readonly string[];
  /** How many connections behind it have ended. */
  readonly ends: number;
  close(): Promise<void>;
}

/** `target`: such as `ws://host/media/<ticket>`; paths and queries of the bot are appended to it. */
export async function startLyingRelay(target: string, rewrite: Rewrite): Promise<LyingRelay> {
  const said: string[] = [];
  let ends = 0;
  const server = createServer((_request, response) => response.writeHead(500).end());
  const accept = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const inner = new WebSocket(`${target}${request.url}`, { headers: { authorization: request.headers.authorization ?? '' } });
    const early: Buffer[] = [];
    inner.on('message', (data) => early.push(data as Buffer));
    inner.on('error', () => socket.destroy());
    socket.once('close', () => inner.terminate());
    const refused = () => socket.destroy();
    inner.on('close', refused);
    inner.on('open', () => {
      inner.off('close', refused);
      accept.handleUpgrade(request, socket, head, (outer) => {
        inner.removeAllListeners('message');
        const back = (data: Buffer) => {
          const response = SignalResponse.fromBinary(data);
          outer.send((rewrite.back?.(response) ?? response).toBinary());
        };
        for (const data of early) back(data);
        inner.on('message', back);
        inner.on('close', () => {
          ends += 1;
          if (!rewrite.hidesTheEnd) outer.terminate();
        });
        outer.on('message', (data) => {
          const lie = rewrite.outward(SignalRequest.fromBinary(data as Buffer));
          said.push(lie.message.case ?? 'nothing');
          if (inner.readyState === inner.OPEN) inner.send(lie.toBinary());
        });
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    get ends() {
      return ends;
    },
    async close() {
      for (const client of accept.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
