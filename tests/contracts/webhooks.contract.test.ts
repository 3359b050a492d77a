// Webhooks against a real TLS receiver, on both databases: what is told and when, signatures, tries, and receivers that misbehave.
import type { lookup } from 'node:dns';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SqlCredit } from '../../server/credit/sql-credit.ts';
import { type Database, type DatabasePlace, openAsTheyAre, openDatabase } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import { deleteOverdue } from '../../server/keeping/terms-over.ts';
import { takeNext } from '../../server/webhooks/delivery-lease.ts';
import { WebhookSeal } from '../../server/webhooks/webhook-seal.ts';
import { memoryPlace } from '../support/memory-database.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { expectSigned, startReceiver, type TestReceiver } from '../support/webhook-receiver.ts';
import { day, minute, WebhookStage } from './webhooks-stage.ts';

let postgres: TestPostgres;
let receiver: TestReceiver;
beforeAll(async () => {
  [postgres, receiver] = await Promise.all([startPostgres(), startReceiver()]);
});
afterAll(() => Promise.all([postgres.stop(), receiver.stop()]));

const onLostConnection = () => {};
async function placeOf(kind: 'PGlite' | 'PostgreSQL'): Promise<DatabasePlace> {
  if (kind === 'PGlite') return memoryPlace();
  const admin = await openAsTheyAre({ url: postgres.url, onLostConnection });
  await sql`create database webhooks`.execute(admin);
  await admin.destroy();
  return { url: postgres.url.replace(/\/postgres$/, '/webhooks'), onLostConnection };
}

