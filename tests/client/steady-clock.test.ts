// A clock that is set in the middle of a meeting, forward or back, moves nothing that the room counts.
import { expect, test, vi } from 'vitest';
import { NewestView } from '../../client/src/connection/newest-view.ts';
import { onThisClock, steadyNow } from '../../client/src/model/steady-clock.ts';
import { roomView } from './support/views.ts';

const hour = 3_600_000;

test.each([hour, -hour])('[R8.1] a device’s clock set by %d ms leaves the server’s time as it was', (jump) => {
  vi.useFakeTimers();
  try {
    const newest = new NewestView();
    const serverBegan = 5_000_000;
    const began = steadyNow();
    const serverNow = () => newest.clockOffset(roomView(1, { serverNow: serverBegan }), began) ?? Number.NaN;
    expect(serverNow() + steadyNow()).toBeCloseTo(serverBegan, 0);
    vi.setSystemTime(Date.now() + jump);
    vi.advanceTimersByTime(60_000);
    expect(serverNow() + steadyNow()).toBeCloseTo(serverBegan + 60_000, 0);
    expect(onThisClock(serverBegan + 60_000, serverNow())).toBeCloseTo(Date.now(), -1);
  } finally {
    vi.useRealTimers();
  }
});
