// A log that a newer version has continued: refused as such, left as it is, and no other room is affected.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LocalRoomLeases } from '../../server/cluster/local/local-room-leases.ts';
import type { LogEntry } from '../../server/ports/rooms.ts';
import { FileRoomLog } from '../../server/roomlogs/file-room-log.ts';
import { isKnownEvent } from '../../server/rooms/known-events.ts';
import { LiveRooms } from '../../server/rooms/live-rooms.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import { RoomCare } from '../../server/rooms/room-care.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { beginningOf, type Plot, play, plots, seed } from '../support/random-stories.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn } from '../support/test-person.ts';

const unknown = { type: 'candleLit', at: 1, personId: 'ann' } as unknown as RoomEvent;
const enter = (device: string) => ({ type: 'enter' as const, device, replace: false });
const roster = {
  groupName: 'Tuesday group',
  form: presets['ANZ-UK 90/2'],
  seats: [{ personId: 'ann', name: 'Ann', role: 'leader' as const }],
};

describe('a room', () => {
  let log: FileRoomLog;
  let rooms: LiveRooms;
  let path: CommandPath;
  const tooNew = vi.fn();

  beforeEach(async () => {
    tooNew.mockClear();
    const folder = await mkdtemp(join(tmpdir(), 'balint-newer-log-'));
    log = await FileRoomLog.open(folder);
    rooms = new LiveRooms(log, tooNew);
    path = new CommandPath(log, rooms, new FakeClock());
    for (const id of ['ours', 'theirs']) {
      await path.open({ id, groupId: 'group', startsAt: 0, endsAt: 1, meetsFreely: true, door: null }, roster);
      await path.perform(id, 'first', enter('d1'), { person: 'ann' });
    }
    await log.append('theirs', 2, 'of-a-newer-version', [unknown]);
    return async () => {
      await log.close();
      await rm(folder, { recursive: true });
    };
  });

  const fault = expect.objectContaining({ code: 'log-newer' });

  test('that a newer version writes refuses every command and every read with that fault, and nothing is written', async () => {
    const before = await log.read('theirs', 0);
    await expect(path.perform('theirs', 'a', enter('d2'), { person: 'ann' })).rejects.toEqual(fault);
    await expect(path.perform('theirs', 'b', { type: 'pause' }, { person: 'ann' })).rejects.toEqual(fault);
    await expect(
      path.open({ id: 'theirs', groupId: 'group', startsAt: 0, endsAt: 1, meetsFreely: true, door: null }, roster),
    ).rejects.toEqual(fault);
    await expect(rooms.current('theirs')).rejects.toEqual(fault);
    expect(await log.read('theirs', 0)).toEqual(before);
    expect(tooNew).toHaveBeenCalledWith('theirs');
  });

  test('is dropped when such an entry arrives, so that no old state is used', async () => {
    const told = vi.fn();
    rooms.follow(told);
    const [entry] = (await log.read('theirs', 2)) as [LogEntry];
    await expect(rooms.hear('theirs', entry)).rejects.toEqual(fault);
    expect(told).not.toHaveBeenCalled();
    await expect(rooms.current('theirs')).rejects.toEqual(fault);
  });

  const opened = { type: 'meetingOpened', at: 1, meetingId: 'm', ...roster };
  const [seat] = roster.seats;
  test.each<[string, unknown]>([
    ['event', { type: 'candleLit', at: 1 }],
    ['word that every object has', { type: 'constructor', at: 1 }],
    ['phase', { type: 'phaseChanged', at: 1, from: 'gathering', to: 'silence' }],
    ['field', { type: 'paused', at: 1, why: 'tea' }],
    ['whereabouts', { type: 'personMoved', at: 1, personId: 'ann', to: 'balcony', device: null }],
    ['kind of value', { type: 'personHeld', at: 1, personId: ['ann', 'ben'] }],
    ['kind of time', { type: 'paused', at: '2026-11-28' }],
    ['role', { ...opened, seats: [{ ...seat, role: 'interpreter' }] }],
    ['field of a seat', { ...opened, seats: [{ ...seat, pronoun: 'she' }] }],
    ['kind of stepping back', { ...opened, form: { ...roster.form, pushBack: 'behindAScreen' } }],
    ['phase of a form', { ...opened, form: { ...roster.form, phases: ['gathering', 'silence'] } }],
    ['field of a form', { ...opened, form: { ...roster.form, rounds: 2 } }],
    ['thing that is no event', null],
  ])('in which a newer version wrote an unknown %s is left to it, at first sight and later', async (_, event) => {
    await log.append('ours', 2, 'newer', [event as RoomEvent]);
    await log.append('first', 0, 'newer', [event as RoomEvent]);
    await expect(path.perform('ours', 'a', { type: 'pause' }, { person: 'ann' })).rejects.toEqual(fault);
    await expect(rooms.current('first')).rejects.toEqual(fault);
    expect(tooNew.mock.calls.map(([room]) => room)).toEqual(['ours', 'first']);
  });

  test('in which every known thing was written is known', async () => {
    const everything: RoomEvent[] = [];
    for (let story = 0; story < 30; story++) {
      const [plot] = fc.sample(plots, { numRuns: 1, seed: seed + story }) as [Plot];
      everything.push(...beginningOf(plot).events);
      play(plot, ({ done }) => void ('events' in done && everything.push(...done.events)));
    }
    expect(everything.filter((event) => !isKnownEvent(JSON.parse(JSON.stringify(event))))).toEqual([]);
  });

  test('whose log does not begin with its opening is damaged', async () => {
    await log.append('headless', 0, 'a', [{ type: 'paused', at: 1 }]);
    await expect(rooms.current('headless')).rejects.toMatchObject({ code: 'log-damaged' });
  });

  test('beside it goes on', async () => {
    await expect(path.perform('theirs', 'a', { type: 'leave' }, { person: 'ann' })).rejects.toEqual(fault);
    expect(await path.perform('ours', 'a', { type: 'leave' }, { person: 'ann' })).toEqual({ version: 3 });
  });

  test('is left to whoever can read it, and never asked for again', async () => {
    const leases = new LocalRoomLeases();
    const failed = vi.fn();
    const care: RoomCare = new RoomCare({
      clock: new FakeClock(),
      log,
      rooms: new LiveRooms(log, (room) => care.leave(room)),
      leases,
      takeUp: async () => {},
      letGo: () => {},
      failed,
    });
    await care.beginAll();
    expect([leases.isOurs('ours'), leases.isOurs('theirs')]).toEqual([true, false]);
    expect(failed).toHaveBeenCalledTimes(1);
    await care.beginAll();
    expect(leases.isOurs('theirs')).toBe(false);
    expect(failed).toHaveBeenCalledTimes(1);
    care.stop();
  });
});

describe('the server', () => {
  let app: TestApp;
  afterAll(() => app?.stop());

  test('opens, lets nobody into that room, and leaves its journal as it was', async () => {
    app = await startApp({ media: false });
    const ann = await signIn(app, 'Ann');
    await done(ann.enter());
    ann.drop();
    await app.end('SIGTERM');
    const rooms = join(app.dataDir, 'rooms');
    const [name = ''] = (await readdir(rooms)).filter((each) => each.endsWith('.journal'));
    const written = await readFile(join(rooms, name), 'utf8');
    const version = written.trimEnd().split('\n').length + 1;
    const newer = `${written}${JSON.stringify({ version, commandId: 'of-a-newer-version', events: [unknown] })}\n`;
    await writeFile(join(rooms, name), newer);
    await app.start();
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    await expect((await signIn(app, 'Ann')).connect()).rejects.toThrow('unavailable');
    expect(app.said).toContain('log-newer');
    expect(await readFile(join(rooms, name), 'utf8')).toBe(newer);
  }, 180_000);
});
