// F11: the media server's notices are lost, doubled, late, out of order or forged. Nothing that is enforced leans on them.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';
import { stageForAll } from './stage.ts';

const env: Record<string, string> = {};
let livekit: TestLiveKit;
let broken: Server;
let lost = 0;

beforeAll(async () => {
  broken = createServer((_notice, answer) => {
    lost += 1;
    answer.writeHead(500).end();
  });
  await new Promise<void>((listening) => broken.listen(0, '127.0.0.1', listening));
  livekit = await startLiveKit({ webhookUrl: `http://127.0.0.1:${(broken.address() as AddressInfo).port}/` });
  const { url, apiKey, apiSecret } = livekit.address;
  Object.assign(env, { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret });
});
const theStage = stageForAll(() => ({ env }));
afterAll(async () => {
  await livekit?.stop();
  broken?.close();
});

/** Posts a notice as LiveKit would; `secret` signs it. */
async function post(url: string, notice: object, secret: string): Promise<number> {
  const body = JSON.stringify(notice);
  const pass = new AccessToken(livekit.address.apiKey, secret, { ttl: 60 });
  pass.sha256 = createHash('sha256').update(body).digest('base64');
  const headers = { 'content-type': 'application/webhook+json', authorization: await pass.toJwt() };
  return (await fetch(`${url}/internal/livekit-webhook`, { method: 'POST', headers, body })).status;
}

test('[R3.2] with every notice lost the presenter is silenced and comes back as ever', async () => {
  const stage = theStage();
  await stage.benIsHeard();
  const confirmed = await stage.stepBack();
  await stage.benIsSilentSince(confirmed);
  expect(lost, 'notices that LiveKit has sent into nothing').toBeGreaterThan(0);
});

test('[R3.2] doubled, contradicting and forged notices change nothing', async () => {
  const stage = theStage();
  const { house, ben, ann } = stage;
  const room = { name: 'any' };
  const { apiSecret } = livekit.address;
  const left = { event: 'participant_left', id: 'EV_1', room, participant: { identity: ben.id, sid: 'PA_old' } };
  const published = {
    event: 'track_published',
    id: 'EV_2',
    room,
    participant: { identity: ben.id },
    track: { type: 'AUDIO', source: 'MICROPHONE' },
  };
  for (const notice of [published, left, left, published, left]) expect(await post(house.url, notice, apiSecret)).toBe(200);
  expect(await post(house.url, left, `${apiSecret}x`)).toBe(401);
  const bare = await fetch(`${house.url}/internal/livekit-webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json' },
    body: '{}',
  });
  expect(bare.status).toBe(401);
  await stage.benIsSilent();
  expect(ann.room.desk?.silences).toEqual([{ personId: ben.id, since: expect.any(Number) }]);
  await stage.comesBack();
  await stage.benSpeaks();
  await stage.benIsHeard();
});
