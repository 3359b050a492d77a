// The watches behind the metrics: how long a silence takes, how soon a change is told, and what a failing log counts as.
import { beforeEach, describe, expect, type Mock, test, vi } from 'vitest';
import { ConfirmationWatch } from '../../server/metrics/confirmation-watch.ts';
import { PrometheusMeters } from '../../server/metrics/prometheus-meters.ts';
import { tellingWatch } from '../../server/metrics/telling-watch.ts';
import { Fault } from '../../server/ports/fault.ts';
import { noMeters } from '../../server/ports/no-meters.ts';
import type { LogEntry, RoomLog } from '../../server/ports/rooms.ts';
import { LiveRooms } from '../../server/rooms/live-rooms.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { room } from '../support/given.ts';
import { ann, ben, media, type Wish } from '../support/persons.ts';

const entry: LogEntry = { version: 2, commandId: 'c', events: [{ type: 'paused', at: 1_700_000_000_000 }] };

let clock: FakeClock;
beforeEach(() => {
  clock = new FakeClock();
});

describe('a silence', () => {
  let state: RoomState;
  let watch: ConfirmationWatch;
  const confirmed = vi.fn();
  const doubted = vi.fn();

  beforeEach(() => {
    confirmed.mockClear();
    doubted.mockClear();
    state = room().in('clarifying').tell().state;
    watch = new ConfirmationWatch({ ...noMeters, silenceConfirmed: confirmed, silenceDoubted: doubted }, clock);
  });

  function happens(wish: Wish, isOwn = true): void {
    const before = state;
    const next = step(before, wish.command(before), { now: clock.now(), by: wish.by });
    if ('refused' in next) throw new Error(next.refused);
    state = next.state;
    watch.roomChanged({ room: 'r', before, after: state, isOwn });
  }

  test('is timed from the event that took the voice to the confirmation', async () => {
    happens(ann.advancesTo('associative'));
    await clock.advance(250);
    happens(media.confirms(ben));
    expect(confirmed).toHaveBeenCalledExactlyOnceWith(0.25);
    happens(media.doubts(ben));
    expect(doubted).toHaveBeenCalledTimes(1);
    await clock.advance(100);
    happens(media.confirms(ben));
    expect(confirmed, 'a seal that was taken back is no new silence').toHaveBeenCalledTimes(1);
  });

  test('is counted by the server that stored the confirmation, wherever the event was stored', async () => {
    happens(ann.advancesTo('associative'), false);
    await clock.advance(100);
    happens(media.confirms(ben), false);
    expect(confirmed).not.toHaveBeenCalled();
    happens(ann.goesBackTo('clarifying'));
    happens(ben.comesIn());
    happens(ann.advancesTo('associative'), false);
    await clock.advance(40);
    happens(media.confirms(ben));
    expect(confirmed).toHaveBeenCalledExactlyOnceWith(0.04);
  });
});

describe('the log', () => {
  const log = {
    read: vi.fn(async (): Promise<readonly LogEntry[]> => []),
    append: vi.fn<RoomLog['append']>(),
    versionOf: async () => null,
  } as unknown as RoomLog & { read: Mock<RoomLog['read']>; append: Mock<RoomLog['append']> };
  const opened = room().in('gathering').tell().events;
  const begun: LogEntry = { version: 1, commandId: 'a', events: opened };

  test('counts conflicts, and failures by their kind', async () => {
    const appended = vi.fn();
    const path = new CommandPath(log, new LiveRooms(log), clock, { ...noMeters, appended });
    log.read.mockResolvedValue([begun]);
    log.append.mockResolvedValueOnce({ outcome: 'conflict', missed: [] });
    log.append.mockRejectedValueOnce(new Fault('log-unavailable', 'no disk'));
    await expect(path.perform('r', 'c', { type: 'pause' }, { person: ann.id })).rejects.toBeInstanceOf(Fault);
    expect(appended.mock.calls).toEqual([
      ['conflict', expect.any(Number)],
      ['failed', expect.any(Number)],
    ]);
  });

  test('counts a catch-up, but neither the first reading of a room nor one that brings nothing', async () => {
    const caughtUp = vi.fn();
    const rooms = new LiveRooms(log, undefined, { caughtUp });
    log.read.mockResolvedValueOnce([begun]).mockResolvedValueOnce([]).mockResolvedValueOnce([entry]);
    await rooms.catchUp('r');
    await rooms.catchUp('r');
    expect(caughtUp).not.toHaveBeenCalled();
    await rooms.catchUp('r');
    expect(caughtUp).toHaveBeenCalledTimes(1);
  });

  test('times its own change from storing it, and another server’s from its decision there', async () => {
    const told = vi.fn();
    const rooms = new LiveRooms(log);
    rooms.follow(tellingWatch({ told }, clock));
    rooms.take('r', [begun], { storedAt: performance.now() });
    expect(told).toHaveBeenLastCalledWith('here', expect.any(Number));
    await rooms.hear('r', { ...entry, events: [{ type: 'paused', at: clock.now() - 30 }] });
    expect(told).toHaveBeenLastCalledWith('elsewhere', 0.03);
    rooms.take('r', [{ ...entry, version: 3 }]);
    expect(told, 'what was read instead of heard has no time').toHaveBeenCalledTimes(2);
  });
});

test('a part that hangs counts as down, and keeps nobody waiting for the rest', async () => {
  const meters = new PrometheusMeters();
  meters.watchPart('servers', () => new Promise(() => {}));
  meters.watchPart('media', () => Promise.reject(new Error('gone')));
  meters.watchPart('records', async () => true);
  const text = meters.text();
  expect(await text).toContain('balint_up{part="servers"} 0');
  expect(await text).toContain('balint_up{part="media"} 0');
  expect(await text).toContain('balint_up{part="records"} 1');
});
