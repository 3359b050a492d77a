// A modified client's bare signalling: opens any address as a WebSocket and tells what came back, without any library.
// While the server answers that it is not ready it asks again, as a page does: on a busy machine that is no refusal.
import { setTimeout as pause } from 'node:timers/promises';
import { type JoinResponse, type SignalRequest, SignalResponse } from '@livekit/protocol';
import { WebSocket } from 'ws';

export interface RawConnection {
  /** What the media server said on joining; null when the connection was refused. */
  readonly joined: JoinResponse | null;
  /** All that has come so far, oldest first. */
  readonly frames: readonly SignalResponse[];
  /** The refusing HTTP answer, or 0. */
  readonly status: number;
  /** The refusing answer's words. */
  readonly body: string;
  send(request: SignalRequest): void;
  close(): void;
}

const patienceMs = 60_000;
const askAgainAfterMs = 250;

export async function openRawConnection(url: string, headers: Record<string, string> = {}): Promise<RawConnection> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const connection = await openOnce(url, headers);
    if (connection.status !== 503 || Date.now() > deadline) return connection;
    await pause(askAgainAfterMs);
  }
}

function openOnce(url: string, headers: Record<string, string>): Promise<RawConnection> {
  const socket = new WebSocket(url, { headers, handshakeTimeout: patienceMs });
  const frames: SignalResponse[] = [];
  const acts = {
    frames,
    send: (request: SignalRequest) => socket.send(request.toBinary()),
    close: () => socket.terminate(),
  };
  return new Promise((resolve) => {
    const refused = (status: number, body: string) => resolve({ joined: null, status, body, ...acts });
    const late = setTimeout(() => refused(0, 'nothing was said'), patienceMs);
    late.unref();
    socket.on('message', (data) => {
      const frame = SignalResponse.fromBinary(data as Buffer);
      frames.push(frame);
      const { message } = frame;
      if (message.case === 'join') resolve({ joined: message.value, status: 0, body: '', ...acts });
    });
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => refused(response.statusCode ?? 0, body));
    });
    socket.on('error', () => refused(0, 'the connection broke'));
    socket.on('close', () => refused(0, 'the connection was closed'));
  });
}
