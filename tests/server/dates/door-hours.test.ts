// R6.9: the door of a planned meeting has hours, by page and by socket alike, by the server's clock.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seatOfRequest } from '../../../server/accounts/seat-of-request.ts';
import { demoGroupId } from '../../../server/groups/demo-group.ts';
import type { Appended, LogEntry, RoomId, RoomLog } from '../../../server/ports/rooms.ts';
import { LiveRooms } from '../../../server/rooms/live-rooms.ts';
import { CommandPath } from '../../../server/rooms/perform-command.ts';
import { Admission, type Arrival } from '../../../server/sockets/admission.ts';
import { isShutTo, openDoorFor } from '../../../server/sockets/open-door.ts';
import { protocolVersion } from '../../../shared/protocol/messages.ts';
import type { Command } from '../../../shared/ritual/commands.ts';
import type { RoomEvent } from '../../../shared/ritual/events.ts';
import { type Browser, HttpApp } from '../../support/http-app.ts';

const minute = 60_000;
const by = { accountId: 'nobody-in-particular' };
const day = 1_440 * minute;

class Logs implements RoomLog {
  readonly rooms = new Map<RoomId, LogEntry[]>();
  async read(room: RoomId, after: number) {
    return (this.rooms.get(room) ?? []).slice(after);
  }
  async versionOf(room: RoomId, commandId: string) {
    return (this.rooms.get(room) ?? []).find((entry) => entry.commandId === commandId)?.version ?? null;
  }
  async append(room: RoomId, expected: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const entries = this.rooms.get(room) ?? [];
    if (entries.length !== expected) return { outcome: 'conflict', missed: entries.slice(expected) };
    this.rooms.set(room, [...entries, { version: expected + 1, commandId, events }]);
    return { outcome: 'appended', version: expected + 1 };
  }
  async liveRooms() {
    return [...this.rooms.keys()];
  }
  async remove(room: RoomId) {
    this.rooms.delete(room);
  }
  follow = () => () => undefined;
  async close() {}
}

let app: HttpApp;
let logs: Logs;
let path: CommandPath;
let rooms: LiveRooms;
let admission: Admission;
const people: Record<string, Browser> = {};
/** Two meetings, back to back, on a day of each test's own. */
let [first, second] = [Date.parse('2026-11-25T18:00Z'), Date.parse('2026-11-25T19:30Z')];
let [early, late] = ['', ''];

beforeAll(async () => {
  app = await HttpApp.open();
  await app.db.updateTable('groups').where('id', '=', demoGroupId).set({ zone: 'Europe/London' }).execute();
  const wish = { at: '12:00', minutes: 60, quorum: 3, place: 'screen' } as const;
  await app.program.dates.make(demoGroupId, { ...wish, rule: { every: 'dates', dates: ['2026-11-25'] } }, by);
  for (const name of ['Ann', 'Ben', 'Cid']) {
    const browser = await app.browserOf(name);
    await browser.post('/contract');
    people[name] = browser;
  }
});
afterAll(() => app.close());

async function added(at: string): Promise<string> {
  const date = new Date(first).toISOString().slice(0, 10);
  const answer = await app.program.dates.add(demoGroupId, { date, at, minutes: 90, place: 'screen' }, by);
  if (typeof answer === 'string' || 'faults' in answer) throw new Error(JSON.stringify(answer));
  return answer.id;
}

beforeEach(async () => {
  [first, second] = [first + day, second + day];
  await moveTo(first - 4 * 60 * minute);
  [early, late] = [await added('18:00'), await added('19:30')];
  logs = new Logs();
  rooms = new LiveRooms(logs);
  path = new CommandPath(logs, rooms, app.clock);
  const failed = (_room: string, _what: string, cause: unknown) => {
    throw cause;
  };
  admission = new Admission({ accounts: app.accounts, groups: app.groups, rooms, path, clock: app.clock, failed });
  admission.isOpen = true;
  app.isShutTo = (seat, meeting) => isShutTo(seat, meeting, { rooms, clock: app.clock });
});

const moveTo = (at: number) => app.clock.advance(at - app.clock.now());
function comes(name: string): ReturnType<Admission['admit']> {
  const { ref = '', cookie = '' } = people[name] ?? {};
  return admission.admit({ seat: ref, device: `${name}-device`, protocol: protocolVersion }, cookie);
}
const roomOf = (arrival: Arrival | string) => (typeof arrival === 'string' ? arrival : arrival.room);
async function enters(name: string): Promise<string> {
  const arrival = await comes(name);
  if (typeof arrival === 'string') return arrival;
  const { room, personId, device } = arrival;
  await path.perform(room, `${name}-${app.clock.now()}`, { type: 'enter', device, replace: false }, { person: personId });
  return room;
}
async function does(name: string, room: string, command: Command): Promise<void> {
  const { seats } = await app.groups.roster(demoGroupId);
  const person = seats.find((seat) => seat.name === name)?.personId ?? '';
  expect(await path.perform(room, `${name}-${command.type}-${app.clock.now()}`, command, { person })).toHaveProperty('version');
}
const seen = async (name: string) => (await people[name]?.get('/doorstep'))?.json().meeting;

