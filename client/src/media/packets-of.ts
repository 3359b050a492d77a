// How many packets of a track have arrived here so far; 0 while it has not arrived itself.
import type { RemoteTrackPublication } from 'livekit-client';

export async function packetsOf({ track }: RemoteTrackPublication): Promise<number> {
  const report = await track?.getRTCStatsReport().catch(() => undefined);
  let packets = 0;
  report?.forEach((entry: { type: string; packetsReceived?: number }) => {
    if (entry.type === 'inbound-rtp') packets += entry.packetsReceived ?? 0;
  });
  return packets;
}
