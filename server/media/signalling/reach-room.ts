// Lets a browser find out which routes to the media server are open to it, in a private, empty media room for each try. The browser may
// send nothing there and never speaks to the media server itself: only its answer and its candidates are passed on.
import { randomBytes } from 'node:crypto';
import { SessionDescription, SignalRequest, SignalResponse, SignalTarget, TrickleRequest } from '@livekit/protocol';
import type { Logger } from 'pino';
import type { RawData } from 'ws';
import type { Reach } from '../../../shared/protocol/check.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MediaGateway } from '../../ports/media.ts';
import type { MediaNodes } from '../livekit/nodes-of-media.ts';
import type { Upstream } from '../livekit/upstream.ts';
import { bytesOf } from './bytes-of.ts';
import { narrowCandidate } from './narrow-candidate.ts';
import { readSdp } from './sdp-truth.ts';
import { TrackKinds } from './track-kinds.ts';

export interface ReachPorts {
  readonly gateway: MediaGateway;
  readonly nodes: MediaNodes;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info'>;
}

/** One try by one browser. */
export interface ReachTry {
  readonly offer: Extract<Reach, { ok: true }>;
  answer(sdp: string): void;
  candidate(init: string): void;
  end(): void;
}

/** A browser gives up on a route sooner than this. */
const longestMs = 20_000;
const offerWithinMs = 4_000;
/** On one server; a whole hospital does not run the check at once. */
const mostAtOnce = 30;
/** May hear an empty room and send nothing. The right to hear makes the media server offer a connection by itself. */
const rights = { mayHear: true, mayBeHeard: false, mayBeSeen: false };
const target = '/rtc?protocol=16&auto_subscribe=1&sdk=js';

export class ReachRooms {
  readonly #ports: ReachPorts;
  readonly #open = new Set<() => void>();

  constructor(ports: ReachPorts) {
    this.#ports = ports;
  }

  /** Null when the media server does not answer, or too many are trying. */
  async begin(tell: (candidate: string) => void): Promise<ReachTry | null> {
    if (this.#open.size >= mostAtOnce) return null;
    const { gateway, nodes, clock, log } = this.#ports;
    const room = `check-${randomBytes(16).toString('hex')}`;
    const ending = new AbortController();
    const end = () => {
      if (!this.#open.delete(end)) return;
      cancel();
      ending.abort();
      gateway.closeRoom(room).catch(() => {}); // an empty media room closes by itself
    };
    const cancel = clock.after(longestMs, end);
    this.#open.add(end);
    try {
      await gateway.openRoom(room);
      const stay = { room, personId: 'check', rights, target, userAgent: undefined, isResume: false };
      const { upstream } = await nodes.dial({ ...stay, ending: ending.signal });
      upstream.socket.on('close', end);
      upstream.socket.on('error', end);
      return { ...(await this.#offered(upstream, tell)), end };
    } catch (error) {
      log.info({ err: error }, 'a route to the media server could not be tried');
      end();
      return null;
    }
  }

  stop(): void {
    for (const end of [...this.#open]) end();
  }

  #offered({ socket, early }: Upstream, tell: (candidate: string) => void): Promise<Omit<ReachTry, 'end'>> {
    return new Promise((resolve, reject) => {
      const cancel = this.#ports.clock.after(offerWithinMs, () => reject(new Error('no offer came')));
      let relays: Extract<Reach, { ok: true }>['relays'] = [];
      const hear = (data: RawData) => {
        const message = responseIn(bytesOf(data));
        if (message === null) return reject(new Error('not a signal'));
        if (message.case === 'join')
          relays = message.value.iceServers.map(({ urls, username, credential }) => ({ urls, username, credential }));
        if (message.case === 'trickle' && message.value.target === SignalTarget.SUBSCRIBER) tell(message.value.candidateInit);
        if (message.case !== 'offer') return;
        cancel();
        const { sdp, id } = message.value;
        resolve({
          offer: { ok: true, sdp, relays },
          answer(own) {
            const read = readSdp(own, new TrackKinds());
            if ('sdp' in read) send({ case: 'answer', value: new SessionDescription({ type: 'answer', sdp: read.sdp, id }) });
          },
          candidate(init) {
            const candidateInit = narrowCandidate(init);
            if (candidateInit === null) return;
            send({ case: 'trickle', value: new TrickleRequest({ candidateInit, target: SignalTarget.SUBSCRIBER }) });
          },
        });
      };
      const send = (message: SignalRequest['message']) => {
        if (socket.readyState === socket.OPEN) socket.send(new SignalRequest({ message }).toBinary());
      };
      socket.removeAllListeners('message');
      for (const { data } of early) hear(data);
      socket.on('message', hear);
    });
  }
}

/** Null for what cannot be read. */
function responseIn(bytes: Uint8Array): SignalResponse['message'] | null {
  try {
    return SignalResponse.fromBinary(bytes).message;
  } catch {
    return null;
  }
}