test('[R6.9] members come from a quarter of an hour before, leaders from half an hour; nobody opens a room before', async () => {
  for (const name of ['Ann', 'Ben']) expect(await comes(name)).toBe('no-meeting');
  expect(await seen('Ben')).toEqual({ startsAt: first, endsAt: second, opensAt: first - 15 * minute });
  expect(await seen('Ann')).toMatchObject({ opensAt: first - 30 * minute });
  await moveTo(first - 30 * minute - 1);
  expect(await comes('Ann')).toBe('no-meeting');
  expect(logs.rooms.size).toBe(0);
  await moveTo(first - 30 * minute);
  expect(roomOf(await comes('Ann'))).toBe(early);
  expect(await seen('Ann')).toMatchObject({ opensAt: null });
  expect([await comes('Ben'), (await seen('Ben')).opensAt]).toEqual(['no-meeting', first - 15 * minute]);
  await moveTo(first - 15 * minute);
  expect([roomOf(await comes('Ben')), (await seen('Ben')).opensAt]).toEqual([early, null]);
});

test('[R6.9] of two meetings of one day each has its own room', async () => {
  await moveTo(first);
  for (const name of ['Ann', 'Ben']) expect(await enters(name)).toBe(early);
  // The next door would be open by now: whoever is late still belongs where the others are.
  await moveTo(second - 5 * minute);
  expect(await enters('Cid')).toBe(early);
  for (const name of ['Ann', 'Ben', 'Cid']) await does(name, early, { type: 'leave' });
  await moveTo(second);
  for (const name of ['Ben', 'Ann', 'Cid']) expect(await enters(name)).toBe(late);
});

test('[R6.9] a meeting that overruns keeps its people and takes them back; once it is closed the next one takes them', async () => {
  await moveTo(first);
  for (const name of ['Ann', 'Ben']) expect(await enters(name)).toBe(early);
  await moveTo(second + 20 * minute);
  expect(await enters('Cid')).toBe(early);
  await does('Ben', early, { type: 'leave' });
  expect(await enters('Ben')).toBe(early);
  await app.groups.closeMeeting(early, []);
  logs.rooms.delete(early);
  expect(await enters('Ben')).toBe(late);
});

test('[R7.5] a member who asks while the leaders talk among themselves reads the same as once the meeting is closed', async () => {
  await moveTo(first);
  for (const name of ['Ann', 'Ben', 'Cid']) expect(await enters(name)).toBe(early);
  const walk = ['gathering', 'opening', 'caseCall', 'farewell', 'debrief'] as const;
  for (const [i, to] of walk.slice(1).entries()) {
    await moveTo(app.clock.now() + minute);
    await does('Ann', early, { type: 'advance', from: walk[i] ?? 'gathering', to });
  }
  const told = async (name: string) => [roomOf(await comes(name)), await seen(name)];
  const during = await told('Ben');
  expect(during, 'an undo may still bring Ben back').toEqual([early, { startsAt: first, endsAt: second, opensAt: null }]);
  await moveTo(app.clock.now() + minute);
  const meanwhile = await told('Ben');
  expect((await told('Ann'))[0]).toBe(early);
  await app.groups.closeMeeting(early, []);
  logs.rooms.delete(early);
  expect(meanwhile).toEqual(['no-meeting', { startsAt: second, endsAt: second + 90 * minute, opensAt: second - 15 * minute }]);
  expect(await told('Ben')).toEqual(meanwhile);
});

/** Somebody new has a seat in the group, and an open room is told of it. */
async function seated(name: string): Promise<void> {
  const role = { accountId: 'nobody', roles: new Set(['leader'] as const), programId: null };
  expect(await app.program.rosters.give(demoGroupId, { name, role: 'member' }, role)).toHaveProperty('ref');
  admission.rosterChanged(demoGroupId);
}
const namesIn = async (room: string) => (await rooms.current(room))?.state.seats.map(({ name }) => name) ?? [];

