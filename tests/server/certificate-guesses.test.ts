// Whoever guesses the code of a certificate: every guess walks the same way through the records, whatever it is worth, and all servers count together.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateCode, hashOfCode } from '../../server/certificates/certificate-code.ts';
import { hashOfFacts } from '../../server/certificates/draft.ts';
import { DrawingDesk } from '../../server/certificates/drawing-desk.ts';
import { SqlCertificates } from '../../server/certificates/sql-certificates.ts';
import type { Database } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import { certificateFacts } from '../support/certificates.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memoryDatabase } from '../support/memory-database.ts';
import { makeWorld } from '../support/program-world.ts';

const secret = 'a secret of the tests, long enough';
const clock = new FakeClock(Date.parse('2026-11-28T18:00:00Z'));
const desk = new DrawingDesk();
const facts = JSON.stringify(certificateFacts);
let db: Database;
const valid: string[] = [];
const withdrawn: string[] = [];

beforeAll(async () => {
  db = await memoryDatabase();
  const world = await makeWorld(db, 'Own', clock.now());
  const at = new Date(clock.now());
  for (let n = 0; n < 40; n += 1) {
    const [id, isGone] = [newId(), n % 2 === 1];
    const code = certificateCode(secret, id);
    (isGone ? withdrawn : valid).push(code);
    const gone = isGone ? { withdrawn_at: at, withdrawn_reason: 'Wrong name' } : {};
    await db
      .insertInto('certificates')
      .values({
        ...{ id, program_id: world.program, group_id: world.group, person_id: world.people.member ?? '', layout: 'plain', ...gone },
        ...{ number: `2026-${String(n).padStart(4, '0')}`, from_day: `2026-01-${String(1 + (n % 25)).padStart(2, '0')}` },
        ...{ to_day: `2026-06-${String(1 + (n % 24)).padStart(2, '0')}`, code_hash: hashOfCode(code), made_at: at },
        ...{ facts, facts_hash: hashOfFacts(facts) },
      })
      .execute();
  }
});
afterAll(async () => {
  await desk.close();
  await db.destroy();
});

/** One of several servers on the same records, with what it asks them. */
function server() {
  const asked: string[] = [];
  const counted = db.withPlugin({
    transformQuery({ node }) {
      asked.push(shapeOf(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  return { asked, certificates: new SqlCertificates(counted as Database, { secret, clock, desk }) };
}

const isNode = (one: unknown) => typeof one === 'object' && one !== null && 'kind' in one;

/** A statement without what is filled in. */
function shapeOf(node: unknown): string {
  const isFilledIn = (key: string, value: unknown) =>
    key === 'value' || key === 'sqlFragments' || (key === 'values' && Array.isArray(value) && value.every((one) => !isNode(one)));
  return JSON.stringify(node, (key, value) => (isFilledIn(key, value) ? '?' : value));
}

const codes = (): Readonly<Record<string, string>> => ({
  ...{ valid: valid[0] ?? '', withdrawn: withdrawn[0] ?? '', unknown: '00000-00000-00000-00000' },
  /** All but its last letter is right. */
  near: (valid[0] ?? '').replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  ...{ short: (valid[0] ?? '').slice(0, 5), nonsense: "' or 1=1 --", empty: '' },
});

test('[R13.3] a code that is valid, withdrawn, unknown or nearly right is looked for by the same statements', async () => {
  const ways: Record<string, string[]> = {};
  for (const [what, code] of Object.entries(codes())) {
    const { asked, certificates } = server();
    const answer = await certificates.check(code, `somebody who has a ${what} code`);
    expect([what, answer?.is]).toEqual([what, what === 'valid' || what === 'withdrawn' ? what : 'unknown']);
    ways[what] = asked;
  }
  expect(ways.unknown).toHaveLength(2);
  for (const [what, asked] of Object.entries(ways)) expect([what, asked]).toEqual([what, ways.unknown]);
});

test('[R13.3] how long an answer takes, for whoever reads this: no code stands out that is not told anyway', async () => {
  const { certificates } = server();
  const took = new Map(Object.keys(codes()).map((what) => [what, [] as number[]]));
  for (let round = 0; round < 60; round += 1)
    for (const [what, code] of Object.entries(codes())) {
      const began = performance.now();
      await certificates.check(code, `${what} ${round}`);
      took.get(what)?.push(performance.now() - began);
    }
  const middle = (all: number[]) => (all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0).toFixed(2);
  console.log(`median ms of 60: ${[...took].map(([what, all]) => `${what} ${middle(all)}`).join(', ')}`);
  expect([...took.values()].map((all) => all.length)).toEqual(Array(7).fill(60));
});

test('[R13.3] of any number of guesses few are looked at in a minute, however many servers they are spread over', async () => {
  const servers = [server(), server(), server()];
  const guesses = Array.from({ length: 300 }, (_, n) => servers[n % 3]?.certificates.check(valid[n % 20] ?? '', 'guesser'));
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer !== null)).toHaveLength(20);
  const looked = servers.flatMap(({ asked }) => asked).filter((shape) => shape.includes('"certificates"'));
  expect(looked).toHaveLength(20);
  // The next minute is another twenty: a hundred thousand take more than three days, of 2^100.
  await clock.advance(61_000);
  expect(await servers[0]?.certificates.check(valid[0] ?? '', 'guesser')).toMatchObject({ is: 'valid' });
});
