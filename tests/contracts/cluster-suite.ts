// What leases, the presence registry and the bus between servers must do, whether one server runs alone or several together.
import { expect, test } from 'vitest';
import type { PresenceRegistry, RoomLeases, ServerBus } from '../../server/ports/cluster.ts';
import { Heard } from './heard.ts';

export interface ServerParts {
  readonly bus: ServerBus;
  readonly presence: PresenceRegistry;
  readonly leases: RoomLeases;
}

export function serverSuite(open: () => Promise<ServerParts>): void {
  test('a free room is ours when we ask, also repeatedly and at the same time, until it is released', async () => {
    const { leases } = await open();
    expect(leases.isOurs('s1')).toBe(false);
    expect(await Promise.all([leases.acquire('s1'), leases.acquire('s1'), leases.acquire('s2')])).toEqual([true, true, true]);
    expect(await leases.acquire('s1')).toBe(true);
    expect([leases.isOurs('s1'), leases.isOurs('s2'), leases.isOurs('s3')]).toEqual([true, true, false]);
    const released = leases.release('s1');
    expect(leases.isOurs('s1')).toBe(false);
    await released;
    await leases.release('s1');
    expect([leases.isOurs('s1'), leases.isOurs('s2')]).toEqual([false, true]);
    expect(await leases.acquire('s1')).toBe(true);
  });

  test('a room released while its lease is being acquired is not ours', async () => {
    const { leases } = await open();
    const claimed = leases.acquire('s4').catch(() => false);
    await leases.release('s4');
    await claimed;
    expect(leases.isOurs('s4')).toBe(false);
  });

  test('a connection is open from its opening to its closing, in its own room only', async () => {
    const { presence } = await open();
    expect(await presence.isOpen('s1', 'media/ann')).toBe(false);
    await presence.open('s1', 'media/ann');
    await presence.open('s1', 'media/ann');
    await presence.open('s1', 'socket/ann/tab');
    expect(await presence.isOpen('s1', 'media/ann')).toBe(true);
    expect(await presence.isOpen('s1', 'socket/ann/tab')).toBe(true);
    expect(await presence.isOpen('s1', 'media/ben')).toBe(false);
    expect(await presence.isOpen('s2', 'media/ann')).toBe(false);
    await presence.close('s1', 'media/ann');
    await presence.close('s1', 'media/ann');
    expect(await presence.isOpen('s1', 'media/ann')).toBe(false);
    expect(await presence.isOpen('s1', 'socket/ann/tab')).toBe(true);
    await presence.open('s1', 'media/ann');
    expect(await presence.isOpen('s1', 'media/ann')).toBe(true);
  });

  test('nobody hears their own news', async () => {
    const [here, elsewhere] = [await open(), await open()];
    const heard = new Heard<unknown>();
    here.bus.follow(heard.take);
    await here.bus.tell({ type: 'lookAtMedia', room: 's1' });
    await elsewhere.bus.tell({ type: 'lookAtMedia', room: 's2' });
    await here.bus.tell({ type: 'lookAtMedia', room: 's3' });
    expect(heard.all.filter((news) => JSON.stringify(news).includes('s1') || JSON.stringify(news).includes('s3'))).toEqual([]);
  });
}