test('[R11.6] [R6.9] an open room follows its roster, also when it overruns into the hours of the next', async () => {
  await moveTo(first);
  for (const name of ['Ann', 'Ben']) expect(await enters(name)).toBe(early);
  await moveTo(second + 5 * minute);
  expect(await app.groups.currentMeeting(demoGroupId)).toMatchObject({ id: late });
  expect(await admission.isSatIn(demoGroupId)).toBe(true);
  await seated('Nina');
  await expect.poll(() => namesIn(early)).toContain('Nina');
  expect(logs.rooms.has(late)).toBe(false);

  // The first was left and never ended: it counts as on in the records, while people sit in the second.
  for (const name of ['Ann', 'Ben']) await does(name, early, { type: 'leave' });
  expect(await admission.isSatIn(demoGroupId)).toBe(false);
  await app.db
    .insertInto('sealed_marks')
    .values({ meeting_id: early, sealed: '', noted_at: new Date(app.clock.now()) })
    .execute();
  expect(await enters('Ben')).toBe(late);
  expect(await app.groups.currentMeeting(demoGroupId)).toMatchObject({ id: early });
  await seated('Olaf');
  await expect.poll(() => namesIn(late)).toContain('Olaf');
  await app.db.deleteFrom('sealed_marks').where('meeting_id', '=', early).execute();
});

test('[R6.1] whoever a leader names as a guest is named for the meeting in which that leader sits', async () => {
  await moveTo(first);
  for (const name of ['Ann', 'Ben']) expect(await enters(name)).toBe(early);
  await moveTo(second + 5 * minute);
  const { ref = '', cookie = '' } = people.Ann ?? {};
  const ann = await seatOfRequest(cookie, ref, app.accounts);
  if (ann === null) throw new Error('Ann is signed out');
  const open = await openDoorFor(ann, { groups: app.groups, rooms, clock: app.clock });
  expect(await app.groups.nameGuest(demoGroupId, 'Gus', open)).toMatchObject({ meeting: early });
});

test('[R6.9] nobody is waited for in a meeting that is over but was never closed', async () => {
  await moveTo(first);
  for (const name of ['Ann', 'Ben']) expect(await enters(name)).toBe(early);
  for (const name of ['Ann', 'Ben']) {
    const { seats } = await app.groups.roster(demoGroupId);
    const personId = seats.find((seat) => seat.name === name)?.personId ?? '';
    const command: Command = { type: 'lineLost', personId, device: `${name}-device` };
    await path.perform(early, `lost-${name}`, command, 'connection');
  }
  // Its hours are not over: they are expected back.
  await moveTo(second - 10 * minute);
  expect(roomOf(await comes('Cid'))).toBe(early);
  await moveTo(second + minute);
  expect(roomOf(await comes('Cid'))).toBe(late);
});

test('[R6.9] a meeting to which nobody came gives way as soon as the next door opens', async () => {
  await moveTo(second - 16 * minute);
  expect(await seen('Ben')).toMatchObject({ startsAt: first, opensAt: null });
  await moveTo(second - 15 * minute);
  expect(roomOf(await comes('Ben'))).toBe(late);
  expect(await seen('Ben')).toMatchObject({ startsAt: second, opensAt: null });
});

test('[R6.9] a cancelled meeting opens nothing, and a moved one at its new hour', async () => {
  await app.program.dates.cancel(early, 0, by);
  await app.program.dates.change(late, { from: 0, at: '20:30' }, by);
  await moveTo(first);
  expect(await comes('Ann')).toBe('no-meeting');
  expect(await seen('Ben')).toMatchObject({ startsAt: second + 60 * minute, opensAt: second + 45 * minute });
  await moveTo(second + 45 * minute);
  expect(roomOf(await comes('Ben'))).toBe(late);
});

test('[R6.9] [R7.5] a group that meets freely is let in whenever it comes, and reads that its meeting is about now', async () => {
  await app.db.updateTable('series').where('group_id', '=', demoGroupId).set({ meets_freely: true }).execute();
  expect((await app.groups.openDoors(demoGroupId)).every(({ door }) => door === null)).toBe(true);
  expect(await seen('Ben')).toMatchObject({ opensAt: null });
  expect(typeof (await comes('Ben'))).toBe('object');

  // R7.5: the hours that they read do not tell when the meeting before was closed.
  await moveTo(first + 7 * minute + 12_345);
  const [open] = await app.groups.openDoors(demoGroupId);
  await app.db
    .updateTable('meetings')
    .set({ closed_at: new Date(first) })
    .where('closed_at', 'is', null)
    .where('id', '<>', open?.id ?? '')
    .execute();
  await app.groups.closeMeeting(open?.id ?? '', []);
  await moveTo(first + 44 * minute);
  expect(await seen('Ben')).toMatchObject({ startsAt: first + 30 * minute, opensAt: null });
  await app.db.updateTable('meetings').set({ local_start: null, zone: null }).execute(); // it never had dates
  const home = await app.fastify.inject({ url: '/api/home', headers: { cookie: people.Ben?.cookie ?? '' } });
  expect(home.json().seats[0].meetings[0]).toMatchObject({ startsAt: first + 30 * minute });
});
