// Opens the inner half of a line, to LiveKit itself, with a pass that never leaves this server.
import { type RawData, WebSocket } from 'ws';
import { Fault } from '../ports.ts';

export interface Upstream {
  readonly socket: WebSocket;
  /** What LiveKit said while the browser was still being held, oldest first. */
  readonly early: { readonly data: RawData; readonly isBinary: boolean }[];
}

const patience = 5000;

/** Throws the fault `media-not-found` when the media server does not have the room. */
export function dialMediaServer(url: string, pass: string, userAgent: string | undefined, ending: AbortSignal): Promise<Upstream> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${pass}`, ...(userAgent && { 'user-agent': userAgent }) };
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers, perMessageDeflate: false, handshakeTimeout: patience });
    const early: Upstream['early'] = [];
    const failed = (why: string, status?: number) =>
      reject(new Fault(status === 404 ? 'media-not-found' : 'media-unavailable', why));
    socket.on('message', (data, isBinary) => early.push({ data, isBinary }));
    socket.on('open', () => resolve({ socket, early }));
    // The server's own words may quote the pass; only the status goes on.
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      failed(`the media server refused the line with ${response.statusCode}`, response.statusCode);
    });
    socket.on('error', () => failed('the media server could not be reached'));
    socket.on('close', () => failed('the media server closed the line'));
    const end = () => socket.terminate();
    if (ending.aborted) end();
    else ending.addEventListener('abort', end, { once: true });
  });
}
