// Certificates over HTTP: looked at, made once, drawn again, withdrawn, one's own, and checked by anybody.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateCode } from '../../server/certificates/certificate-code.ts';
import { newId } from '../../server/database/new-id.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { secretOfPorts } from '../support/program-ports.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let own: World;
let foreign: World;
let shortMeeting = '';
const minute = 60_000;
const at = (text: string) => new Date(text);
const period = { from: '2026-01-01', to: '2026-06-30', layout: 'plain' };

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  await app.clock.advance(Date.parse('2026-07-01T10:00:00Z') - app.clock.now());
  own = await makeWorld(app.db, 'Own', at('2025-09-01T10:00:00Z').getTime());
  foreign = await makeWorld(app.db, 'Foreign', at('2025-09-01T10:00:00Z').getTime());
  await app.db.updateTable('groups').set({ zone: 'Europe/Berlin' }).execute();
  await held(own, '2026-01-13T18:00:00Z', 'room', { leader: 90, member: 90, coLeader: 90 });
  shortMeeting = await held(own, '2026-02-10T18:00:00Z', 'screen', { leader: 90, member: 58, observer: 90 });
  // In the group's zone this one is on the first of July already.
  await held(own, '2026-06-30T22:30:00Z', 'screen', { leader: 90, member: 90 });
  await held(foreign, '2026-01-13T18:00:00Z', 'room', { leader: 90, member: 90 });
});
afterAll(() => app.close());

/** Of the member, as they were counted. */
async function restoreMinutes() {
  const own = app.db.updateTable('attendance').where('person_id', '=', idOf('member'));
  await own.set({ credit_minutes: 90 }).execute();
  await own.set({ credit_minutes: 58 }).where('meeting_id', '=', shortMeeting).execute();
}

async function held(world: World, startsAt: string, place: 'room' | 'screen', minutes: Partial<Record<Somebody, number>>) {
  const [id, starts] = [newId(), at(startsAt)];
  const ends = new Date(starts.getTime() + 90 * minute);
  await app.db
    .insertInto('meetings')
    .values({ id, series_id: world.series, starts_at: starts, ends_at: ends, closed_at: ends, cases_held: 2 })
    .execute();
  const as = (who: string) => (who === 'observer' ? 'observer' : who === 'member' ? 'member' : 'leader');
  const rows = Object.entries(minutes).map(([who, credit]) => ({
    ...{
      meeting_id: id,
      person_id: world.people[who] ?? '',
      attended_as: as(who) as 'member',
      minutes: 95,
      credit_minutes: credit,
    },
    ...{ place, credential: who === 'leader' ? 'credentialed leader' : null, first_in: starts, last_out: ends },
  }));
  await app.db.insertInto('attendance').values(rows).execute();
  return id;
}

