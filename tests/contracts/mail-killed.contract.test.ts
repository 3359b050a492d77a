// Servers are killed while a thousand mails go out, again and again, on both databases: none is lost, and one that arrives twice is the same mail.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/database.ts';
import { SqlOutbox } from '../../server/mail/sql-outbox.ts';
import { fastClock, type MailProcess, placeOf, startMailProcess } from '../support/mail-process.ts';
import { mailWorld } from '../support/mail-world.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';

const secret = 'a secret of the tests, long enough';
const mails = 1_000;

interface Trial {
  readonly database: string;
  readonly servers: number;
  /** After about so many mails somebody is killed. */
  readonly between: number;
}

async function held({ database, servers, between }: Trial, smtp: TestSmtp): Promise<void> {
  const numbers = Array.from({ length: mails }, (_, index) => index);
  const addressOf = (number: number) => `person-${number}@example.org`;
  const refused = new Set(numbers.filter((number) => number % 50 === 7).map(addressOf));
  const greylisted = numbers.filter((number) => number % 11 === 3).map(addressOf);
  for (const address of greylisted) smtp.behave('greylist', address);
  for (const address of refused) smtp.behave('refuse', address);

  let db = await openDatabase(placeOf(database));
  const people = numbers.map((number) => ({ name: `Person ${number}`, address: addressOf(number) }));
  const world = await mailWorld(db, fastClock.now(), people);
  const outbox = new SqlOutbox({ secret, clock: fastClock, sends: true });
  await world.within(async (records) => {
    for (const seat of Object.values(world.seats)) await outbox.personalLink(records, seat);
  });
  // The embedded database belongs to one process at a time.
  await db.destroy();

  const start = () => startMailProcess({ database, smtp: smtp.settings, secret });
  const running: MailProcess[] = Array.from({ length: servers }, start);
  const arrived = () => new Set(smtp.taken.map(({ recipient }) => recipient));
  const all = mails - refused.size;
  let kills = 0;
  // In the middle of whatever it is doing: the test's own turn comes at any time.
  for (let next = between; next < all * 0.9; next += between) {
    await expect.poll(() => arrived().size, { interval: 7, timeout: 120_000 }).toBeGreaterThanOrEqual(next);
    const which = kills % servers;
    await running[which]?.kill();
    running[which] = start();
    kills += 1;
  }
  await expect.poll(() => arrived().size, { timeout: 120_000 }).toBe(all);
  const done = async () => {
    db = await openDatabase(placeOf(database));
    const rows = await db.selectFrom('mails').select(['id', 'address', 'state', 'sealed']).execute();
    await db.destroy();
    return rows;
  };
  // What a killed server had in hand is taken up once its lease is over.
  let rows: Awaited<ReturnType<typeof done>> = [];
  await expect
    .poll(
      async () => {
        if (!database.startsWith('postgresql:')) for (const one of running.splice(0)) await one.end();
        rows = await done();
        const open = rows.filter(({ state }) => state === 'waiting' || state === 'sending').length;
        if (open > 0 && running.length === 0) running.push(start());
        return open;
      },
      { interval: 4_000, timeout: 180_000 },
    )
    .toBe(0);
  for (const one of running) await one.end();

  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const doubles = smtp.taken.length - arrived().size;
  console.log(
    `${kills} times kill -9: of ${rows.length} mails ${arrived().size} arrived, ${count('refused')} were refused for good, ${rows.length - arrived().size - count('refused')} were lost, ${doubles} came twice with the same Message-ID`,
  );
  expect(kills).toBeGreaterThan(0);
  expect([rows.length, count('sent'), count('refused')]).toEqual([mails, all, refused.size]);
  expect(rows.filter(({ sealed }) => sealed !== null)).toEqual([]);
  expect([...arrived()].sort()).toEqual(
    numbers
      .map(addressOf)
      .filter((address) => !refused.has(address))
      .sort(),
  );
  const idOf = new Map(rows.map(({ id, address }) => [address, `<${id}@balint.example>`]));
  for (const { recipient, messageId } of smtp.taken) expect(messageId).toBe(idOf.get(recipient));
}

describe('kill -9 while a thousand mails go out', () => {
  let smtp: TestSmtp;
  let postgres: TestPostgres;
  let folder: string;
  beforeAll(async () => {
    [smtp, postgres] = await Promise.all([startSmtp(), startPostgres()]);
    folder = await mkdtemp(join(tmpdir(), 'balint-room-mails-'));
  });
  afterAll(async () => {
    await Promise.all([smtp.stop(), postgres.stop(), rm(folder, { recursive: true, force: true })]);
  });

  test('two servers on PostgreSQL', () => held({ database: postgres.url, servers: 2, between: 70 }, smtp));

  test('one server on the embedded database', async () => {
    const own = await startSmtp();
    await held({ database: join(folder, 'database'), servers: 1, between: 160 }, own);
    await own.stop();
  });
});
