// Reminders are turned off by the address that stands in each: by a mail program's one press, which has neither cookie nor origin, or on its page.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { remindersPath } from '../../server/mail/reminders-address.ts';
import { HttpApp, ownOrigin, secret } from '../support/http-app.ts';
import { type MailWorld, mailWorld } from '../support/mail-world.ts';

let app: HttpApp;
let world: MailWorld;
let path: string;
beforeAll(async () => {
  app = await HttpApp.open();
  world = await mailWorld(app.db, app.clock.now(), [
    { name: 'Ann', address: 'ann@example.org', language: 'de' },
    { name: 'Ben', address: 'ben@example.org' },
  ]);
  path = remindersPath(secret, world.people.Ann ?? '', 'ann@example.org');
});
beforeEach(() => like('both'));
afterAll(() => app.close());

const like = (reminders: 'both' | 'none') =>
  app.db
    .updateTable('people')
    .set({ reminders })
    .where('id', '=', world.people.Ann ?? '')
    .execute();
const liked = async () => {
  const { reminders } = await app.db
    .selectFrom('people')
    .select('reminders')
    .where('id', '=', world.people.Ann ?? '')
    .executeTakeFirstOrThrow();
  return reminders;
};
const oneClick = 'List-Unsubscribe=One-Click';
const post = (url: string, payload: string, type = 'application/x-www-form-urlencoded', headers: Record<string, string> = {}) =>
  app.fastify.inject({ method: 'POST', url, payload, headers: { 'content-type': type, ...headers } });
const multipart = (name: string, value: string) =>
  `--b0und\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b0und--\r\n`;

describe('a mail program’s one press', () => {
  test.each([
    ['a form', oneClick, 'application/x-www-form-urlencoded'],
    ['a form in parts', multipart('List-Unsubscribe', 'One-Click'), 'multipart/form-data; boundary=b0und'],
  ])('turns them off, as %s, with no cookie and from nowhere', async (_what, body, type) => {
    const answer = await post(path, body, type);
    expect([answer.statusCode, answer.headers['set-cookie'], answer.headers.location]).toEqual([204, undefined, undefined]);
    expect(await liked()).toBe('none');
    expect((await post(path, body, type)).statusCode).toBe(204);
    const ben = await app.db.selectFrom('people').select('reminders').where('full_name', '=', 'Ben').executeTakeFirst();
    expect(ben?.reminders).toBe('both');
  });

  test.each([
    ['nothing', '', 'application/x-www-form-urlencoded'],
    ['another word', 'List-Unsubscribe=Two-Clicks', 'application/x-www-form-urlencoded'],
    ['another part', multipart('Else', 'One-Click'), 'multipart/form-data; boundary=b0und'],
    ['a wish that there is not', '{"reminders":"weekly"}', 'application/json'],
    ['more than a wish', '{"reminders":"none","name":"Eve"}', 'application/json'],
    ['a null', 'null', 'application/json'],
  ])('that says %s changes nothing', async (_what, body, type) => {
    expect((await post(path, body, type)).statusCode).toBe(400);
    expect(await liked()).toBe('both');
  });

  test('with a body of any other kind or size is refused', async () => {
    expect((await post(path, oneClick, 'text/plain')).statusCode).toBe(415);
    expect((await post(path, oneClick.padEnd(10_000, '&'))).statusCode).toBe(413);
    // The forms are understood here alone.
    expect((await post('/api/sign-in', oneClick, undefined, { origin: ownOrigin })).statusCode).toBe(415);
    expect(await liked()).toBe('both');
  });

  test('at an address that is wrong, another’s or an older mailbox’s gets one and the same answer', async () => {
    const answers = await Promise.all(
      [
        '/reminders/',
        '/reminders/x',
        `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`,
        remindersPath('another secret, as long as the other', world.people.Ann ?? '', 'ann@example.org'),
        remindersPath(secret, world.people.Ann ?? '', 'ann.old@example.org'),
        remindersPath(secret, 'f'.repeat(18), 'ann@example.org'),
      ].flatMap((wrong) => [post(wrong, oneClick), app.fastify.inject(wrong)]),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(2);
    expect(await liked()).toBe('both');
  });
});

describe('the page', () => {
  test('is in its reader’s language, shows what they like, and being looked at by anybody changes nothing', async () => {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await app.fastify.inject({ method, url: path });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    }
    const { body } = await app.fastify.inject(path);
    expect(body).toContain('<html lang="de" dir="ltr"');
    expect(body).toMatch(/value="both"[^>]* checked/);
    expect(body).not.toMatch(/ann@example|<form/i);
    expect(await liked()).toBe('both');
    await like('none');
    expect((await app.fastify.inject(path)).body).toMatch(/value="none"[^>]* checked/);
  });

  test('keeps a wish, and takes it back', async () => {
    for (const reminders of ['none', 'hours', 'day', 'both'] as const) {
      const answer = await post(path, JSON.stringify({ reminders }), 'application/json', { origin: ownOrigin });
      expect([answer.statusCode, await liked()]).toEqual([204, reminders]);
    }
  });
});

test('whoever only guesses is soon told to wait, and stops nobody who has one', async () => {
  const guesses = await Promise.all(Array.from({ length: 70 }, (_, index) => post(`/reminders/${index}`, oneClick)));
  expect(guesses.map(({ statusCode }) => statusCode)).toContain(429);
  expect((await post(path, oneClick)).statusCode).toBe(204);
});
