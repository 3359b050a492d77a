// The door, the doorstep and the links over HTTP: each person gets what is theirs, and the same "no" for all else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seatOfRequest } from '../../server/accounts/seat-of-request.ts';
import { routeForLog } from '../../server/http/logger.ts';
import { HttpApp } from '../support/http-app.ts';

let house: HttpApp;
beforeAll(async () => {
  house = await HttpApp.open();
}, 180_000);
afterAll(() => house.close());

describe('a personal link', () => {
  it('[R6.8] shows a page with its person’s name and a button, and changes nothing', async () => {
    const { ref, token } = await house.linkOf('Ben');
    const before = await house.db.selectFrom('sessions').selectAll().execute();
    for (const asked of [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'GET', headers: { 'sec-purpose': 'prefetch', purpose: 'prefetch' } },
      { method: 'GET', headers: { accept: 'application/json' } },
    ] as const) {
      const answer = await house.app.inject({ url: `/in/${token}`, ...asked });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      expect(answer.body).not.toContain(ref);
      expect(answer.body).not.toContain('Tuesday');
    }
    const page = await house.app.inject(`/in/${token}`);
    expect(page.body).toContain('>Come in as Ben</button>');
    expect(page.body, 'a preview shows no name').toContain('<title>Balint Room</title>');
    expect(await house.db.selectFrom('sessions').selectAll().execute()).toEqual(before);
  });

  it('gives a session by a press, in a cookie that no script reads', async () => {
    const { ref, token } = await house.linkOf('Ben');
    const answer = await house.press(token);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ ref });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(answer.headers['set-cookie']).toMatch(
      new RegExp(`^br_${ref}=[A-Za-z0-9_-]{43}; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax$`),
    );
  });

  it('on somebody else’s computer gives a cookie that ends with the browser', async () => {
    const { ref, token } = await house.linkOf('Ben');
    const { pass } = (await house.app.inject({ url: `/in/${token}`, headers: { accept: 'application/json' } })).json();
    const answer = await house.press(token, { payload: { pass, endsWithBrowser: true } });
    expect(answer.headers['set-cookie']).toMatch(new RegExp(`^br_${ref}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax$`));
    const cookie = String(answer.headers['set-cookie']).split(';')[0];
    const doorstep = await house.app.inject({ url: `/api/seats/${ref}/doorstep`, headers: { cookie } });
    expect(doorstep.json().endsWithBrowser).toBe(true);
  });

  it('leads whoever came in by it before straight to the seat, and nobody else', async () => {
    const [ben, cid] = [await house.browserOf('Ben'), await house.browserOf('Cid')];
    const { token } = await house.linkOf('Ben');
    const answer = await house.app.inject({ url: `/in/${token}`, headers: { cookie: ben.cookie } });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/seat/${ben.ref}`]);
    expect((await house.app.inject({ url: `/in/${token}`, headers: { cookie: cid.cookie } })).statusCode).toBe(200);
    await ben.post('/sign-out');
    expect((await house.app.inject({ url: `/in/${token}`, headers: { cookie: ben.cookie } })).statusCode).toBe(200);
  });

  it('asks browsers to keep its cookie to https where people come by https', async () => {
    const secure = await HttpApp.on(house.db, { publicUrl: 'https://balint.example' });
    const { token } = await house.linkOf('Ben');
    const answer = await secure.press(token, { headers: { origin: 'https://balint.example' } });
    expect(answer.headers['set-cookie']).toContain('; Secure;');
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    await secure.app.close();
  });

  it('writes a name that is no name as text', async () => {
    const { ref, token } = await house.linkOf('Finn');
    await house.db
      .updateTable('people')
      .set({ short_name: '"><script>alert(1)</script>' })
      .where('id', '=', (eb) => eb.selectFrom('seats').select('person_id').where('ref', '=', ref))
      .execute();
    expect((await house.app.inject(`/in/${token}`)).body.match(/<script/g)).toHaveLength(1);
    await house.db.updateTable('people').set({ short_name: 'Finn' }).where('short_name', 'like', '%alert%').execute();
  });

  it('meets one and the same page when it is wrong in any way', async () => {
    const before = await house.linkOf('Cid');
    await house.accounts.renewLink('tuesday-group', before.ref);
    const wrong = [before.token, 'A'.repeat(44), 'short', 'x'.repeat(5_000), 'a/b', '', '%00', '%zz', "'%20or%201=1%20--"];
    const pages = await Promise.all(wrong.map((token) => house.app.inject(`/in/${token}`)));
    pages.push(await house.app.inject('/in'));
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
    pages.push(await house.press((await house.linkOf('Cid')).token, { url: `/in/${before.token}` }));
    expect(pages.pop()?.statusCode, 'a press').toBe(404);
    expect(pages[0]?.body).toContain('ask the leader of your group for a new one');
    expect(pages[0]?.body).not.toContain('<script');
  });
});

describe('the doorstep', () => {
  it('[R6.2] tells the group, the contract and the hours, and nothing of the room', async () => {
    const eva = await house.browserOf('Eva');
    const answer = await eva.get('/doorstep');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const now = house.clock.now();
    expect(answer.json()).toEqual({
      groupName: 'Tuesday group',
      yourName: 'Eva',
      meeting: { startsAt: now, endsAt: now + 90 * 60_000 },
      next: null,
      contract: { text: expect.stringContaining('What is said here stays here'), accepted: false },
      leads: false,
      endsWithBrowser: false,
    });
    for (const other of ['Ann', 'Ben', 'Hal', 'gathering', 'ANZ']) expect(answer.body).not.toContain(other);
  });

  it('knows who leads', async () => {
    for (const name of ['Ann', 'Hal']) expect((await (await house.browserOf(name)).get('/doorstep')).json().leads).toBe(true);
  });

  it('[R6.1] takes the yes to the contract', async () => {
    const finn = await house.browserOf('Finn');
    expect((await finn.post('/contract')).statusCode).toBe(204);
    expect((await finn.post('/contract', { headers: { 'content-type': 'application/json' } })).statusCode).toBe(204);
    expect((await finn.get('/doorstep')).json().contract.accepted).toBe(true);
  });

  it('lets several people sit in one browser, each in the seat their page names', async () => {
    const [ann, ben] = [await house.browserOf('Ann'), await house.browserOf('Ben')];
    const cookie = `theme=dark; ${ann.cookie}; ${ben.cookie}`;
    expect((await seatOfRequest(cookie, ann.ref, house.accounts))?.name).toBe('Ann');
    expect((await seatOfRequest(cookie, ben.ref, house.accounts))?.name).toBe('Ben');
    expect(await seatOfRequest(ann.cookie.replace(ann.ref, ben.ref), ben.ref, house.accounts)).toBeNull();
    expect(await seatOfRequest(undefined, ann.ref, house.accounts)).toBeNull();
  });

  it('signs one browser out and says so to the sockets', async () => {
    const [here, there] = [await house.browserOf('Gita'), await house.browserOf('Gita')];
    house.ended.length = 0;
    const answer = await here.post('/sign-out');
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(new RegExp(`^br_${here.ref}=; Max-Age=0; Path=/; Expires=`));
    expect(house.ended).toEqual([here.ref]);
    expect((await here.get('/doorstep')).statusCode).toBe(401);
    expect((await there.get('/doorstep')).statusCode).toBe(200);
    expect((await here.post('/sign-out')).statusCode).toBe(204);
  });
});

describe('the links of a group', () => {
  it.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'lead here, whatever Host a request claims: %s',
    async (host) => {
      const ann = await house.browserOf('Ann');
      const url = `/api/seats/${ann.ref}/links`;
      const { links } = (await house.app.inject({ url, headers: { cookie: ann.cookie, host } })).json();
      for (const link of links) expect(link.url).toMatch(/^http:\/\/127\.0\.0\.1(:\d+)?\/in\//);
      const own = (await house.app.inject({ url, headers: { cookie: ann.cookie, host: 'localhost:3000' } })).json();
      expect(own.links[0].url).toMatch(/^http:\/\/localhost:3000\/in\//);
    },
  );

  it('are shown to both leaders, as whole addresses that open', async () => {
    for (const name of ['Ann', 'Hal']) {
      const { links } = (await (await house.browserOf(name)).get('/links')).json();
      expect(links.map((link: { name: string }) => link.name)).toEqual(['Ann', 'Ben', 'Cid', 'Dee', 'Eva', 'Finn', 'Gita', 'Hal']);
      const dee = links[3];
      expect(dee).toEqual({
        ref: dee.ref,
        name: 'Dee',
        role: 'member',
        isGuest: false,
        url: expect.stringMatching(/^http:\/\/localhost\/in\//),
      });
      expect((await house.press(new URL(dee.url).pathname.slice('/in/'.length))).json()).toEqual({ ref: dee.ref });
    }
  });

  it('do not exist for a member', async () => {
    const dee = await house.browserOf('Dee');
    const nowhere = await house.app.inject('/api/nowhere');
    const { ref } = await house.linkOf('Ann');
    for (const answer of [
      await dee.get('/links'),
      await dee.post(`/links/${ref}/renew`),
      await dee.post(`/links/${dee.ref}/renew`),
    ]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toBe(nowhere.body);
    }
    expect((await house.linkOf('Ann')).ref).toBe(ref);
  });

  it('are renewed by a leader: the old one is over at once', async () => {
    const [ann, dee] = [await house.browserOf('Ann'), await house.browserOf('Dee')];
    const before = await house.linkOf('Dee');
    house.ended.length = 0;
    const answer = await ann.post(`/links/${dee.ref}/renew`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().url).toBe(`http://localhost/in/${(await house.linkOf('Dee')).token}`);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(house.ended).toEqual([dee.ref]);
    expect((await house.app.inject(`/in/${before.token}`)).statusCode).toBe(404);
    expect((await dee.get('/doorstep')).statusCode).toBe(401);
  });

  it('leave a leader who renews their own signed in here, and only here', async () => {
    const [here, there] = [await house.browserOf('Hal'), await house.browserOf('Hal')];
    const answer = await here.post(`/links/${here.ref}/renew`);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    expect((await seatOfRequest(cookie, here.ref, house.accounts))?.name).toBe('Hal');
    expect((await there.get('/doorstep')).statusCode).toBe(401);
  });
});

