// [R4.7] Who is not heard any more is told within two seconds; a path on which nothing arrives is left for another, and a page that slept blames nobody.
import { expect, test } from 'vitest';
import { type Findings, PathWatch } from '../../client/src/media/path-watch.ts';

type Count = (t: number) => number;

/** Packets: fifty a second, or the two or three that a silent microphone sends, until `end`. */
const flowing: Count = (t) => t / 20;
const still: Count = (t) => Math.floor(t / 400);
const until =
  (end: number, count: Count = flowing): Count =>
  (t) =>
    count(Math.min(t, end));

/** Looks every half second, and answers what was found at each. */
function watch(ms: number, sounds: Record<string, Count>, pictures: Count = () => 0, each?: (watch: PathWatch, t: number) => void) {
  const path = new PathWatch();
  const found = new Map<number, Findings>();
  for (let t = 0; t <= ms; t += 500) {
    each?.(path, t);
    const arriving = Object.entries(sounds).map(([personId, count]) => ({
      personId,
      sid: personId,
      packets: count(t),
      quietMs: null,
    }));
    found.set(t, path.look(arriving, path.isInDoubt ? { packets: pictures(t), quietMs: null } : null, t));
  }
  return found;
}

const firstWith = (found: Map<number, Findings>, is: (findings: Findings) => boolean) =>
  [...found].find(([, findings]) => is(findings))?.[0] ?? null;
const tries = (found: Map<number, Findings>) => [...found].filter(([, { wantsAnotherPath }]) => wantsAnotherPath).map(([t]) => t);

test('voices and silent microphones that arrive are left alone', () => {
  const found = watch(60_000, { ann: flowing, ben: still }, flowing);
  expect(firstWith(found, ({ isDeaf, unheard }) => isDeaf || unheard.size > 0)).toBeNull();
  expect(tries(found)).toEqual([]);
});

test('one voice that stops is reported after two seconds, and is no reason to change the path', () => {
  const found = watch(60_000, { ann: flowing, ben: until(10_000) });
  expect(firstWith(found, ({ unheard }) => unheard.has('ben'))).toBe(12_000);
  expect(found.get(60_000)?.unheard).toEqual(new Set(['ben']));
  expect(firstWith(found, ({ isDeaf }) => isDeaf)).toBeNull();
  expect(tries(found)).toEqual([]);
});

test('when nothing at all arrives, that is reported even sooner, and another path is asked for, ever more rarely', () => {
  const found = watch(60_000, { ann: until(10_000), ben: until(10_000, still) }, until(10_000));
  expect(firstWith(found, ({ isDeaf }) => isDeaf)).toBe(11_500);
  expect(tries(found)).toEqual([11_500, 16_500, 26_500, 46_500]);
});

test('pictures that still arrive show that the path is alive', () => {
  const found = watch(60_000, { ann: until(10_000) }, flowing);
  expect(firstWith(found, ({ unheard }) => unheard.has('ann'))).toBe(12_000);
  expect(firstWith(found, ({ isDeaf }) => isDeaf)).toBeNull();
  expect(tries(found)).toEqual([]);
});

test('what arrives again ends it at once, and the next loss is as urgent as the first', () => {
  const twice: Count = (t) => (t < 20_000 ? until(10_000)(t) : until(30_000)(t));
  const found = watch(40_000, { ann: twice });
  expect(found.get(19_500)?.isDeaf).toBe(true);
  expect(found.get(20_500)).toMatchObject({ isDeaf: false, unheard: new Set() });
  expect(tries(found)).toEqual([11_500, 16_500, 31_500, 36_500]);
});

test('just after the room’s connection was restored one second is enough', () => {
  const found = watch(
    20_000,
    { ann: until(10_000) },
    () => 0,
    (path, t) => t === 10_500 && path.hurry(t),
  );
  expect(tries(found)[0]).toBe(11_000);
});

test('a new connection on which nothing arrives either leaves the page deaf until something does', () => {
  const anew: Count = (t) => (t < 14_000 ? until(10_000)(t) : Math.max(0, t - 18_000) / 20);
  const found = watch(
    20_000,
    { ann: anew },
    () => 0,
    (path, t) => t === 14_000 && path.forget(),
  );
  for (let t = 12_000; t <= 18_000; t += 500) expect(found.get(t)?.isDeaf, `at ${t}`).toBe(true);
  expect(found.get(18_500)?.isDeaf).toBe(false);
});

test('where the browser says when the last packet came, silence counts from that moment and not from the look after it', () => {
  const path = new PathWatch();
  const last = 5010;
  const deafAt = [];
  for (let t = 0; t <= 8000; t += t < 5500 ? 500 : 250) {
    const arrived = { packets: Math.min(t, last), quietMs: Math.max(0, t - last) };
    if (path.look([{ personId: 'ann', sid: 'ann', ...arrived }], arrived, t).isDeaf) deafAt.push(t);
  }
  expect(deafAt[0]).toBe(6750);
});

test('a page that was not running has missed nothing', () => {
  const path = new PathWatch();
  const look = (t: number, packets: number) => path.look([{ personId: 'ann', sid: 'ann', packets, quietMs: t - packets }], null, t);
  for (let t = 0; t <= 5000; t += 500) look(t, t);
  expect(look(60_000, 5020)).toMatchObject({ isDeaf: false, wantsAnotherPath: false, unheard: new Set() });
});

test('without anybody to hear nothing is missed', () => {
  expect(firstWith(watch(60_000, {}, flowing), ({ isDeaf }) => isDeaf)).toBeNull();
});
