// The pages' side of mail: what coordinators see of a program's mails, and the outbox of a trial, which nobody elsewhere can read.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { type StartedMail, startMail } from '../../server/mail/start-mail.ts';
import { HttpApp, ownOrigin, secret } from '../support/http-app.ts';
import { type MailWorld, mailWorld } from '../support/mail-world.ts';
import { cookieOf, makeWorld, signInByTestCookie, type World } from '../support/program-world.ts';

const base = 'http://127.0.0.1:3000';
let app: HttpApp;
let trial: HttpApp;
let mailing: StartedMail;
let world: MailWorld;
let program: World;
beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  program = await makeWorld(app.db, 'Own', app.clock.now());
  mailing = startMail({ kind: 'outbox' }, { db: app.db, secret, clock: app.clock, log: createLogger('silent') });
  mailing.begin(base);
  trial = await HttpApp.on(app.db, { outbox: mailing.outbox });
  world = await mailWorld(app.db, app.clock.now(), [
    { name: 'Ann <b>Larsen</b>', address: 'ann@example.org', role: 'leader' },
    { name: 'Ben', address: 'ben@example.org' },
  ]);
});
afterAll(async () => {
  await mailing.stop();
  await trial.fastify.close();
  await app.close();
});

describe('the outbox of a trial', () => {
  const ask = (headers: Record<string, string>) => trial.fastify.inject({ url: '/api/outbox', headers });

  test('shows what would have been sent, links and calendar too, and nothing is ever sent', async () => {
    const meetings = await world.plan([app.clock.now() + 7 * 86_400_000]);
    await world.within(async (records) => {
      await mailing.mail.meetingsChanged(records, world.group, meetings);
      await mailing.mail.personalLink(records, world.seats.Ben ?? '');
    });
    expect(mailing.mail.sends).toBe(false);
    const { mails } = (await ask({ host: 'localhost:3000' })).json();
    expect(mails.map(({ kind, to }: { kind: string; to: string }) => `${kind} ${to}`).sort()).toEqual([
      'invitation ann@example.org',
      'invitation ben@example.org',
      'personalLink ben@example.org',
    ]);
    const link = mails.find(({ kind }: { kind: string }) => kind === 'personalLink');
    expect(link.text).toMatch(/http:\/\/127\.0\.0\.1:3000\/in\/[\w-]{44}/);
    const invitation = mails.find(({ to }: { to: string }) => to === 'ann@example.org');
    expect(invitation.calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(invitation.html).toContain('Ann &lt;b&gt;Larsen&lt;/b&gt;');
    expect(invitation.html).not.toMatch(/<b>|<img|<script|src=/);
    const states = await app.db.selectFrom('mails').select('state').distinct().execute();
    expect(states).toEqual([{ state: 'dropped' }]);
  });

  test.each([
    ['the name of another machine', { host: 'evil.example' }],
    ['a name that is none', { host: 'x y' }],
    ['a proxy in front', { host: 'localhost', 'x-forwarded-for': '203.0.113.7' }],
  ])('is not there for %s', async (_what, headers) => {
    const answer = await ask(headers);
    expect([answer.statusCode, answer.body]).toEqual([404, (await trial.fastify.inject('/api/nowhere')).body]);
  });

  test('is not there on an installation', async () => {
    expect((await app.fastify.inject({ url: '/api/outbox', headers: { host: 'localhost' } })).statusCode).toBe(404);
  });
});

describe('the mails of a program', () => {
  const get = (path: string) =>
    app.fastify.inject({ url: `/api/programs/${program.program}${path}`, headers: { cookie: cookieOf(program, 'coordinator') } });

  test('are listed without what they say; a state that does not exist is not understood', async () => {
    const base = { id: 'a'.repeat(18), program_id: program.program, kind: 'invitation', about: 'x', address: 'ann@example.org' };
    const at = new Date(app.clock.now());
    await app.db
      .insertInto('mails')
      .values({
        ...base,
        ...{ sealed: null, state: 'refused', due_at: at, answer: '550 no such mailbox', made_at: at, done_at: at },
        leased_until: null,
        expires_at: null,
        group_id: null,
        person_id: null,
      })
      .execute();
    expect((await get('/mails')).json()).toEqual({
      mails: [
        {
          ...{ id: base.id, kind: 'invitation', address: 'ann@example.org', groupName: null, state: 'refused' },
          ...{
            madeAt: at.getTime(),
            doneAt: at.getTime(),
            answer: '550 no such mailbox',
            delays: 0,
            maySendAgain: false,
            isStopped: false,
          },
        },
      ],
    });
    expect((await get('/mails?state=sent')).json()).toEqual({ mails: [] });
    expect((await get('/mails?state=delivered')).statusCode).toBe(400);
  });

  test('one that is unknown or not ours is not found; one that cannot be sent again is not allowed now', async () => {
    const again = (id: string) =>
      app.fastify.inject({
        method: 'POST',
        url: `/api/programs/${program.program}/mails/${id}/again`,
        headers: { cookie: cookieOf(program, 'coordinator'), origin: ownOrigin },
      });
    expect((await again('f'.repeat(18))).statusCode).toBe(404);
    expect((await again('..%2f')).statusCode).toBe(404);
    const refused = await again('a'.repeat(18));
    expect([refused.statusCode, refused.json().error]).toEqual([409, 'not-allowed-now']);
  });
});

test('those who lead a group learn how many of its mails came how far, and of nobody’s address, name or answer', async () => {
  const at = new Date(app.clock.now());
  const states = ['sent', 'sent', 'bounced', 'waiting'] as const;
  await app.db
    .insertInto('mails')
    .values(
      states.map((state, index) => ({
        ...{
          id: `${index}`.repeat(18),
          program_id: program.program,
          group_id: program.group,
          kind: 'change',
          about: `of-${index}`,
        },
        ...{ address: `secret-${index}@example.org`, sealed: null, state, answer: '5.1.1 nobody is called secret', due_at: at },
        ...{ leased_until: null, expires_at: null, made_at: at, done_at: null, person_id: program.people.member ?? null },
      })),
    )
    .execute();
  const answer = await app.fastify.inject({
    url: `/api/groups/${program.group}/mails`,
    headers: { cookie: cookieOf(program, 'leader') },
  });
  const row = { kind: 'change', lastAt: at.getTime() };
  expect(answer.json()).toEqual({
    mails: [
      { ...row, state: 'bounced', count: 1 },
      { ...row, state: 'sent', count: 2 },
      { ...row, state: 'waiting', count: 1 },
    ],
  });
  expect(answer.body).not.toMatch(/secret|example/);
});
