// What a browser does not count is not taken for nothing: a voice is called silent only where packets are counted and do not come.
import type { RemoteTrack } from 'livekit-client';
import { expect, test } from 'vitest';
import { receivedOf } from '../../client/src/media/received-of.ts';

const told = (...entries: object[]) =>
  ({ getRTCStatsReport: async () => new Map(entries.map((entry, n) => [String(n), entry])) }) as unknown as RemoteTrack;

test('packets, losses and made-up sound are read, intended silence apart', async () => {
  const inbound = {
    type: 'inbound-rtp',
    timestamp: 5000,
    lastPacketReceivedTimestamp: 4980,
    packetsReceived: 100,
    packetsLost: 7,
    totalSamplesReceived: 96_000,
    concealedSamples: 5000,
    silentConcealedSamples: 2000,
  };
  expect(await receivedOf(told({ type: 'codec' }, inbound))).toEqual({
    packets: 100,
    isCounted: true,
    lost: 7,
    samples: 96_000,
    madeUp: 3000,
    quietMs: 20,
    frames: null,
  });
});

test('a track that has not arrived counts as zero; one whose packets the browser does not count is left out', async () => {
  const ofNothing = { packets: 0, isCounted: true, lost: 0, samples: 0, madeUp: 0 };
  expect(await receivedOf(undefined)).toMatchObject(ofNothing);
  expect(await receivedOf(told())).toMatchObject(ofNothing);
  expect(await receivedOf(told({ type: 'inbound-rtp', timestamp: 1 }))).toMatchObject({ ...ofNothing, isCounted: false });
});
