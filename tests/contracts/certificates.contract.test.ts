// Certificates as programs that are not ours see them: their pictures by Poppler, their tags by veraPDF where Java is.
// The pictures lie under screenshots/certificates, to be looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { DrawingDesk } from '../../server/certificates/drawing-desk.ts';
import type { CertificateFacts } from '../../server/certificates/facts.ts';
import { SqlCertificates } from '../../server/certificates/sql-certificates.ts';
import { words } from '../../server/certificates/words/en.ts';
import { newId } from '../../server/database/new-id.ts';
import { Refused } from '../../server/ports/refused.ts';
import { certificateLayouts } from '../../shared/protocol/program/certificates.ts';
import { certificateFacts, drawn, scripts } from '../support/certificates.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memoryDatabase } from '../support/memory-database.ts';
import { makeWorld } from '../support/program-world.ts';

const pdftoppm = process.env.PDFTOPPM ?? '/usr/bin/pdftoppm';
const folder = fileURLToPath(new URL('../../screenshots/certificates', import.meta.url));
const verapdf = process.env.VERAPDF;

const desk = new DrawingDesk();

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  for (const [script, facts] of Object.entries(scripts)) {
    const file = join(folder, `${script}.pdf`);
    writeFileSync(file, await drawn(desk, facts));
    execFileSync(pdftoppm, ['-r', '80', '-png', file, join(folder, script)]);
  }
});

afterAll(() => desk.close());

interface Picture {
  readonly width: number;
  readonly rows: readonly Uint8Array[];
}

/** The first page in grey, 0 is ink. */
async function pictureOf(name: string, more: Partial<CertificateFacts> = {}): Promise<Picture> {
  const file = join(folder, 'trial.pdf');
  writeFileSync(file, await drawn(desk, { ...certificateFacts, name, ...more }));
  const pgm = execFileSync(pdftoppm, ['-r', '150', '-gray', '-singlefile', file], { maxBuffer: 64 * 1024 * 1024 });
  const [head = '', width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? [];
  const pixels = pgm.subarray(head.length);
  const rows = Array.from({ length: Number(height) }, (_, row) => pixels.subarray(row * Number(width), (row + 1) * Number(width)));
  return { width: Number(width), rows };
}

/** The lines in which a picture differs from one of another name: where the name stands. */
function nameIn(picture: Picture, other: Picture): Picture {
  const rows = picture.rows.filter((row, at) => Buffer.compare(row, other.rows[at] ?? row) !== 0);
  return { width: picture.width, rows };
}

/** How many pieces of ink do not touch each other. */
function pieces({ width, rows }: Picture): number {
  const isInk = (x: number, y: number) => (rows[y]?.[x] ?? 255) < 128;
  const seen = new Set<number>();
  let count = 0;
  for (let y = 0; y < rows.length; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!isInk(x, y) || seen.has(y * width + x)) continue;
      count += 1;
      const open = [[x, y] as const];
      for (let at = open.pop(); at; at = open.pop()) {
        const [left, top] = at;
        if (!isInk(left, top) || seen.has(top * width + left)) continue;
        seen.add(top * width + left);
        for (const [right, down] of [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
          [1, 1],
          [-1, -1],
          [1, -1],
          [-1, 1],
        ] as const)
          open.push([left + right, top + down]);
      }
    }
  return count;
}

const nameless = () => pictureOf('.');

test.each([
  ['Latin', 'Łukasz'],
  ['Cyrillic', 'Щукина'],
  ['Greek', 'Ελένη'],
  ['Arabic', 'ليلى'],
  ['Chinese', '张伟'],
])('[R13.4] a name in %s is there in the picture, not only in the text beneath it', async (_, name) => {
  const picture = nameIn(await pictureOf(name), await nameless());
  expect(pieces(picture)).toBeGreaterThan(1);
});

test('the longest name stays on the paper, in one word or in many', async () => {
  for (const name of ['W'.repeat(80), 'Żółć '.repeat(16).trim(), '张'.repeat(80)]) {
    const { width, rows } = await pictureOf(name, { group: name, program: name, leaders: [{ name, credential: name }] });
    const columns = Array.from({ length: width }, (_, x) => x).filter((x) => rows.some((row) => (row[x] ?? 255) < 128));
    // The margins are 26 of 210 millimetres.
    expect([name, (columns[0] ?? 0) / width, (columns.at(-1) ?? width) / width]).toEqual([
      ...[name, expect.closeTo(26 / 210, 2), expect.toSatisfy((right: number) => right < 185 / 210)],
    ]);
  }
});

test('Arabic letters are joined, and stand from right to left', async () => {
  const blank = await nameless();
  const joined = nameIn(await pictureOf('سلمى'), blank);
  // Between the letters something that keeps them apart: what a program draws that does not know how they join.
  const apart = nameIn(await pictureOf([...'سلمى'].join('\u200c')), blank);
  expect(pieces(joined)).toBeLessThan(pieces(apart));
  // Alif is a plain upright stroke, and ba, which has its dot below, comes after it: to its left.
  const [firstThenSecond, secondThenFirst] = [nameIn(await pictureOf('اب'), blank), nameIn(await pictureOf('با'), blank)];
  expect(Buffer.concat([...firstThenSecond.rows])).not.toEqual(Buffer.concat([...secondThenFirst.rows]));
  expect(tallestColumn(firstThenSecond)).toBeGreaterThan(middleOfInk(firstThenSecond));
});

