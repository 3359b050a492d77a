// The door, the doorstep and the links over HTTP: each person gets what is theirs, and the same "no" for everything else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seatOfRequest } from '../../server/accounts/seat-of-request.ts';
import { routeForLog } from '../../server/http/logger.ts';
import { HttpApp } from '../support/http-app.ts';

let app: HttpApp;
beforeAll(async () => {
  app = await HttpApp.open();
}, 180_000);
afterAll(() => app.close());

describe('a personal link', () => {
  test('[R6.8] shows a page with its person’s name and a button, and changes nothing', async () => {
    const { ref, token } = await app.linkOf('Ben');
    const before = await app.db.selectFrom('sessions').selectAll().execute();
    for (const asked of [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'GET', headers: { 'sec-purpose': 'prefetch', purpose: 'prefetch' } },
      { method: 'GET', headers: { accept: 'application/json' } },
    ] as const) {
      const answer = await app.fastify.inject({ url: `/in/${token}`, ...asked });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      expect(answer.body).not.toContain(ref);
      expect(answer.body).not.toContain('Tuesday');
    }
    const page = await app.fastify.inject(`/in/${token}`);
    expect(page.body).toContain('>Come in as Ben</button>');
    expect(page.body, 'a preview shows no name').toContain('<title>Balint Room</title>');
    expect(await app.db.selectFrom('sessions').selectAll().execute()).toEqual(before);
  });

  test('gives a session for a press, in a cookie that no script can read', async () => {
    const { ref, token } = await app.linkOf('Ben');
    const answer = await app.press(token);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ ref });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(answer.headers['set-cookie']).toMatch(
      new RegExp(`^br_${ref}=[A-Za-z0-9_-]{43}; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax$`),
    );
  });

  test('on somebody else’s computer gives a cookie that ends with the browser', async () => {
    const { ref, token } = await app.linkOf('Ben');
    const { pass } = (await app.fastify.inject({ url: `/in/${token}`, headers: { accept: 'application/json' } })).json();
    const answer = await app.press(token, { payload: { pass, endsWithBrowser: true } });
    expect(answer.headers['set-cookie']).toMatch(new RegExp(`^br_${ref}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax$`));
    const cookie = String(answer.headers['set-cookie']).split(';')[0];
    const doorstep = await app.fastify.inject({ url: `/api/seats/${ref}/doorstep`, headers: { cookie } });
    expect(doorstep.json().endsWithBrowser).toBe(true);
  });

  test('leads whoever came in by it before straight to the seat, and nobody else', async () => {
    const [ben, cid] = [await app.browserOf('Ben'), await app.browserOf('Cid')];
    const { token } = await app.linkOf('Ben');
    const answer = await app.fastify.inject({ url: `/in/${token}`, headers: { cookie: ben.cookie } });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/seat/${ben.ref}`]);
    expect((await app.fastify.inject({ url: `/in/${token}`, headers: { cookie: cid.cookie } })).statusCode).toBe(200);
    await ben.post('/sign-out');
    expect((await app.fastify.inject({ url: `/in/${token}`, headers: { cookie: ben.cookie } })).statusCode).toBe(200);
  });

  test('restricts its cookie to https where people come by https', async () => {
    const secure = await HttpApp.on(app.db, { publicUrl: 'https://balint.example' });
    const { token } = await app.linkOf('Ben');
    const answer = await secure.press(token, { headers: { origin: 'https://balint.example' } });
    expect(answer.headers['set-cookie']).toContain('; Secure;');
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    await secure.fastify.close();
  });

  test('writes a malicious name as text', async () => {
    const { ref, token } = await app.linkOf('Finn');
    await app.db
      .updateTable('people')
      .set({ short_name: '"><script>alert(1)</script>' })
      .where('id', '=', (eb) => eb.selectFrom('seats').select('person_id').where('ref', '=', ref))
      .execute();
    expect((await app.fastify.inject(`/in/${token}`)).body.match(/<script/g)).toHaveLength(1);
    await app.db.updateTable('people').set({ short_name: 'Finn' }).where('short_name', 'like', '%alert%').execute();
  });

  test('leads to one and the same page however it is wrong', async () => {
    const before = await app.linkOf('Cid');
    await app.accounts.renewLink('tuesday-group', before.ref);
    const wrong = [before.token, 'A'.repeat(44), 'short', 'x'.repeat(5_000), 'a/b', '', '%00', '%zz', "'%20or%201=1%20--"];
    const pages = await Promise.all(wrong.map((token) => app.fastify.inject(`/in/${token}`)));
    pages.push(await app.fastify.inject('/in'));
    for (const page of pages) {
      expect(page.statusCode).toBe(404);
      expect(page.headers['set-cookie']).toBeUndefined();
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(page.body).toBe(pages[0]?.body);
    }
    pages.push(await app.press((await app.linkOf('Cid')).token, { url: `/in/${before.token}` }));
    expect(pages.pop()?.statusCode, 'a press').toBe(404);
    expect(pages[0]?.body).toContain('ask the leader of your group for a new one');
    expect(pages[0]?.body).not.toContain('<script');
  });
});

describe('the doorstep', () => {
  test('[R6.2] tells the group, the contract and the hours, and nothing about the room', async () => {
    const eva = await app.browserOf('Eva');
    const answer = await eva.get('/doorstep');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const now = app.clock.now();
    expect(answer.json()).toEqual({
      groupName: 'Tuesday group',
      yourName: 'Eva',
      meeting: { startsAt: now, endsAt: now + 90 * 60_000, opensAt: null },
      next: null,
      contract: {
        text: expect.stringContaining('What is said here stays here'),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        language: null,
        isOwn: true,
        accepted: false,
      },
      leads: false,
      keepsRotation: false,
      endsWithBrowser: false,
    });
    for (const other of ['Ann', 'Ben', 'Hal', 'gathering', 'ANZ']) expect(answer.body).not.toContain(other);
  });

  test('knows who leads', async () => {
    for (const name of ['Ann', 'Hal']) expect((await (await app.browserOf(name)).get('/doorstep')).json().leads).toBe(true);
  });

  test('[R6.1] takes the yes to the contract', async () => {
    const finn = await app.browserOf('Finn');
    expect((await finn.post('/contract')).statusCode).toBe(204);
    expect((await finn.post('/contract', { headers: { 'content-type': 'application/json' } })).statusCode).toBe(204);
    expect((await finn.get('/doorstep')).json().contract.accepted).toBe(true);
  });

  test('lets several people sit in one browser, each in the seat their page names', async () => {
    const [ann, ben] = [await app.browserOf('Ann'), await app.browserOf('Ben')];
    const cookie = `theme=dark; ${ann.cookie}; ${ben.cookie}`;
    expect((await seatOfRequest(cookie, ann.ref, app.accounts))?.name).toBe('Ann');
    expect((await seatOfRequest(cookie, ben.ref, app.accounts))?.name).toBe('Ben');
    expect(await seatOfRequest(ann.cookie.replace(ann.ref, ben.ref), ben.ref, app.accounts)).toBeNull();
    expect(await seatOfRequest(undefined, ann.ref, app.accounts)).toBeNull();
  });

  test('signs one browser out and tells the sockets', async () => {
    const [here, there] = [await app.browserOf('Gita'), await app.browserOf('Gita')];
    app.ended.length = 0;
    const answer = await here.post('/sign-out');
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(new RegExp(`^br_${here.ref}=; Max-Age=0; Path=/; Expires=`));
    expect(app.ended).toEqual([here.ref]);
    expect((await here.get('/doorstep')).statusCode).toBe(401);
    expect((await there.get('/doorstep')).statusCode).toBe(200);
    expect((await here.post('/sign-out')).statusCode).toBe(204);
  });
});

describe('the links of a group', () => {
  test.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'lead here, whatever Host a request claims: %s',
    async (host) => {
      const ann = await app.browserOf('Ann');
      const url = `/api/seats/${ann.ref}/links`;
      const { links } = (await app.fastify.inject({ url, headers: { cookie: ann.cookie, host } })).json();
      for (const link of links) expect(link.url).toMatch(/^http:\/\/127\.0\.0\.1(:\d+)?\/in\//);
      const own = (await app.fastify.inject({ url, headers: { cookie: ann.cookie, host: 'localhost:3000' } })).json();
      expect(own.links[0].url).toMatch(/^http:\/\/localhost:3000\/in\//);
    },
  );

  test('are shown to both leaders, as whole addresses that open', async () => {
    for (const name of ['Ann', 'Hal']) {
      const { links } = (await (await app.browserOf(name)).get('/links')).json();
      expect(links.map((link: { name: string }) => link.name)).toEqual(['Ann', 'Ben', 'Cid', 'Dee', 'Eva', 'Finn', 'Gita', 'Hal']);
      const dee = links[3];
      expect(dee).toEqual({
        ref: dee.ref,
        name: 'Dee',
        role: 'member',
        isGuest: false,
        url: expect.stringMatching(/^http:\/\/localhost\/in\//),
      });
      expect((await app.press(new URL(dee.url).pathname.slice('/in/'.length))).json()).toEqual({ ref: dee.ref });
    }
  });

  test('do not exist for a member', async () => {
    const dee = await app.browserOf('Dee');
    const nowhere = await app.fastify.inject('/api/nowhere');
    const { ref } = await app.linkOf('Ann');
    for (const answer of [
      await dee.get('/links'),
      await dee.post(`/links/${ref}/renew`),
      await dee.post(`/links/${dee.ref}/renew`),
    ]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toBe(nowhere.body);
    }
    expect((await app.linkOf('Ann')).ref).toBe(ref);
  });

  test('are renewed by a leader: the old one is over at once', async () => {
    const [ann, dee] = [await app.browserOf('Ann'), await app.browserOf('Dee')];
    const before = await app.linkOf('Dee');
    app.ended.length = 0;
    const answer = await ann.post(`/links/${dee.ref}/renew`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().url).toBe(`http://localhost/in/${(await app.linkOf('Dee')).token}`);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(app.ended).toEqual([dee.ref]);
    expect((await app.fastify.inject(`/in/${before.token}`)).statusCode).toBe(404);
    expect((await dee.get('/doorstep')).statusCode).toBe(401);
  });

  test('leave a leader who renews their own link signed in here, and only here', async () => {
    const [here, there] = [await app.browserOf('Hal'), await app.browserOf('Hal')];
    const answer = await here.post(`/links/${here.ref}/renew`);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    expect((await seatOfRequest(cookie, here.ref, app.accounts))?.name).toBe('Hal');
    expect((await there.get('/doorstep')).statusCode).toBe(401);
  });
});

