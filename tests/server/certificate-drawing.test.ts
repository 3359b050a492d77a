// Certificates are drawn beside the server: the same bytes from the same facts, nothing drawn that nobody can read, and no end of it ends anything else.
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { certificateCode, hashOfCode } from '../../server/certificates/certificate-code.ts';
import { composeCertificate } from '../../server/certificates/compose-certificate.ts';
import { doubleHoursOf } from '../../server/certificates/double-hours.ts';
import { asWritten, isSeenAsRead } from '../../server/certificates/drawable-text.ts';
import { DrawingDesk } from '../../server/certificates/drawing-desk.ts';
import type { HeldMeeting } from '../../server/certificates/held-meeting.ts';
import { certificateFacts, drawn, scripts } from '../support/certificates.ts';

const desk = new DrawingDesk();
afterAll(() => desk.close());

const named = (name: string) => composeCertificate({ ...certificateFacts, name }, 'CODE');

test('the same facts give the same bytes, from another process too', async () => {
  const first = await drawn(desk, certificateFacts);
  const other = new DrawingDesk();
  const second = await drawn(other, certificateFacts);
  await other.close();
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
  expect(second.equals(first)).toBe(true);
  expect((await drawn(desk, { ...certificateFacts, held: 9 })).equals(first)).toBe(false);
});

test.each(Object.keys(scripts))('%s is drawn', async (script) => {
  const facts = scripts[script];
  if (facts === undefined) throw new Error(script);
  expect((await drawn(desk, facts)).length).toBeGreaterThan(10_000);
});

test.each([
  ['an emoji', 'Ann 🙂', ['🙂']],
  ['Korean', '김', ['김']],
  ['Thai, whatever faces this machine has', 'สม', ['ส', 'ม']],
  ['Hebrew', 'ש', ['ש']],
  ['a rare character beyond the first plane', '𠮷田', ['𠮷']],
  ['a letter that polytonic Greek alone has', 'Ἀθηνᾶ', ['Ἀ', 'ᾶ']],
])('[R13.4] %s cannot be drawn, and is told instead of left blank', async (_, name, characters) => {
  expect(await desk.draw(named(name))).toEqual(expect.objectContaining({ undrawable: characters }));
});

test('a name in the language of the template is a name', async () => {
  for (const name of [
    '#panic("x")',
    '$x$ *b* _i_',
    '#read("/etc/passwd")',
    '\\"; ] }',
    '@label <label>',
    '= heading',
    '// gone',
    '`raw`',
  ])
    expect([name, Buffer.isBuffer(await desk.draw(named(name)))]).toEqual([name, true]);
});

test.each([
  ['a control character', 'Ann\u0007'],
  ['a line end', 'Ann\nBen'],
  ['what turns the direction', 'Ann\u202enhoJ'],
  ['an isolate', 'Ann\u2066Ben\u2069'],
  ['a mark of direction', 'Ann\u200f'],
  ['a space without width', 'An\u200bn'],
  ['a soft hyphen', 'An\u00adn'],
  ['a joiner between letters that do not join', 'An\u200dn'],
  ['a joiner at the end', 'ليلى\u200d'],
  ['a filler that stands for nothing', 'Ann\u3164'],
  ['a variation selector', 'Ann\ufe0f'],
  ['a tag', 'Ann\u{e0041}'],
  ['a private character', 'Ann\ue000'],
  ['half a character', 'Ann\ud800'],
  ['a replacement for what was lost', 'Ann\ufffd'],
])('a name with %s is not seen as it is read', (_, name) => {
  expect(isSeenAsRead(asWritten(name))).toBe(false);
});

test.each(['Szőke Dávid', "O'Neil-Smith, Jr. (MD)", 'سمیه می\u200cخواهد', '张伟', 'Nguyễn Thị Hương'])('%s is', (name) => {
  expect(isSeenAsRead(asWritten(name))).toBe(true);
});

test('letters and their marks are written as one, and spaces as one space', () => {
  expect(asWritten(' A\u0301ron \u00a0 Be\u0301la ')).toBe('Áron Béla');
});

