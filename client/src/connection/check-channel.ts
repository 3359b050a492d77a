// The check page's own channel to the server: opened, asked for the time, and used to try the ways to the media. Belongs to no room.
// Besides room-connection.ts the only file that knows socket.io.
import { io, type Socket } from 'socket.io-client';
import type { CheckFromServer, CheckHandshake, CheckToServer, Reach, Way } from '../../../shared/protocol/check.ts';
import { answerWithin } from './answer-within.ts';
import { type Ping, pingOf } from './pings.ts';

const openWithinMs = 10_000;
const pingWithinMs = 3_000;
const reachWithinMs = 10_000;
const pings = 10;

export class CheckChannel {
  readonly #socket: Socket<CheckFromServer, CheckToServer>;

  constructor(seat: string | null, url = '') {
    const auth: CheckHandshake = { seat };
    const settings = { auth: { ...auth }, transports: ['websocket'], reconnection: false, autoConnect: false, forceNew: true };
    this.#socket = io(`${url}/check`, settings);
  }

  /** Resolves to whether a WebSocket got through; tried twice, because the network may change during the first try. */
  async open(): Promise<boolean> {
    return (await this.#openOnce()) || (await this.#openOnce());
  }

  /** Fewer than ten when some were lost. */
  async ping(): Promise<readonly Ping[]> {
    const answered: Ping[] = [];
    for (let n = 0; n < pings && this.#socket.connected; n++) {
      const sent = performance.now();
      const sentAt = Date.now();
      const serverNow = await this.#socket
        .timeout(pingWithinMs)
        .emitWithAck('time')
        .catch(() => null);
      if (serverNow !== null) answered.push(pingOf(performance.now() - sent, sentAt, serverNow));
    }
    return answered;
  }

  reach(way: Way): Promise<Reach> {
    return this.#socket
      .timeout(reachWithinMs)
      .emitWithAck('reach', { way })
      .catch(() => ({ ok: false, why: 'unavailable' }) as const);
  }

  answer(way: Way, sdp: string): void {
    this.#socket.emit('answer', { way, sdp });
  }

  candidate(way: Way, candidate: RTCIceCandidateInit): void {
    this.#socket.emit('candidate', { way, candidate: JSON.stringify(candidate) });
  }

  letGo(way: Way): void {
    this.#socket.emit('letGo', { way });
  }

  onCandidate(way: Way, call: (candidate: RTCIceCandidateInit) => void): () => void {
    const hear: CheckFromServer['candidate'] = (message) => {
      if (message.way === way) call(JSON.parse(message.candidate) as RTCIceCandidateInit);
    };
    this.#socket.on('candidate', hear);
    return () => this.#socket.off('candidate', hear);
  }

  close(): void {
    this.#socket.disconnect();
  }

  async #openOnce(): Promise<boolean> {
    const isOpen = await answerWithin(openWithinMs, false, (answer) => {
      this.#socket.once('connect', () => answer(true));
      this.#socket.once('connect_error', () => answer(false));
      this.#socket.connect();
    });
    this.#socket.off('connect').off('connect_error');
    if (!isOpen) this.#socket.disconnect();
    return isOpen;
  }
}
