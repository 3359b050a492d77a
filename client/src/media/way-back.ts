// Looks for the way back to UDP: while sound comes over TCP, which stumbles more easily, it tries now and then whether datagrams get through again.
import { ConnectionState, type RemoteTrack, type Room } from 'livekit-client';
import { CheckChannel } from '../connection/check-channel.ts';
import { onWakeSign } from '../connection/wake-signs.ts';
import { tryWay } from './reach.ts';

const lookEveryMs = 5000;
const firstTryMs = 10_000;
const rarestTryMs = 120_000;

/** `goBack` is called when datagrams get through. Runs until the returned function is called. */
export function watchWayBack(room: Room, seat: string, goBack: () => void): () => void {
  let pause = firstTryMs;
  let tryAt: number | null = null;
  let isLooking = false;
  const look = async () => {
    if (isLooking || room.state !== ConnectionState.Connected) return;
    isLooking = true;
    const protocol = await protocolOf(room).catch(() => null);
    const now = performance.now();
    if (protocol !== 'tcp') tryAt = null;
    if (protocol === 'udp') pause = firstTryMs;
    if (protocol === 'tcp') {
      tryAt ??= now + pause;
      if (now >= tryAt) {
        pause = Math.min(rarestTryMs, pause * 2);
        tryAt = now + pause;
        if (await doDatagramsPass(seat)) goBack();
      }
    }
    isLooking = false;
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  const stopSigns = onWakeSign(() => {
    pause = firstTryMs;
    if (tryAt !== null) tryAt = 0;
  });
  return () => {
    clearInterval(timer);
    stopSigns();
  };
}

async function doDatagramsPass(seat: string): Promise<boolean> {
  const channel = new CheckChannel(seat);
  try {
    const found = (await channel.open()) ? await tryWay('udp', channel) : null;
    return typeof found === 'object' && found !== null && found.isOpen;
  } catch {
    return false; // A browser that can't try it stays where it is.
  } finally {
    channel.close();
  }
}

interface Stats {
  readonly id: string;
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly localCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
}

/** The protocol by which others' media arrive, however a relay gets them. Null when nothing arrives. */
async function protocolOf(room: Room): Promise<'udp' | 'tcp' | 'relay' | null> {
  const tracks = [...room.remoteParticipants.values()].flatMap(({ trackPublications }) =>
    [...trackPublications.values()].map(({ track }) => track).filter((track) => track !== undefined),
  );
  const [first] = tracks as RemoteTrack[];
  const report = await first?.getRTCStatsReport();
  if (!report) return null;
  const all: Stats[] = [];
  report.forEach((entry: Stats) => void all.push(entry));
  const chosen = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pair = all.find(({ id, type, selected }) => type === 'candidate-pair' && (chosen === undefined ? selected : id === chosen));
  const local = all.find(({ id }) => id === pair?.localCandidateId);
  if (!local) return null;
  return local.candidateType === 'relay' ? 'relay' : local.protocol === 'tcp' ? 'tcp' : 'udp';
}
