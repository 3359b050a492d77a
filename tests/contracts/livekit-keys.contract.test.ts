// A LiveKit that refuses our keys: that is said in a sentence, at the start and later, and never counts as "up".
import { tmpdir } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';
import { LocalMediaNames } from '../../server/cluster/local/local-media-names.ts';
import { LiveKitGateway } from '../../server/media/livekit/livekit-gateway.ts';
import { startMedia } from '../../server/media/start-media.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { type OwnedLiveKit, ownLiveKit } from '../support/owned-livekit.ts';
import { startApp } from '../support/test-app.ts';

const refused = /set LIVEKIT_API_KEY and LIVEKIT_API_SECRET to a pair from its own settings/;
const nowhere = 'http://127.0.0.1:9/unused';
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startedLiveKit(): Promise<OwnedLiveKit> {
  const livekit = await ownLiveKit(nowhere);
  ends.push(() => livekit.stop());
  await livekit.start();
  return livekit;
}

async function mediaOf({ address: { url, apiKey, apiSecret } }: OwnedLiveKit) {
  const told: boolean[] = [];
  const warned: unknown[] = [];
  const media = await startMedia(
    { kind: 'given', urls: [url], apiKey, apiSecret },
    {
      dataDir: tmpdir(),
      names: new LocalMediaNames(),
      clock: systemClock,
      log: { warn: (said: unknown) => warned.push(said) } as never,
      onChange: (isUp) => told.push(isUp),
    },
  );
  ends.push(() => media.stop());
  return { media, told, warned };
}

test('with wrong keys the server does not start, and says in a sentence what to set', async () => {
  const { env } = await startedLiveKit();
  await expect(startApp({ env: { ...env, LIVEKIT_API_SECRET: 'x'.repeat(40) } })).rejects.toThrow(refused);
});

test('the keys become wrong later: the media is down, and that is said once', async () => {
  const livekit = await startedLiveKit();
  const { media, told, warned } = await mediaOf(livekit);
  expect(await media.firstAnswer(15_000)).toBe(true);

  const rekeyed = await livekit.withOtherKeys();
  ends.push(() => rekeyed.stop());
  await livekit.kill();
  await rekeyed.start();
  await expect.poll(() => warned).toEqual([expect.stringMatching(refused)]);
  expect(told).toEqual([true, false]);
  await expect(media.firstAnswer(0)).rejects.toThrow(refused);
});

test('a LiveKit that is not there is not a wrong key: the room opens and keeps trying', async () => {
  const livekit = await ownLiveKit(nowhere);
  ends.push(() => livekit.stop());
  const { media, told } = await mediaOf(livekit);
  expect(await media.firstAnswer(500)).toBe(false);
  await livekit.start();
  await expect.poll(() => told).toEqual([true]);
});

test.each([-10, 10])('a LiveKit whose clock is %i minutes off accepts what we sign', async (minutes) => {
  const { address } = await startedLiveKit();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
  ends.push(async () => vi.useRealTimers());
  const gateway = new LiveKitGateway(address);
  expect(await gateway.health(5_000)).toBe('up');
  await gateway.openRoom('room');
  expect(await gateway.hasRoom('room')).toBe(true);
});
