// How much of a track has arrived here, by the browser's statistics; nothing before the track itself has.
import type { RemoteTrack } from 'livekit-client';

export interface ReceivedSoFar {
  readonly packets: number;
  /** False where the browser counts no packets: nobody can tell then, and nothing is called silent for that. */
  readonly isCounted: boolean;
  /** Sent but never arrived; 0 where the browser does not say. */
  readonly lost: number;
  /** Of sound: samples that were played, and those of them that had to be made up because nothing was there in time. Likewise. */
  readonly samples: number;
  readonly madeUp: number;
  /** How long ago the newest of them came, ms; null where the browser does not say, or none came. */
  readonly quietMs: number | null;
  /** Decoded; null of sound, and where the browser does not say. */
  readonly frames: number | null;
}

interface Inbound {
  readonly type: string;
  readonly timestamp: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly totalSamplesReceived?: number;
  readonly concealedSamples?: number;
  /** Of those, the ones made up where silence was meant. */
  readonly silentConcealedSamples?: number;
  readonly lastPacketReceivedTimestamp?: number;
  readonly framesDecoded?: number;
}

const nothingReceived: ReceivedSoFar = {
  packets: 0,
  isCounted: true,
  lost: 0,
  samples: 0,
  madeUp: 0,
  quietMs: null,
  frames: null,
};

export async function receivedOf(track: RemoteTrack | undefined): Promise<ReceivedSoFar> {
  const report = await track?.getRTCStatsReport().catch(() => undefined);
  let sum = nothingReceived;
  report?.forEach((entry: Inbound) => {
    if (entry.type !== 'inbound-rtp') return;
    // Both times are by one clock, which need not be the page's.
    const quietMs = entry.lastPacketReceivedTimestamp && Math.max(0, entry.timestamp - entry.lastPacketReceivedTimestamp);
    sum = {
      packets: sum.packets + (entry.packetsReceived ?? 0),
      isCounted: sum.isCounted && entry.packetsReceived !== undefined,
      lost: sum.lost + (entry.packetsLost ?? 0),
      samples: sum.samples + (entry.totalSamplesReceived ?? 0),
      madeUp: sum.madeUp + (entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0),
      quietMs: quietMs === undefined ? sum.quietMs : Math.min(quietMs, sum.quietMs ?? quietMs),
      frames: entry.framesDecoded ?? sum.frames,
    };
  });
  return sum;
}