/** The column with the most ink. */
function tallestColumn({ width, rows }: Picture): number {
  const ink = Array.from({ length: width }, (_, x) => rows.filter((row) => (row[x] ?? 255) < 128).length);
  return ink.indexOf(Math.max(...ink));
}

function middleOfInk({ width, rows }: Picture): number {
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => rows.some((row) => (row[x] ?? 255) < 128));
  return ((columns[0] ?? 0) + (columns.at(-1) ?? 0)) / 2;
}

test('[R13.1] six of eight meetings, one of 58 minutes, two in the room: so says the paper, and nothing of cases', async () => {
  const db = await memoryDatabase();
  const clock = new FakeClock(Date.parse('2027-07-01T10:00:00Z'));
  const world = await makeWorld(db, 'Riverside', clock.now() - 400 * 86_400_000);
  const [leader = '', member = ''] = [world.people.leader, world.people.member];
  for (let month = 0; month < 8; month += 1) {
    const [meeting_id, starts_at] = [newId(), new Date(Date.UTC(2026, 10 + month, 3, 18))];
    const times = { starts_at, ends_at: new Date(starts_at.getTime() + 90 * 60_000), closed_at: starts_at };
    await db
      .insertInto('meetings')
      .values({ id: meeting_id, series_id: world.series, ...times, cases_held: 2 })
      .execute();
    const place = month === 0 || month === 7 ? ('room' as const) : ('screen' as const);
    const there = { meeting_id, minutes: 90, place, credential: null, first_in: starts_at, last_out: starts_at };
    await db
      .insertInto('attendance')
      .values({ ...there, person_id: leader, attended_as: 'leader', credit_minutes: 90 })
      .execute();
    if (month === 3 || month === 4) continue;
    const credit_minutes = month === 2 ? 58 : 90;
    await db
      .insertInto('attendance')
      .values({ ...there, person_id: member, attended_as: 'member', credit_minutes })
      .execute();
  }
  const certificates = new SqlCertificates(db, { secret: 'a secret of the tests, long enough', clock, desk });
  const wanted = { from: '2026-11-01', to: '2027-06-30', layout: 'ukAnz' as const, people: [member] };
  const made = await certificates.make(world.group, wanted, { accountId: newId(), checkAt: certificateFacts.checkAt });
  if (made instanceof Refused) throw made;
  const paper = await certificates.paper(world.group, made[0]?.id ?? '');
  if (paper instanceof Refused) throw paper;
  const text = textOf(paper.pdf);
  for (const said of [
    ...[words.ofHeld(6, 8), words.timeInHours(508, '8.46'), words.part(2, 180), words.part(4, 328), '58'],
    ...['member Surname', 'leader Surname', words.span('1 November 2026', '30 June 2027')],
  ])
    expect(text).toContain(said);
  expect(text).not.toMatch(/\bcases?\b|present(?:er|ed)/i);
  await db.destroy();
});

/** As a program reads it that is not ours. */
function textOf(pdf: Buffer): string {
  return execFileSync(join(dirname(pdftoppm), 'pdftotext'), ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
}

test.skipIf(verapdf === undefined)('[R13.4] veraPDF finds every layout in every script right by PDF/UA-1', async () => {
  const papers = mkdtempSync(join(tmpdir(), 'balint-certificates-'));
  onTestFinished(() => rmSync(papers, { recursive: true }));
  const judged = [join(folder, 'several-pages.pdf')];
  const put = (name: string, pdf: Buffer) => {
    writeFileSync(join(papers, name), pdf);
    judged.push(join(papers, name));
  };
  for (const layout of certificateLayouts)
    for (const script of ['latin', 'cyrillic', 'greek', 'arabic', 'chinese']) {
      const doubleHours = layout === 'german' ? (scripts.german?.doubleHours ?? null) : null;
      put(`${layout}-${script}.pdf`, await drawn(desk, { ...(scripts[script] ?? certificateFacts), layout, doubleHours }));
    }
  // What a screen reader reads is taken out: its verdict must be another.
  const whole = (await drawn(desk, certificateFacts)).toString('latin1');
  const untagged = whole.replace('/StructTreeRoot', '/StructTreeGone');
  expect(untagged).not.toBe(whole);
  put('untagged.pdf', Buffer.from(untagged, 'latin1'));
  const classes = readdirSync(verapdf ?? '').map((jar) => join(verapdf ?? '', jar));
  const program = fileURLToPath(new URL('verapdf/CheckPdf.java', import.meta.url));
  // Quick to start, for some seconds of work.
  const java = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', classes.join(':')];
  const said = execFileSync(process.env.JAVA ?? 'java', [...java, program, ...judged], { encoding: 'utf8' });
  const verdicts = said.split('\n').filter((line) => /^(?:passed|failed) /.test(line));
  console.log(`veraPDF: ${verdicts.join(', ')}`);
  expect(verdicts).toHaveLength(judged.length);
  expect(verdicts.pop()).toMatch(/^failed \d{4,}$/);
  for (const verdict of verdicts) expect(verdict, said).toMatch(/^passed \d{4,}$/);
});

test('each picture is there to be looked at', () => {
  for (const script of Object.keys(scripts))
    expect(
      readFileSync(join(folder, `${script}-1.png`))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
});