async function ask(method: 'GET' | 'POST', path: string, payload?: object, who: Somebody | null = 'coordinator', world = own) {
  const answer = await app.fastify.inject({
    ...{ method, url: path },
    headers: { origin: ownOrigin, ...(who === null ? {} : { cookie: cookieOf(world, who) }) },
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = answer.headers['content-type']?.toString().startsWith('application/json');
  return {
    status: answer.statusCode,
    body: isJson ? answer.json() : answer.body,
    bytes: answer.rawPayload,
    headers: answer.headers,
  };
}
const all = (world = own) => `/api/groups/${world.group}/certificates`;
const preview = (asked: object) => ask('POST', `${all()}/preview`, asked);
const make = (asked: object) => ask('POST', all(), asked);
const idOf = (who: Somebody) => own.people[who] ?? '';

test('a preview says of everybody who was there what would be certified, and writes nothing', async () => {
  const { status, body } = await preview(period);
  expect([status, body.held, body.undrawable]).toEqual([200, 2, []]);
  const rows = body.people.map(({ name, meetings, minutes, inRoom, onScreen, fault }: Record<string, unknown>) => [
    ...[name, meetings, minutes, inRoom, onScreen, fault],
  ]);
  expect(rows).toEqual([
    ['coLeader Surname', 1, 90, 90, 0, null],
    ['leader Surname', 2, 180, 90, 90, null],
    ['member Surname', 2, 148, 90, 58, null],
    // Who observes keeps a log.
    ['observer Surname', 0, 0, 0, 0, 'never-there'],
  ]);
  expect((await ask('GET', all())).body).toEqual({ certificates: [] });
});

test('a period that cannot be is told at its field', async () => {
  const faults = async (asked: object) => (await preview({ ...period, ...asked })).body.faults;
  expect(await faults({ from: '2026-07-01' })).toEqual([{ path: 'to', code: 'before-from' }]);
  expect(await faults({ from: '2026-02-30' })).toEqual([{ path: 'from', code: 'unknown' }]);
  expect(await faults({ to: '2026-07-03' })).toEqual([{ path: 'to', code: 'future' }]);
  expect(await faults({ from: '2016-01-01' })).toEqual([{ path: 'from', code: 'too-long' }]);
  for (const wrong of [{ from: '1e3' }, { layout: 'french' }, { more: 1 }, { from: '26-01-01' }])
    expect((await preview({ ...period, ...wrong })).status).toBe(400);
});

test('nobody gets a certificate who was never there, and then nobody gets one', async () => {
  for (const stranger of [idOf('supervisor'), idOf('observer'), foreign.people.member, newId()]) {
    const { status, body } = await make({ ...period, people: [idOf('member'), stranger] });
    expect([status, body.faults]).toEqual([422, [{ path: `people.${stranger}`, code: 'never-there' }]]);
  }
  expect((await ask('GET', all())).body.certificates).toEqual([]);
  expect((await make({ ...period, people: [] })).status).toBe(400);
});

test('[R13.2] made twice, in two tabs at once, it is made once; numbers go on; the same paper comes again', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => make({ ...period, people: [idOf('member'), idOf('leader')] })));
  expect([first?.status, second?.status]).toEqual([201, 201]);
  expect(first?.body.certificates.map(({ id }: { id: string }) => id)).toEqual(
    second?.body.certificates.map(({ id }: { id: string }) => id),
  );
  const [member, leader] = first?.body.certificates ?? [];
  expect([member, leader]).toMatchObject([
    { number: '2026-0001', name: 'member Surname', meetings: 2, minutes: 148, withdrawnAt: null },
    { number: '2026-0002', name: 'leader Surname', meetings: 2, minutes: 180 },
  ]);
  const papers = await Promise.all([1, 2].map(() => ask('GET', `${all()}/${member.id}/pdf`)));
  expect(papers[0]?.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="certificate-2026-0001.pdf"',
  });
  expect(papers[0]?.bytes.equals(papers[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
  // What is corrected later changes no paper that was given out.
  await app.db.updateTable('attendance').set({ credit_minutes: 1 }).where('person_id', '=', idOf('member')).execute();
  expect((await ask('GET', `${all()}/${member.id}/pdf`)).bytes.equals(papers[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
  const outdated = async () => {
    const { certificates } = (await ask('GET', all())).body;
    return certificates.map(({ number, isOutdated }: Record<string, unknown>) => [number, isOutdated]);
  };
  expect(await outdated()).toEqual([
    ['2026-0002', false],
    ['2026-0001', true],
  ]);
  await restoreMinutes();
  expect((await outdated()).at(-1)).toEqual(['2026-0001', false]);
  const { people } = (await preview({ ...period, from: '2026-02-01' })).body;
  expect(people.find(({ name }: { name: string }) => name === 'member Surname')).toMatchObject({
    made: null,
    overlaps: ['2026-0001'],
  });
});

test('two programs count their numbers each for itself, and one at a time under pressure', async () => {
  const layouts = ['abs', 'ukAnz', 'german', 'plain', 'abs', 'german'];
  const made = await Promise.all(layouts.map((layout) => make({ ...period, layout, people: [idOf('member'), idOf('coLeader')] })));
  expect(made.map(({ status }) => status)).toEqual(layouts.map(() => 201));
  const { certificates } = (await ask('GET', all())).body;
  const numbers = certificates.map(({ number }: { number: string }) => number).sort();
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.at(-1)).toBe(`2026-${String(numbers.length).padStart(4, '0')}`);
  const other = { ...period, people: [foreign.people.member] };
  expect((await ask('POST', all(foreign), other, 'coordinator', foreign)).body.certificates[0].number).toBe('2026-0001');
});

test.each([
  ['a name with what no face has', 'Ann 🙂', 'not-drawable', '🙂'],
  ['a name that turns the direction', 'Ann\u202enhoJ', 'not-readable', ''],
  ['a name with a control character', 'Ann\u0001', 'not-readable', ''],
])('%s is refused in the preview and when it is made', async (_, name, code, undrawable) => {
  const rename = (full_name: string) => app.db.updateTable('people').set({ full_name }).where('id', '=', idOf('member')).execute();
  await rename(name);
  const asked = { ...period, from: '2026-01-02' };
  const { people } = (await preview(asked)).body;
  expect(people.find(({ personId }: { personId: string }) => personId === idOf('member'))).toMatchObject({
    fault: code,
    undrawable,
  });
  expect((await make({ ...asked, people: [idOf('member')] })).body.faults).toEqual([{ path: `people.${idOf('member')}`, code }]);
  await rename('member Surname');
});

test('a group whose own name cannot be drawn is told in the preview, and makes nothing', async () => {
  const rename = (name: string) => app.db.updateTable('groups').set({ name }).where('id', '=', own.group).execute();
  await rename('Gruppe 🙂');
  const asked = { ...period, from: '2026-01-03' };
  expect((await preview(asked)).body.undrawable).toEqual(['🙂']);
  expect((await make({ ...asked, people: [idOf('member')] })).body.faults).toEqual([{ path: 'group', code: 'not-drawable' }]);
  await rename('Own group');
});

/** As it stands on the paper. */
const codeOf = (id: string) => certificateCode(secretOfPorts, id);
const check = (code: unknown) => ask('POST', '/api/certificate', { code }, null);

test('[R13.3] anybody can check a code; what is unknown and what is no code get the same bytes; withdrawn is told', async () => {
  const { certificates } = (await ask('GET', all())).body;
  const one = certificates.find(({ number }: { number: string }) => number === '2026-0001');
  const code = codeOf(one.id);
  expect((await check(code)).body).toEqual({
    ...{ is: 'valid', number: '2026-0001', program: 'Own', initials: 'M. S.', from: '2026-01-01', to: '2026-06-30' },
    ...{ meetings: 2, minutes: 148, madeOn: '2026-07-01', withdrawnOn: null },
  });
  expect((await check(code.toLowerCase().replaceAll('-', ' '))).body.is).toBe('valid');
  const unknown = await check('00000-00000-00000-00000');
  expect(unknown.body).toEqual({ is: 'unknown' });
  for (const guess of ['', '2026-0001', code.slice(1), `${code}X`, 'nonsense', "' or 1=1 --"])
    expect([guess, (await check(guess)).bytes.equals(unknown.bytes)]).toEqual([guess, true]);
  expect((await check(7)).status).toBe(400);
  expect((await check('x'.repeat(101))).status).toBe(400);
  expect((await check('\0')).status).toBe(400);

  await app.clock.advance(2 * minute);
  expect((await ask('POST', `${all()}/${one.id}/withdraw`, { reason: 'No' })).status).toBe(400);
  expect((await ask('POST', `${all()}/${one.id}/withdraw`, { reason: 'Wrong name' })).status).toBe(204);
  expect((await ask('POST', `${all()}/${one.id}/withdraw`, { reason: 'Once more' })).body.error).toBe('stale');
  expect((await check(code)).body).toMatchObject({ is: 'withdrawn', withdrawnOn: '2026-07-01' });
  expect((await ask('GET', `${all()}/${one.id}/pdf`)).status).toBe(409);
  // The same can be made anew, under another number.
  const again = await make({ ...period, people: [idOf('member')] });
  expect(again.body.certificates[0].number).not.toBe('2026-0001');
});

test('a hundred thousand guesses go nowhere: few are answered, and what they would have to meet has a hundred bits', async () => {
  await app.clock.advance(2 * minute);
  const answers = await Promise.all(Array.from({ length: 60 }, () => check(randomBytes(13).toString('hex'))));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  await app.clock.advance(2 * minute);
  expect((await check('nonsense')).status).toBe(200);
});

test('one’s own certificates are there for their person alone, with or without a program’s leave', async () => {
  const mine = (await ask('GET', '/api/me/certificates', undefined, 'member')).body.certificates;
  expect(mine.map(({ groupName, withdrawnReason }: Record<string, unknown>) => [groupName, withdrawnReason])).toContainEqual([
    'Own group',
    'Wrong name',
  ]);
  const living = mine.find(({ withdrawnAt }: { withdrawnAt: number | null }) => withdrawnAt === null);
  expect((await ask('GET', `/api/me/certificates/${living.id}/pdf`, undefined, 'member')).status).toBe(200);
  const nowhere = (await app.fastify.inject('/api/nowhere')).body;
  for (const [id, who] of [
    [living.id, 'leader'],
    [living.id, 'coordinator'],
    [newId(), 'member'],
    ['..%2f', 'member'],
  ] as const) {
    const { status, bytes } = await ask('GET', `/api/me/certificates/${id}/pdf`, undefined, who);
    expect([who, status, bytes.toString()]).toEqual([who, 404, nowhere]);
  }
  expect((await ask('GET', '/api/me/certificates', undefined, null)).status).toBe(401);
  const there = await ask('GET', `${all(foreign)}/${living.id}/pdf`, undefined, 'coordinator', foreign);
  expect([there.status, there.bytes.toString()]).toEqual([404, nowhere]);
});

test('all of a period come as one file, under names that any system can keep', async () => {
  const { status, bytes, headers } = await ask('GET', `${all()}/zip?from=${period.from}&to=${period.to}&layout=plain`);
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/zip', 'no-store']);
  expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
  expect(bytes.readUInt16LE(bytes.length - 12)).toBe(3);
  expect(bytes.includes(Buffer.from('2026-0002 leader Surname.pdf'))).toBe(true);
  expect((await ask('GET', `${all()}/zip?from=x`)).status).toBe(400);
});

test('[R13.1] facts that were changed in the records are not drawn; no certificate says a word about cases', async () => {
  const { certificates } = (await ask('GET', all())).body;
  const living = certificates.find(({ withdrawnAt }: { withdrawnAt: number | null }) => withdrawnAt === null);
  const row = await app.db.selectFrom('certificates').selectAll().where('id', '=', living.id).executeTakeFirstOrThrow();
  expect(row.facts).not.toMatch(/case|present(?:er|ed)/i);
  const facts = row.facts.replace(/"minutes":\d+/, '"minutes":900');
  await app.db.updateTable('certificates').set({ facts }).where('id', '=', living.id).execute();
  expect((await ask('GET', `${all()}/${living.id}/pdf`)).status).toBe(503);
  await app.db.updateTable('certificates').set({ facts: row.facts }).where('id', '=', living.id).execute();
});
