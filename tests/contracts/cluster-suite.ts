// What claims, the book of lines and the line between servers must do, whether one server stands alone or several stand together.
import { expect, test } from 'vitest';
import type { PresenceRegistry, RoomLeases, ServerBus } from '../../server/ports/cluster.ts';
import { Heard } from './heard.ts';

export interface ServerParts {
  readonly line: ServerBus;
  readonly book: PresenceRegistry;
  readonly leases: RoomLeases;
}

export function serverSuite(open: () => Promise<ServerParts>): void {
  test('a free room is ours for the asking, also when asked again and at once, until it is released', async () => {
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

  test('a room released while it is claimed is not ours', async () => {
    const { leases } = await open();
    const claimed = leases.acquire('s4').catch(() => false);
    await leases.release('s4');
    await claimed;
    expect(leases.isOurs('s4')).toBe(false);
  });

  test('a line is open from its opening to its closing, in its room alone', async () => {
    const { book } = await open();
    expect(await book.isOpen('s1', 'media/ann')).toBe(false);
    await book.open('s1', 'media/ann');
    await book.open('s1', 'media/ann');
    await book.open('s1', 'socket/ann/tab');
    expect(await book.isOpen('s1', 'media/ann')).toBe(true);
    expect(await book.isOpen('s1', 'socket/ann/tab')).toBe(true);
    expect(await book.isOpen('s1', 'media/ben')).toBe(false);
    expect(await book.isOpen('s2', 'media/ann')).toBe(false);
    await book.close('s1', 'media/ann');
    await book.close('s1', 'media/ann');
    expect(await book.isOpen('s1', 'media/ann')).toBe(false);
    expect(await book.isOpen('s1', 'socket/ann/tab')).toBe(true);
    await book.open('s1', 'media/ann');
    expect(await book.isOpen('s1', 'media/ann')).toBe(true);
  });

  test('nobody hears their own news', async () => {
    const [here, elsewhere] = [await open(), await open()];
    const heard = new Heard<unknown>();
    here.line.follow(heard.take);
    await here.line.tell({ type: 'lookAtMedia', room: 's1' });
    await elsewhere.line.tell({ type: 'lookAtMedia', room: 's2' });
    await here.line.tell({ type: 'lookAtMedia', room: 's3' });
    expect(heard.all.filter((news) => JSON.stringify(news).includes('s1') || JSON.stringify(news).includes('s3'))).toEqual([]);
  });
}