test('the process that draws may be killed: whoever waits is told, and the next is drawn', async () => {
  const own = new DrawingDesk();
  await drawn(own, certificateFacts);
  const { pid } = own;
  if (pid === null) throw new Error('nothing draws');
  const waiting = Promise.allSettled(Array.from({ length: 20 }, () => own.draw(named('Ann'))));
  process.kill(pid, 'SIGKILL');
  for (const outcome of await waiting)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'certificates-unavailable' });
  expect((await drawn(own, certificateFacts)).length).toBeGreaterThan(10_000);
  expect(own.pid).not.toBe(pid);
  await own.close();
  await expect(own.draw(named('Ann'))).rejects.toMatchObject({ code: 'certificates-unavailable' });
});

test('a drawing that takes too long is given up with its process, and one that nobody needs any more is ended', async () => {
  const impatient = new DrawingDesk({ patience: 1 });
  await expect(impatient.draw(named('Ann'))).rejects.toMatchObject({ code: 'certificates-unavailable' });
  expect(impatient.pid).toBeNull();
  const idle = new DrawingDesk({ idle: 1 });
  await drawn(idle, certificateFacts);
  await expect.poll(() => idle.pid).toBeNull();
});

test('while certificates are drawn, everything else goes on', async () => {
  let turns = 0;
  let isOver = false;
  const all = Promise.all(Array.from({ length: 40 }, () => drawn(desk, certificateFacts))).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await wait(0);
    turns += 1;
  }
  await all;
  // Drawn on this very thread, they would have left it only once.
  expect(turns).toBeGreaterThan(5);
});

test('a code has a hundred bits, is the same for the same certificate, and is read as people copy it', () => {
  const code = certificateCode('a secret of the tests', 'a'.repeat(18));
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(certificateCode('a secret of the tests', 'a'.repeat(18))).toBe(code);
  expect(certificateCode('a secret of the tests', 'b'.repeat(18))).not.toBe(code);
  expect(certificateCode('another secret', 'a'.repeat(18))).not.toBe(code);
  const hash = hashOfCode(code);
  const misread = code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(hashOfCode(misread)).toBe(hash);
  expect(hashOfCode(`${code}0`)).not.toBe(hash);
});

type Held = Omit<HeldMeeting, 'id' | 'day' | 'startsAt'>;
const at = (place: 'room' | 'screen', minutes: number, leader = 'ann'): Held => ({
  present: [
    { personId: 'ben', minutes, place, as: 'member' },
    { personId: leader, minutes, place, as: 'leader' },
  ],
});
const held = (...some: readonly Held[]): HeldMeeting[] =>
  some.map((one, index) => ({ id: String(index), day: `2027-01-0${index + 1}`, startsAt: index, ...one }));

test('double hours: every ninety minutes in the room, one at most on screen, none for 89', () => {
  const some = held(at('room', 185), at('screen', 185), at('screen', 90), at('screen', 89), at('room', 89), at('room', 90));
  expect(doubleHoursOf('ben', some, true)).toEqual({
    ...{ inRoom: 3, onScreen: 2 },
    ...{ isClosedList: true, hasSameLeader: true, isFirstInRoom: true, isLastInRoom: true },
  });
});

test('what does not hold of a German certificate is said: another leader, first or last on screen or missed, an open list', () => {
  const of = (...some: readonly Held[]) => doubleHoursOf('ben', held(...some), true);
  expect(of(at('room', 90), at('room', 90, 'eve'), at('room', 90)).hasSameLeader).toBe(false);
  expect(of(at('screen', 90), at('room', 90))).toMatchObject({ isFirstInRoom: false, isLastInRoom: true });
  expect(of(at('room', 90), at('screen', 90))).toMatchObject({ isFirstInRoom: true, isLastInRoom: false });
  expect(of({ present: [] }, at('room', 90))).toMatchObject({ isFirstInRoom: false, hasSameLeader: false });
  expect(doubleHoursOf('ben', held(at('room', 90)), false).isClosedList).toBe(false);
  expect(doubleHoursOf('nobody', held(at('room', 90)), true)).toMatchObject({ inRoom: 0, onScreen: 0, isFirstInRoom: false });
});
