// A server that can no longer write its heartbeat knows that the others consider it dead, whenever its timers fire.
import { afterEach, expect, test, vi } from 'vitest';
import type { RedisConnection } from '../../server/cluster/redis/redis-connection.ts';
import { type HeartbeatNews, RedisHeartbeat } from '../../server/cluster/redis/redis-heartbeat.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Answers this many beats, and none after them. */
function redisThatAnswers(times: number): RedisConnection {
  let left = times;
  const run = async () => {
    if (left-- > 0) return ['us'];
    throw new Error('gone');
  };
  return { serverId: 'us', run, questions: { ask: async () => 0 } } as unknown as RedisConnection;
}

test.each([0, 0.7, 3])('its own silence is reported once, though timers fire %d ms early', async (early) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const heartbeat = await RedisHeartbeat.open(redisThatAnswers(1));
  const heard: HeartbeatNews[] = [];
  heartbeat.follow((news) => heard.push(news));
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() - early);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(heard).toEqual(['silent']);
  expect([heartbeat.isBeating, heartbeat.silences]).toEqual([false, 1]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(['silent']);
  await heartbeat.close();
});
