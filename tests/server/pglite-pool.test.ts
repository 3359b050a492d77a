// The embedded database, asked like a pool of connections.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PGlitePool } from '../../server/database/pglite-pool.ts';

let pool: PGlitePool;

beforeAll(async () => {
  pool = await PGlitePool.open(null);
});
afterAll(() => pool.end());

async function ask(text: string, ...parameters: unknown[]) {
  const client = await pool.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, parameters)).rows;
  } finally {
    client.release();
  }
}

test('what is asked again and again is planned once, and never for a shape that is no longer there', async () => {
  await ask('create table chairs (nr int)');
  for (let time = 0; time < 4; time++) {
    await ask('insert into chairs (nr) values ($1)', time);
    expect(await ask('select * from chairs where nr = $1', time)).toEqual([{ nr: time }]);
  }
  const plans = () =>
    ask('select count(*)::int as count from pg_prepared_statements where statement like $1', '%from chairs where%');
  expect(await plans()).toEqual([{ count: 1 }]);
  await ask("alter table chairs add column stands text not null default 'back'");
  for (let time = 0; time < 4; time++) {
    expect(await ask('select * from chairs where nr = $1', time)).toEqual([{ nr: time, stands: 'back' }]);
  }
});

test('a statement that fails, planned or not, leaves the next ones as they were', async () => {
  for (let time = 0; time < 4; time++) {
    await expect(ask('select 1 / $1::int', 0)).rejects.toMatchObject({ code: '22012' });
    await expect(ask('select nothing')).rejects.toMatchObject({ code: '42703' });
    expect(await ask('select 7 / $1::int as seven', 1)).toEqual([{ seven: 7 }]);
  }
});

test('of statements without end only some are kept', async () => {
  for (let n = 0; n < 700; n++) for (let time = 0; time < 2; time++) expect(await ask(`select ${n}::int as n`)).toEqual([{ n }]);
  const [kept] = await ask('select count(*)::int as count from pg_prepared_statements');
  expect(kept?.count).toBeLessThan(400);
});