describe('the log', () => {
  test('holds routes and results, but no token, cookie, address or name', async () => {
    app.logged.length = 0;
    const { token } = await app.linkOf('Ben');
    const ben = await app.browserOf('Ben');
    await ben.get('/doorstep');
    await app.fastify.inject(`/api/seats/${ben.ref}/doorstep`);
    for (const url of [`/in/${token}x`, `/%69n/${token}`, `/media/${token}/rtc?access_token=${token}`, `/Ben?name=Ben`])
      await app.fastify.inject(url);
    app.fastify.log.error(
      { err: new Error('an error', { cause: new Error('its cause') }), name: 'Ben', token, headers: { cookie: ben.cookie } },
      'failed',
    );
    const log = app.logged.join('');
    expect(log).toContain('"route":"/in/*"');
    expect(log).toContain('"route":"/api/seats/:ref/doorstep"');
    expect(log).toContain('"status":401');
    expect(log).toContain('its cause');
    for (const secret of [token, ben.cookie.split('=')[1] ?? '', ben.ref, 'Ben', '127.0.0.1']) expect(log).not.toContain(secret);
  });

  test('names an unknown address by its first part at most', () => {
    expect(routeForLog({ url: '/media/secret/rtc?x=1' })).toBe('/media/…');
    expect(routeForLog({ url: '/socket.io/?EIO=4' })).toBe('/socket.io/…');
    expect(routeForLog({ url: '/aVeryLongSecretToken' })).toBe('/…');
    expect(routeForLog({ url: '' })).toBe('/…');
  });
});