describe('the log', () => {
  it('holds routes and results, but no token, cookie, address or name', async () => {
    house.logged.length = 0;
    const { token } = await house.linkOf('Ben');
    const ben = await house.browserOf('Ben');
    await ben.get('/doorstep');
    await house.app.inject(`/api/seats/${ben.ref}/doorstep`);
    for (const url of [`/in/${token}x`, `/%69n/${token}`, `/media/${token}/rtc?access_token=${token}`, `/Ben?name=Ben`])
      await house.app.inject(url);
    house.app.log.error(
      { err: new Error('an error', { cause: new Error('its cause') }), name: 'Ben', token, headers: { cookie: ben.cookie } },
      'failed',
    );
    const log = house.logged.join('');
    expect(log).toContain('"route":"/in/*"');
    expect(log).toContain('"route":"/api/seats/:ref/doorstep"');
    expect(log).toContain('"status":401');
    expect(log).toContain('its cause');
    for (const secret of [token, ben.cookie.split('=')[1] ?? '', ben.ref, 'Ben', '127.0.0.1']) expect(log).not.toContain(secret);
  });

  it('names an unknown address by its first part at most', () => {
    expect(routeForLog({ url: '/media/secret/rtc?x=1' })).toBe('/media/…');
    expect(routeForLog({ url: '/socket.io/?EIO=4' })).toBe('/socket.io/…');
    expect(routeForLog({ url: '/aVeryLongSecretToken' })).toBe('/…');
    expect(routeForLog({ url: '' })).toBe('/…');
  });
});
