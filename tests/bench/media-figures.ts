// What a room costs the media server, as figures.
import { type Figure, figureOf } from './figure.ts';

/** One sample per window, per second. */
export interface MediaSize {
  readonly people: number;
  readonly livekitMs: readonly number[];
  readonly appMs: readonly number[];
  readonly crowdMs: readonly number[];
  readonly packets: readonly number[];
  readonly bytes: readonly number[];
  readonly lost: readonly number[];
  readonly pictures: readonly number[];
  /** Per second, for all people together, if none is lost. */
  readonly picturesDue: number;
  readonly livekitKb: number;
  readonly fewestTracks: number;
}

export interface MediaIdle {
  readonly livekitMs: number;
  readonly appMs: number;
  readonly livekitKb: number;
}

/** UDP, IP and the seal of SRTP. */
const headerBytes = 38;

export function mediaFigures(idle: MediaIdle, sizes: readonly MediaSize[]): Figure[] {
  return sizes.flatMap((size) => {
    const { people } = size;
    const room = `a room of ${people}`;
    const less = (samples: readonly number[], base: number) => samples.map((sample) => sample - base);
    const wire = size.packets.map((packets, i) => (((size.bytes[i] ?? 0) + packets * headerBytes) * 8) / 1000);
    return [
      figureOf(
        {
          id: `livekit-cpu-${people}`,
          unit: 'ms',
          says: `processor time of LiveKit for each second of ${room}, less the ${Math.round(idle.livekitMs)} ms that it takes without one.`,
        },
        less(size.livekitMs, idle.livekitMs),
      ),
      figureOf(
        { id: `packets-${people}`, unit: 'packets/s', says: `packets of sound and picture that LiveKit forwards in ${room}.` },
        size.packets,
      ),
      figureOf(
        {
          id: `bandwidth-${people}`,
          unit: 'kbit/s',
          says: `what that is on the wire, out of LiveKit, with the headers of RTP, SRTP, UDP and IP.`,
        },
        wire,
      ),
      figureOf(
        {
          id: `livekit-cpu-per-1000-packets-${people}`,
          unit: 'ms',
          says: `processor time of LiveKit for a thousand forwarded packets.`,
        },
        less(size.livekitMs, idle.livekitMs).map((ms, i) => ms / ((size.packets[i] ?? 1) / 1000)),
      ),
      figureOf(
        {
          id: `app-cpu-media-${people}`,
          unit: 'ms',
          says: `processor time of the app server for each second of ${room}: sockets, signalling and the look at its rights.`,
        },
        less(size.appMs, idle.appMs),
      ),
      figureOf(
        {
          id: `livekit-memory-${people}`,
          unit: 'MB',
          says: `resident memory of LiveKit that ${room} adds to the ${Math.round(idle.livekitKb / 1024)} MB it has without one.`,
        },
        [(size.livekitKb - idle.livekitKb) / 1024],
      ),
      figureOf(
        {
          id: `crowd-cpu-${people}`,
          unit: 'ms',
          says: `processor time of the simulated people for each second, on the same machine.`,
        },
        size.crowdMs,
      ),
    ];
  });
}
