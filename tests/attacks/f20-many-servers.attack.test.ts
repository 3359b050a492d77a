// F20: two servers and a presenter who uses both. The one that looks after the room is suspended for a while, wakes up with outdated
// beliefs, loses its Redis, and is killed. Whatever it does, and whichever server carries the presenter's connection, the newest phase's silence
// holds.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { type OwnedLiveKit, ownLiveKit } from '../support/owned-livekit.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { type StartOptions, startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { type Stage, stageForAll } from './stage.ts';

let redis: TestRedis;
let postgres: TestPostgres;
let livekit: OwnedLiveKit;
let wishes: StartOptions;
/** Looks after the room: Dee opens it there before anybody comes to the other server. */
let keeper: TestApp;
let dee: TestPerson;

beforeAll(async () => {
  const port = await freeTcpPort();
  [redis, postgres, livekit] = await Promise.all([
    startRedis(),
    startPostgres(),
    ownLiveKit(`http://127.0.0.1:${port}/internal/livekit-webhook`),
  ]);
  await livekit.start();
  const shared = { REDIS_URL: redis.url, DATABASE_URL: postgres.url, SECRET: 'a secret that both servers share in this attack' };
  wishes = { isBare: true, env: { ...shared, ...livekit.env } };
  keeper = await startApp({ ...wishes, env: { ...wishes.env, PORT: String(port) } });
  dee = await signIn(keeper, 'Dee');
  await done(dee.enter());
}, 120_000);

const theStage = stageForAll(() => wishes);

afterAll(async () => {
  dee?.drop();
  if (keeper?.pid) process.kill(keeper.pid, 'SIGCONT');
  await keeper?.stop();
  await livekit?.stop();
  await Promise.all([redis?.stop(), postgres?.stop()]);
}, 180_000);

/** Ben's browser, on the server that looks after the room. */
async function benThere({ ben }: Stage): Promise<TestPerson> {
  const there = await signIn(keeper, 'Ben');
  there.device = ben.device;
  await there.connect();
  return there;
}

test('[R3.2] constant joins, through both servers in turn, around phase changes: silent once the last one is confirmed', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  await stage.benIsHeard();
  const there = await benThere(stage);
  let isTrying = true;
  let joins = 0;
  const trying = (async () => {
    while (isTrying) {
      const door = await stage.door(joins++ % 2 ? there : ben).catch(() => null);
      if (door === null) continue;
      await benBot.join(door).catch(() => {});
      await benBot.speak().catch(() => {});
    }
  })();
  for (let flip = 0; flip < 8; flip++) {
    await done(ann.advance('presentation', 'associative'));
    await done(ann.perform({ type: 'goBack', from: 'associative', to: 'presentation' }));
  }
  const confirmed = await stage.stepBack();
  await stage.benIsSilentSince(confirmed);
  isTrying = false;
  await trying;
  there.drop();
  await stage.benIsSilent();

  await stage.letSpeak();
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
});

test('[R3.2] the server that looks after the room sleeps while the presenter steps back, and wakes up: nothing is heard, then or later', async () => {
  const stage = theStage();
  const there = await benThere(stage);
  const stale = await stage.door(there);
  process.kill(keeper.pid, 'SIGSTOP');
  const confirmed = await stage.stepBack();
  await stage.saysNothingSince(confirmed);
  process.kill(keeper.pid, 'SIGCONT');
  for (let rejoin = 0; rejoin < 6; rejoin++) {
    await stage.benBot.join(stale).catch(() => {});
    await stage.benBot.speak().catch(() => {});
  }
  await stage.benIsSilentSince(confirmed);
  await stage.untilSilent();
  there.drop();
});

test('[R3.2] [R3.7] [F14] Redis is killed in the silent phase: nothing is heard, no join is let in on trust, and when Redis is back, so is everything', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  const door = await stage.door(ben);
  await redis.kill();
  await benBot.leave();
  for (let rejoin = 0; rejoin < 2; rejoin++) await expect(benBot.join(door), 'without the log nobody is let in').rejects.toThrow();
  await stage.benIsSilent();

  await redis.restart();
  await vi.waitFor(async () => done(ann.perform({ type: 'pause' }, 'sent-until-it-is-done')), { timeout: 60_000, interval: 200 });
  await done(ann.perform({ type: 'resume' }));
  await stage.comesIn(ben, benBot);
  await expect(benBot.speak()).rejects.toThrow();
  await stage.benIsSilentSince(await stage.untilSilent());
});

test('[R3.7] the server that looks after the room is killed in the silent phase: the other has the room, the silence holds and is confirmed, and the way back is open', async () => {
  const stage = theStage();
  const { ben, benBot } = stage;
  await keeper.end('SIGKILL');
  await stage.comesIn(ben, benBot);
  await expect(benBot.speak()).rejects.toThrow();
  await stage.benIsSilent();
  await vi.waitFor(() => stage.untilSilent(), { timeout: 60_000 });

  await stage.comesBack();
  await stage.benSpeaks();
  await stage.benIsHeard();
});
