// F11: the media server's notices are lost, doubled, late, out of order or forged. Enforcement does not rely on them.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';
import { countedBy } from './app-meters.ts';
import { roomOf } from './inner-media.ts';
import { stageForAll } from './stage.ts';

/** A whole minute, unless a shorter run is asked for. */
const failsForMs = Number(process.env.FAILING_SECONDS ?? 60) * 1000;
let failsSince: number;
const env: Record<string, string> = {};
let livekit: TestLiveKit;
let endpoint: Server;
let meters: number;
/** Sent while the endpoint answered 500; newest last. */
const lost: Notice[] = [];
/** The app, once the endpoint passes on what arrives. */
let handsOnTo: string | null = null;
let handedOn = 0;

interface Notice {
  readonly body: string;
  readonly authorization: string;
}

beforeAll(async () => {
  endpoint = createServer(async (asked, answer) => {
    const notice = { body: await text(asked), authorization: asked.headers.authorization ?? '' };
    if (handsOnTo === null) {
      lost.push(notice);
      return answer.writeHead(500).end();
    }
    answer.writeHead(await deliver(handsOnTo, notice)).end();
    handedOn += 1;
  });
  await new Promise<void>((listening) => endpoint.listen(0, '127.0.0.1', listening));
  livekit = await startLiveKit({ webhookUrl: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/` });
  failsSince = performance.now();
  meters = await freeTcpPort();
  const { url, apiKey, apiSecret } = livekit.address;
  Object.assign(env, { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret, METRICS_PORT: String(meters) });
});
const theStage = stageForAll(() => ({ env }));
afterAll(async () => {
  await livekit?.stop();
  endpoint?.close();
});

/** Posts a notice as LiveKit would; `secret` signs it. */
async function post(url: string, notice: object, secret: string): Promise<number> {
  const body = JSON.stringify(notice);
  const pass = new AccessToken(livekit.address.apiKey, secret, { ttl: 60 });
  pass.sha256 = createHash('sha256').update(body).digest('base64');
  return deliver(url, { body, authorization: await pass.toJwt() });
}

async function deliver(url: string, { body, authorization }: Notice): Promise<number> {
  const headers = { 'content-type': 'application/webhook+json', authorization };
  return (await fetch(`${url}/internal/livekit-webhook`, { method: 'POST', headers, body })).status;
}

/** How often the keeper has looked at the media room. */
const looks = () => countedBy(meters, 'balint_rights_look_seconds_count');

/** Each is followed by a look: far more often than the look every second explains. Said again until no other work makes it slow. */
async function makeItLook(app: string, notices: readonly object[]): Promise<void> {
  const looksTooMany = async () => {
    const [first, began] = [await looks(), Date.now()];
    await eachIsFollowed(app, notices);
    return (await looks()) - first - (Date.now() - began) / 1000;
  };
  await expect.poll(looksTooMany, { timeout: 60_000 }).toBeGreaterThan(2);
}

async function eachIsFollowed(app: string, notices: readonly object[]): Promise<void> {
  for (const notice of notices) {
    const before = await looks();
    expect(await post(app, notice, livekit.address.apiSecret)).toBe(200);
    await expect.poll(looks, { interval: 10 }).toBeGreaterThan(before);
  }
}

test('[R3.2] with every notice lost the presenter is silenced and comes back as usual', async () => {
  const stage = theStage();
  await stage.benIsHeard();
  const confirmed = await stage.stepBack();
  await stage.benIsSilentSince(confirmed);
  expect(lost.length, 'notices that LiveKit has sent in vain').toBeGreaterThan(0);
});

test('[R3.2] doubled, contradicting and forged notices make the keeper look, and change nothing', async () => {
  const stage = theStage();
  const { app, ben, ann } = stage;
  const room = { name: roomOf(await stage.door(ben)) };
  const { apiSecret } = livekit.address;
  const left = { event: 'participant_left', id: 'EV_1', room, participant: { identity: ben.id, sid: 'PA_old' } };
  const published = {
    event: 'track_published',
    id: 'EV_2',
    room,
    participant: { identity: ben.id },
    track: { type: 'AUDIO', source: 'MICROPHONE' },
  };
  await makeItLook(app.url, [published, left, left, published, left, published, published, left]);
  expect(await post(app.url, left, `${apiSecret}x`)).toBe(401);
  const bare = await fetch(`${app.url}/internal/livekit-webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json' },
    body: '{}',
  });
  expect(bare.status).toBe(401);
  await stage.benIsSilent();
  expect(ann.room.desk?.silences).toEqual([{ personId: ben.id, since: expect.any(Number) }]);
});

test('[R3.2] an endpoint recovers after a minute and gets all that it missed in the wrong order: silent as before, and back as usual', async () => {
  const stage = theStage();
  const { app, ann, ben, benBot } = stage;
  // It has failed since LiveKit started, and he is silent throughout.
  await pause(Math.max(0, failsForMs - (performance.now() - failsSince)));
  await stage.benIsSilent();
  handsOnTo = app.url;
  const door = await stage.door(ben);
  const late = lost.filter(({ body }) => body.includes(roomOf(door)));
  expect(late.length).toBeGreaterThan(1);
  for (const notice of late.reverse()) expect(await deliver(app.url, notice)).toBe(200);
  await stage.benIsSilent();
  expect(ann.room.desk?.silences).toEqual([{ personId: ben.id, since: expect.any(Number) }]);

  await benBot.join(door);
  await expect.poll(() => handedOn).toBeGreaterThan(0);
  await stage.benIsSilent();
  await stage.comesBack();
  await stage.benSpeaks();
  await stage.benIsHeard();
});