describe.each(['PGlite', 'PostgreSQL'] as const)('on %s', (kind) => {
  let db: Database;
  let stage: WebhookStage;
  beforeAll(async () => {
    db = await openDatabase(await placeOf(kind));
  });
  afterAll(() => db.destroy());
  beforeEach(async () => {
    stage = await WebhookStage.open(db, receiver);
  });

  test('what a room has held is told once it can be read: signed, with ids and a moment, and nobody in it', async () => {
    const { id, secret } = await stage.make('/held');
    await stage.groups.closeMeeting(stage.world.meeting, []);
    expect(await stage.states()).toEqual(['meeting.held waiting']);
    const [{ nextAt } = { nextAt: 0 }] = await stage.deliveries(id);
    // A key reads minutes up to 75 seconds after they were written, by the database's clock.
    expect((nextAt ?? 0) - stage.clock.now()).toBeGreaterThan(75_000);
    stage.shift += 135_000;
    await stage.sentUntil(['meeting.held delivered 204']);
    const [came] = receiver.at('/held');
    if (!came) throw new Error('nothing came');
    expectSigned(came, secret);
    expect(came.headers['content-type']).toBe('application/json');
    expect(JSON.parse(came.body)).toEqual({
      type: 'meeting.held',
      timestamp: '2026-11-28T18:00:00.000Z',
      data: { groupId: stage.world.group, meetingId: stage.world.meeting },
    });
    expect(stage.logged.join('')).not.toMatch(/localhost|whsec_/);
    for (const row of await db.selectFrom('webhooks').selectAll().execute())
      expect(JSON.stringify(row)).not.toMatch(/localhost|whsec_/);
  });

  test('minutes of a room, entered and corrected ones are told; what is refused or undone is not', async () => {
    await stage.make('/minutes', ['attendance.changed']);
    await stage.make('/none', ['certificate.issued']);
    const [meetingId, personId] = [newId(), stage.world.people.member ?? ''];
    const [starts, ends] = [new Date(stage.start - 3 * 60 * minute), new Date(stage.start - 2 * 60 * minute)];
    await db
      .insertInto('meetings')
      .values({
        ...{ id: meetingId, series_id: stage.world.series, starts_at: starts, ends_at: ends, closed_at: null, place: 'room' },
        ...{ local_start: '2026-11-28T15:00', zone: 'UTC' },
      })
      .execute();
    const credit = new SqlCredit(db, stage.clock);
    const by = { accountId: stage.by, personId: null };
    const people = (minutes: number) => ({ people: [{ personId, minutes: String(minutes), place: 'room' as const }], cases: 1 });
    expect(await credit.enter(meetingId, people(700), by)).toMatchObject({ code: 'faults' });
    expect(await stage.states()).toEqual([]);
    expect(await credit.enter(meetingId, people(50), by)).toBeNull();
    const held = { date: '2026-11-27', at: '18:00', minutes: '60', ...people(60) };
    expect(await credit.enterHeld(stage.world.group, held, by)).toHaveProperty('id');
    const correction = { from: 0, minutes: '55', place: 'room' as const, reason: 'Came at five past.' };
    expect(await credit.correct(meetingId, personId, correction, by)).toBeNull();
    await expect(
      db.transaction().execute(async (records) => {
        await sql`update meetings set cases_held = 2`.execute(records);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await stage.closeMeeting();
    await stage.sentUntil(Array.from({ length: 4 }, () => 'attendance.changed delivered 204'));
    const told = receiver.at('/minutes').map(({ body }) => JSON.parse(body).data.meetingId);
    expect(told.filter((one) => one === meetingId)).toHaveLength(2);
    expect(told).toContain(stage.world.meeting);
    expect(new Set(told).size).toBe(3);
    expect(receiver.at('/none')).toEqual([]);
    expect(receiver.received.map(({ body }) => body).join('')).not.toContain(personId);
  });

  test('is tried from a minute to a day later, always as the same, and given up after two days; what arrives ends the trouble', async () => {
    const { id, secret } = await stage.make('/down', ['meeting.held']);
    const statuses = [404, 500, 429, 503, 500, 500, 500, 500];
    let tries = 0;
    receiver.behave('/down', (answer) => answer.writeHead(statuses[tries++] ?? 500, { 'retry-after': '7200' }).end('no'));
    await stage.closeMeeting();
    const waits: number[] = [];
    for (const status of statuses.slice(0, -1)) {
      await stage.sentUntil([`meeting.held waiting ${status}`]);
      const [row] = await stage.deliveries(id);
      waits.push(((row?.nextAt ?? 0) - stage.clock.now()) / minute);
      stage.shift += (row?.nextAt ?? 0) - stage.clock.now() - 1;
      // Not before it is due.
      expect(await takeNext(db, stage.clock.now(), minute)).toBeNull();
      stage.shift += 1;
    }
    await stage.sentUntil(['meeting.held givenUp 500']);
    // What a receiver asks for is the least.
    expect(waits).toEqual([120, 120, 120, 120, 360, 720, 1440]);
    const came = receiver.at('/down');
    for (const one of came) expectSigned(one, secret);
    expect(new Set(came.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(new Set(came.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(statuses.length);
    expect(await stage.row(id)).toMatchObject({ failingSince: stage.clock.now(), isPaused: false, waiting: 0 });
    receiver.behave('/down', (answer) => answer.writeHead(200).end());
    const [{ id: delivery } = { id: '' }] = await stage.deliveries(id);
    expect(await stage.webhooks.again(stage.world.program, id, delivery, stage.by)).toBeNull();
    await stage.sentUntil(['meeting.held delivered 200']);
    expect(receiver.at('/down').at(-1)?.headers['webhook-id']).toBe(delivery);
    expect(await stage.row(id)).toMatchObject({ failingSince: null });
  });

  test('whoever is gone gets nothing more until a coordinator says so; a test goes there even so, and once', async () => {
    const { id } = await stage.make('/gone', ['meeting.held', 'attendance.changed']);
    receiver.behave('/gone', (answer) => answer.writeHead(410).end());
    await stage.closeMeeting();
    await stage.whileSending(() => expect.poll(() => stage.row(id)).toMatchObject({ isPaused: true, waiting: 1 }));
    expect(receiver.at('/gone')).toHaveLength(1);
    const { test: tried } = stage.webhooks;
    const tryIt = () => tried.call(stage.webhooks, stage.world.program, id, stage.by);
    expect(await tryIt()).toBeNull();
    expect(await tryIt()).toMatchObject({ code: 'not-allowed-now' });
    stage.shift += day;
    await stage.whileSending(() => expect.poll(stage.states).toContain('webhook.test givenUp 410'));
    expect(receiver.at('/gone')).toHaveLength(2);
    receiver.behave('/gone', (answer) => answer.writeHead(202).end());
    expect(await stage.webhooks.change(stage.world.program, id, { isPaused: false }, stage.by)).toBeNull();
    await stage.whileSending(() => expect.poll(() => stage.row(id)).toMatchObject({ waiting: 0, failingSince: null }));
    expect(receiver.at('/gone')).toHaveLength(3);
  });

  test('no redirection is followed, and another protocol is no answer', async () => {
    await stage.make('/moved', ['meeting.held']);
    await stage.make('/upgraded', ['attendance.changed']);
    for (const status of [302])
      receiver.behave('/moved', (answer) => answer.writeHead(status, { location: receiver.url('/elsewhere') }).end());
    receiver.behave('/upgraded', (answer) =>
      answer.socket?.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    );
    await stage.closeMeeting();
    await stage.sentUntil(['meeting.held waiting 302 redirect', 'attendance.changed waiting no-connection']);
    expect(receiver.at('/elsewhere')).toEqual([]);
  });

  test('whoever answers byte by byte, or without end, holds up nothing', async () => {
    await stage.make('/slow', ['meeting.held']);
    await stage.make('/endless', ['attendance.changed']);
    const timers: NodeJS.Timeout[] = [];
    receiver.behave('/slow', ({ socket }) => {
      socket?.write('HTTP/1.1 200 OK\r\n');
      timers.push(setInterval(() => socket?.write('x-a: b\r\n'), 50));
    });
    const huge = 100 * 1024 * 1024;
    receiver.behave('/endless', (answer) => {
      answer.writeHead(200, { 'content-length': String(huge) });
      const chunk = Buffer.alloc(64 * 1024);
      const pour = () => {
        while (!answer.destroyed && answer.write(chunk));
      };
      answer.on('drain', pour);
      pour();
    });
    await stage.closeMeeting();
    await stage.sentUntil(['meeting.held waiting late', 'attendance.changed delivered 200'], { patienceMs: 2_000 });
    for (const timer of timers) clearInterval(timer);
    expect(receiver.sentBytes()).toBeLessThan(huge / 4);
  });

  test('a name that leads inside at the second look, and a certificate of somebody else, get nothing', async () => {
    await stage.make('/inside', ['meeting.held']);
    await stage.closeMeeting();
    const before = receiver.connections();
    let looks = 0;
    const resolve = ((_host: string, _options: object, done: (error: null, all: object[]) => void) => {
      looks += 1;
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    }) as unknown as typeof lookup;
    const outside = { trust: { reach: { mayBeLoopback: false, resolve }, ca: receiver.ca } };
    await stage.sentUntil(['meeting.held waiting private'], {}, outside);
    expect([looks, receiver.connections()]).toEqual([1, before]);
    stage.shift += 2 * minute;
    await stage.sentUntil(['meeting.held waiting certificate'], {}, { trust: { reach: { mayBeLoopback: true } } });
    expect(receiver.at('/inside')).toEqual([]);
    // The positive control: it was this alone that stood in the way.
    stage.shift += 10 * minute;
    await stage.sentUntil(['meeting.held delivered 204']);
  });

  test('of several servers one sends each, and whoever is slow holds up no other', async () => {
    const { id } = await stage.make('/many', ['meeting.held']);
    await stage.make('/stuck', ['attendance.changed']);
    receiver.behave('/stuck', () => undefined);
    await stage.closeMeeting();
    const row = { webhook_id: id, kind: 'meeting.held' as const, data: '{}', state: 'waiting' as const };
    const rows = Array.from({ length: 60 }, () => ({
      ...{ id: newId(), ...row, happened_at: new Date(stage.start), due_at: new Date(stage.start), leased_until: null },
      ...{ tried_at: null, status: null, trouble: null, done_at: null },
    }));
    await db.insertInto('webhook_deliveries').values(rows).execute();
    // The embedded database belongs to one server at a time.
    const servers = (kind === 'PGlite' ? [1] : [1, 2, 3]).map(() => stage.worker({ closingMs: 0 }));
    for (const server of servers) server.start();
    await expect.poll(() => stage.row(id), { timeout: 60_000 }).toMatchObject({ waiting: 0 });
    await Promise.all(servers.map((server) => server.stop()));
    const ids = receiver.at('/many').map(({ headers }) => String(headers['webhook-id']));
    expect(ids).toHaveLength(61);
    expect(new Set(ids).size).toBe(61);
    expect(receiver.at('/stuck')).toHaveLength(1);
    // Broken off, as by a kill: it is somebody's again when the lease is over.
    expect(await stage.states()).toContain('attendance.changed sending');
    stage.shift += 2 * minute;
    receiver.behave('/stuck', (answer) => answer.writeHead(200).end());
    await stage.whileSending(() => expect.poll(stage.states).toContain('attendance.changed delivered 200'));
    const [first, second] = receiver.at('/stuck');
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
  });

  test('nothing goes out of a closed program, to one that is deleted, or by a secret that is not ours any more', async () => {
    const { id } = await stage.make('/kept', ['meeting.held']);
    const ended = await stage.make('/ended');
    await stage.closeMeeting();
    expect(await stage.webhooks.end(stage.world.program, ended.id, stage.by)).toBeNull();
    const closed = (at: Date | null) =>
      db.updateTable('programs').set({ closed_at: at }).where('id', '=', stage.world.program).execute();
    await closed(new Date(stage.start));
    expect(await takeNext(db, stage.clock.now() + day, minute)).toBeNull();
    expect(await stage.states()).toEqual(['meeting.held waiting']);
    await closed(null);
    const other = { seal: new WebhookSeal('another secret of the tests, long enough') };
    await stage.sentUntil(['meeting.held givenUp other-secret'], {}, other);
    expect(receiver.received).toEqual([]);
    expect(await stage.row(id)).toMatchObject({ failingSince: stage.clock.now() });
    await deleteOverdue(db, stage.start + 31 * day);
    expect(await stage.states()).toEqual([]);
    expect(await stage.row(id)).toBeDefined();
  });
});
