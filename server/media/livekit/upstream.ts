// Opens the inner half of a media connection, to LiveKit itself, with a pass that never leaves this server.
import { type RawData, WebSocket } from 'ws';
import { Fault } from '../../ports/fault.ts';
import { NodeUnreachable } from './node-unreachable.ts';

export interface Upstream {
  readonly socket: WebSocket;
  /** What LiveKit said while the browser was still held back, oldest first. */
  readonly early: { readonly data: RawData; readonly isBinary: boolean }[];
}

const patience = 5000;

/** Throws the fault `media-not-found` when the media server does not have the room, `NodeUnreachable` when it does not answer. */
export function dialMediaServer(url: string, pass: string, userAgent: string | undefined, ending: AbortSignal): Promise<Upstream> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${pass}`, ...(userAgent && { 'user-agent': userAgent }) };
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers, perMessageDeflate: false, handshakeTimeout: patience });
    const early: Upstream['early'] = [];
    socket.on('message', (data, isBinary) => early.push({ data, isBinary }));
    socket.on('open', () => resolve({ socket, early }));
    // The server's own text may quote the pass; only the status is passed on.
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      const code = response.statusCode === 404 ? 'media-not-found' : 'media-unavailable';
      reject(new Fault(code, `the media server refused the connection with ${response.statusCode}`));
    });
    socket.on('error', ({ message }) =>
      reject(new NodeUnreachable('the media server could not be reached', message.includes('timed out'))),
    );
    socket.on('close', () => reject(new Fault('media-unavailable', 'the media server closed the connection')));
    const end = () => socket.terminate();
    if (ending.aborted) end();
    else ending.addEventListener('abort', end, { once: true });
  });
}
