// Naming a guest over HTTP: only by leaders, with a name that can be shown, while there is a seat and a meeting.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { type Browser, HttpApp } from '../support/http-app.ts';

let app: HttpApp;
let ann: Browser;
beforeAll(async () => {
  app = await HttpApp.open();
  ann = await app.browserOf('Ann');
}, 180_000);
afterAll(() => app.close());

const json = { 'content-type': 'application/json' };
const names = (who: Browser, payload: unknown) => who.post('/guests', { headers: json, payload: JSON.stringify(payload) });
const links = async () => (await ann.get('/links')).json().links as { name: string }[];

describe('a guest', () => {
  test('[R6.1] is named by a leader, who gets the link; the room is told', async () => {
    const answer = await names(ann, { name: ' Eve  Adams ' });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const link = answer.json();
    expect(link).toEqual({
      ref: expect.stringMatching(/^[0-9a-f]{18}$/),
      name: 'Eve  Adams',
      role: 'member',
      isGuest: true,
      url: expect.stringMatching(/^http:\/\/localhost\/in\//),
    });
    expect((await links()).at(-1)).toEqual(link);
    expect(app.told).toEqual([(await app.groups.currentMeeting(demoGroupId))?.id]);
    expect((await app.press(new URL(link.url).pathname.slice('/in/'.length))).json()).toEqual({ ref: link.ref });
    const eve = await app.browserOf('Eve  Adams');
    expect((await eve.get('/doorstep')).json()).toMatchObject({ yourName: 'Eve  Adams', leads: false });
    expect((await eve.get('/links')).statusCode).toBe(404);
    expect((await ann.post(`/links/${link.ref}/renew`)).statusCode).toBe(200);
    expect((await eve.get('/doorstep')).statusCode).toBe(401);
  });

  test('[R6.1] cannot be named by a member, or without a session', async () => {
    const [before, nowhere] = [await links(), await app.fastify.inject('/api/nowhere')];
    const asked = await names(await app.browserOf('Dee'), { name: 'Eve' });
    expect([asked.statusCode, asked.body]).toEqual([404, nowhere.body]);
    const unknown = await names(
      { ...ann, post: (path, more) => ann.post(path, { ...more, headers: { ...json, cookie: '' } }) },
      {},
    );
    expect(unknown.statusCode).toBe(401);
    expect(await links()).toEqual(before);
  });

  test.each([
    undefined,
    null,
    {},
    'Eve',
    { name: 7 },
    { name: '' },
    { name: '   ' },
    { name: '\u200d\u200c' },
    { name: '…' },
    { name: 'Eve\nAnn' },
    { name: 'Eve\u202eAnn' },
    { name: 'Eve\u0000' },
    { name: 'E'.repeat(41) },
    { name: 'Eve', role: 'leader' },
  ])('is not named by %j', async (payload) => {
    const before = await links();
    const answer = await names(ann, payload);
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'malformed']);
    expect(await links()).toEqual(before);
  });

  test.each(['Zoë', '李', 'O’Neill-Åström', 'می‌خواهم', 'E'.repeat(40)])('may be called %s', async (name) => {
    const seat = (await names(ann, { name })).json();
    expect(seat.name).toBe(name);
    // One seat is enough for all of these.
    await app.db.deleteFrom('seats').where('ref', '=', seat.ref).execute();
  });

  test('[R5.1] [R6.1] is refused with a sentence when the circle is full', async () => {
    for (const name of ['Fay', 'Gus', 'Ida']) expect((await names(ann, { name })).statusCode).toBe(201);
    const answer = await names(ann, { name: 'Jon' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toEqual({ error: 'circle-full', message: 'All seats of this group are taken.' });
    expect(await links()).toHaveLength(12);
  });

  test('[R6.1] is refused with a sentence when no meeting is planned', async () => {
    await app.db.updateTable('series').set({ meets_freely: false }).execute();
    await app.clock.advance(86_400_000);
    const answer = await names(ann, { name: 'Eve' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json().error).toBe('no-meeting');
  });
});
