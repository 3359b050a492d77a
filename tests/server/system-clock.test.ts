// Time goes on in a running server, whatever happens to the machine's clock, and on a machine that sleeps.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { Allowances } from '../../server/limits/allowances.ts';
import { LiveKitGateway } from '../../server/media/livekit/livekit-gateway.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { systemClock } from '../../server/process/system-clock.ts';

const hour = 3_600_000;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** One of its own: other files share this process and its clock, and a faked `performance` looks like a sleep. */
async function clockThatBegins(as: string): Promise<Clock> {
  const path = `../../server/process/system-clock.ts?${as}`;
  return (await import(/* @vite-ignore */ path)).systemClock;
}

test('it begins with the machine’s time, in whole milliseconds', async () => {
  const systemClock = await clockThatBegins('anew');
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  expect(Number.isInteger(systemClock.now())).toBe(true);
});

test.each([hour, -hour])('a machine’s clock that is set by %i ms changes nothing', (ms) => {
  const before = systemClock.now();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  const after = systemClock.now();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after - before).toBeLessThan(10_000);
});

test('a clock that is set back takes no messages away', () => {
  const allowances = new Allowances({ burst: 2, perSecond: 0.001 });
  expect(allowances.take('cid')).toBe(true);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - hour });
  expect(allowances.take('cid')).toBe(true);
  expect(allowances.take('cid')).toBe(false);
});

test.each([1, -1])('a pass uses the media server’s own time, %i h off or not', async (hours) => {
  const theirs = Date.now() + hours * hour;
  const server = createServer((_, response) => response.setHeader('date', new Date(theirs).toUTCString()).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = new LiveKitGateway({ url, apiKey: 'key', apiSecret: 'secret' });
  const claimsNow = async () => {
    const pass = await gateway.mintPass('room', 'ben', { mayHear: true, mayBeHeard: true, mayBeSeen: false });
    return JSON.parse(Buffer.from(pass.split('.')[1] ?? '', 'base64url').toString());
  };
  const leases = await claimsNow();
  expect(Math.abs(leases.nbf - Date.now() / 1000)).toBeLessThan(10);
  expect(leases.exp - leases.nbf).toBe(60);
  expect(leases).toMatchObject({ iss: 'key', sub: 'ben', video: { room: 'room', canPublishSources: ['microphone'] } });
  await gateway.health(5_000);
  server.close();
  expect(Math.abs((await claimsNow()).nbf - theirs / 1000)).toBeLessThan(10);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3 * hour });
  expect(Math.abs((await claimsNow()).nbf - theirs / 1000)).toBeLessThan(10);
});

test.each([0.4, 3])(
  'a call comes when it is due, though timers fire %d ms early; once, and not when it is cancelled',
  async (early) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const now = performance.now.bind(performance);
    const systemClock = await clockThatBegins(`early-by-${early * 1000}`);
    let ringsEarlyBy = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() - ringsEarlyBy);
    const rung: number[] = [];
    systemClock.after(1_000, () => rung.push(performance.now()));
    systemClock.after(1_000, () => rung.push(-1))();
    const due = performance.now() + 1_000;
    ringsEarlyBy = early;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rung).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rung).toEqual([expect.any(Number)]);
    expect(rung[0]).toBeGreaterThanOrEqual(due);
  },
);
