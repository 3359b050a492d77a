// The environment: defaults, and a sentence for each wrong value.
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/process/config.ts';

test('nothing set: this machine only, a folder here, the ritual alone', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    dataDir: './data',
    databaseUrl: null,
    redisUrl: null,
    publicUrl: null,
    media: { kind: 'none' },
  });
});

test.each([
  ['PORT', 'lots', /PORT should be a port number/],
  ['PORT', '70000', /PORT should be/],
  ['PORT', ' ', /PORT should be a port number/],
  ['PORT', '0x1F90', /PORT should be/],
  ['PORT', '1e3', /PORT should be/],
  ['PORT', '3000.0', /PORT should be/],
  ['MEDIA_UDP_PORT', ' ', /MEDIA_UDP_PORT should be/],
  ['DRAIN_MS', ' ', /DRAIN_MS should be/],
  ['DRAIN_MS', '120001', /DRAIN_MS should be/],
  ['DATABASE_URL', 'mysql://x', /DATABASE_URL should be an address such as postgresql/],
  [
    'DATABASE_URL',
    'postgresql://u:p@127.0.0.1:99999/db',
    /DATABASE_URL should be .*postgresql:\/\/user:password@host:5432\/database/,
  ],
  ['DATABASE_URL', 'postgresql://u:p@127.0.0.1:0/db', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://db/b?password=hush', /DATABASE_URL should be .* each of these there and none of them after a \?/],
  ['DATABASE_URL', 'postgresql://db/b?user=u', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://db/b?sslmode=require&host=other', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://db/b?host=/run/postgresql', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql:///b?host=/run/postgresql&host=other', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql:///b?host=other', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://db/b?port=1', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://db?dbname=b', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://u:50%@db/b', /DATABASE_URL should be .* in the password are written %40, %2F and %25/],
  ['DATABASE_URL', 'postgresql://u:%41%4z@db/b', /DATABASE_URL should be/],
  ['DATABASE_URL', 'postgresql://u:p@db/b ', /DATABASE_URL should be/],
  ['REDIS_URL', 'redis://127.0.0.1:6379?password=hush', /REDIS_URL should be .* nothing after the number of the database/],
  ['REDIS_URL', 'redis://127.0.0.1:6379/0#1', /REDIS_URL should be/],
  ['REDIS_URL', 'redis://127.0.0.1:6379/rooms', /REDIS_URL should be/],
  ['REDIS_URL', 'redis://127.0.0.1:0', /REDIS_URL should be/],
  ['REDIS_URL', 'redis://:50%@127.0.0.1', /REDIS_URL should be .* in the password are written %40, %2F and %25/],
  ['REDIS_URL', 'memcached://x', /REDIS_URL should be an address such as redis/],
  ['LIVEKIT_URL', 'http://a:7880,b', /LIVEKIT_URL should be the address of a LiveKit server.* or of several/],
  ['PUBLIC_URL', 'balint.example.org', /PUBLIC_URL should be the address people open/],
  ['PUBLIC_URL', 'https://balint.example.org/room', /PUBLIC_URL should be .* nothing after the name and port/],
  ['PUBLIC_URL', 'https://balint.example.org/?a=b', /PUBLIC_URL should be/],
  ['PUBLIC_URL', 'https://balint.example.org?', /PUBLIC_URL should be/],
  ['PUBLIC_URL', 'https://balint.example.org#a', /PUBLIC_URL should be/],
  ['PUBLIC_URL', 'https://ann:hush@balint.example.org', /PUBLIC_URL should be/],
  ['PUBLIC_URL', 'http://0.0.0.0:3000', /PUBLIC_URL should be .* not 0\.0\.0\.0 or ::/],
  ['PUBLIC_URL', 'http://[::]:3000', /PUBLIC_URL should be/],
  ['PUBLIC_URL', 'https://balint.example.org:0', /PUBLIC_URL should be/],
  ['PUBLIC_URL', 'https://*.example.org', /PUBLIC_URL should be .* one name without \*/],
  ['DATA_DIR', '~/room', /DATA_DIR should be .* written out in full/],
  ['DATA_DIR', '~ann', /DATA_DIR should be/],
  ['LIVEKIT_URL', 'http://a:7880/livekit', /LIVEKIT_URL should be .* nothing after the port/],
  ['LIVEKIT_IS_PRIVATE', 'perhaps', /LIVEKIT_IS_PRIVATE should be yes when only your servers reach .* no when others do/],
  ['MEDIA_IP', 'here', /MEDIA_IP should be an IPv4 address/],
  ['MEDIA_IP', '0.0.0.0', /MEDIA_IP should be .* that people reach/],
  ['MEDIA_IP', '169.254.7.7', /MEDIA_IP should be .* 169\.254\.x\.x/],
  ['MEDIA_IP', '224.1.1.1', /MEDIA_IP should be .* from 224\.0\.0\.0 on/],
  ['MEDIA_IP', '255.255.255.255', /MEDIA_IP should be/],
  ['LIVEKIT_URL', 'http://livekit:0', /LIVEKIT_URL should be/],
  ['MEDIA_TCP_PORT', '70000', /MEDIA_TCP_PORT should be a port number/],
  ['SMTP_URL', 'mail.example.org', /SMTP_URL should be the address of a mail server, such as smtps:/],
  ['SMTP_URL', 'http://mail.example.org', /SMTP_URL should be/],
  ['SMTP_URL', 'smtp://mail.example.org/inbox', /SMTP_URL should be .* nothing after the name and port/],
  ['SMTP_URL', 'smtp://mail.example.org?pool=true', /SMTP_URL should be/],
  ['SMTP_URL', 'smtp://mail.example.org:0', /SMTP_URL should be/],
  ['BOUNCES_IMAP_URL', 'imaps://me:pw@mail.example.org:0', /BOUNCES_IMAP_URL should be/],
  ['SMTP_URL', 'smtp://room:50%@mail.example.org', /SMTP_URL should be .* in the password are written %40/],
  ['MAIL_FROM', 'room', /MAIL_FROM should be one address, alone or as Balint Room <room@example.org>/],
  ['MAIL_FROM', 'a@example.org, b@example.org', /MAIL_FROM should be one address/],
  ['MAIL_FROM', 'Room <a@example.org> <b@example.org>', /MAIL_FROM should be/],
  ['MAIL_FROM', 'Room\r\nBcc: x <a@example.org>', /MAIL_FROM should be/],
  ['BOUNCES_IMAP_URL', 'imaps://mail.example.org', /BOUNCES_IMAP_URL should be the address of a mailbox of its own/],
  ['BOUNCES_IMAP_URL', 'pop3://me:pw@mail.example.org', /BOUNCES_IMAP_URL should be/],
  ['BOUNCES_IMAP_URL', 'imaps://me:pw@mail.example.org/INBOX', /BOUNCES_IMAP_URL should be .* nothing after the name and port/],
  ['BOUNCES_ADDRESS', 'bounce', /BOUNCES_ADDRESS should be the address of that mailbox/],
  ['BOUNCES_ADDRESS', 'bounce+us@example.org', /BOUNCES_ADDRESS should be .* no \+ among them/],
  ['BOUNCES_ADDRESS', 'a-name-of-more-than-24-signs@example.org', /BOUNCES_ADDRESS should be .* at most 24 signs/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL should be fatal/],
])('%s=%s is named with what it should be', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(sentence);
});

test.each([
  [{}, true, true],
  [{ DEMO: 'no' }, false, true],
  [{ PUBLIC_URL: 'http://localhost:5173', DEMO: 'yes' }, true, true],
  [{ PUBLIC_URL: 'http://10.0.0.4' }, false, false],
  [{ PUBLIC_URL: 'https://balint.example.org' }, false, false],
  [{ PUBLIC_URL: 'https://balint.example.org', DEMO: 'yes' }, true, false],
])('%j: invented people %s, a trial %s', (env, hasDemo, isTrial) => {
  expect(readConfig(env)).toMatchObject({ hasDemo, isTrial });
});

test('PUBLIC_URL is normalised as browsers write it', () => {
  expect(readConfig({ PUBLIC_URL: 'HTTPS://Balint.example.org:443/' }).publicUrl).toBe('https://balint.example.org');
  expect(readConfig({ PUBLIC_URL: 'http://localhost:5173' }).publicUrl).toBe('http://localhost:5173');
});

test('SECRET is the same value with blanks around it, as in its file', () => {
  const secret = 'q7Fz0kPw2Lx9vTn4Rb8Yc3Hd6Gj1Sm5A';
  expect(readConfig({ SECRET: ` ${secret}\r\n` }).secret).toBe(secret);
  expect(readConfig({ SECRET: '  ' }).secret).toBe('');
  expect(() => readConfig({ HOST: '0.0.0.0', SECRET: `${'x1'.repeat(15)}  ` })).toThrow('SECRET has 30 characters');
});

describe('two that would listen on one port', () => {
  const own = { LIVEKIT_BIN: '/livekit' };

  test.each([
    [{ PORT: '9464', METRICS_PORT: '9464' }, 'PORT and METRICS_PORT are both 9464. Give each a port of its own.'],
    [{ METRICS_PORT: '3000' }, 'PORT and METRICS_PORT are both 3000.'],
    [{ METRICS_PORT: '3000', HOST: '0.0.0.0', METRICS_HOST: '10.0.0.4' }, 'PORT and METRICS_PORT are both 3000.'],
    [{ METRICS_PORT: '3000', METRICS_HOST: 'localhost' }, 'PORT and METRICS_PORT are both 3000.'],
    [{ ...own, MEDIA_TCP_PORT: '3000' }, 'PORT and MEDIA_TCP_PORT are both 3000.'],
    [{ ...own, MEDIA_TCP_PORT: '9464', METRICS_PORT: '9464' }, 'METRICS_PORT and MEDIA_TCP_PORT are both 9464.'],
  ])('%j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  test.each([
    { PORT: '0', METRICS_PORT: '0' },
    { METRICS_PORT: '9464' },
    { METRICS_PORT: '3000', METRICS_HOST: '10.0.0.4' },
    { ...own, MEDIA_TCP_PORT: '7881', MEDIA_UDP_PORT: '7881', METRICS_PORT: '9464' },
    { MEDIA_TCP_PORT: '3000' },
  ])('%j is taken', (env) => {
    expect(readConfig(env)).toBeTruthy();
  });
});

test('METRICS_HOST without METRICS_PORT is refused, since nothing would be served there', () => {
  expect(() => readConfig({ METRICS_HOST: '10.0.0.4' })).toThrow(/METRICS_PORT must be set with it.*leave METRICS_HOST out\.$/);
  expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
});

test('several wrong values are all named at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
});

test('a given media server needs its keys, which no message repeats', () => {
  expect(() => readConfig({ LIVEKIT_URL: 'ws://127.0.0.1:7880', LIVEKIT_API_KEY: 'k' })).toThrow(/LIVEKIT_API_SECRET must be set/);
  const given = readConfig({ LIVEKIT_URL: 'wss://lk.example.org', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' });
  expect(given.media).toEqual({ kind: 'given', urls: ['https://lk.example.org'], apiKey: 'k', apiSecret: 's' });
});

test.each([
  [{ LIVEKIT_API_KEY: 'hush-hush' }, /^LIVEKIT_API_KEY is set; LIVEKIT_URL must be set with it.*or leave LIVEKIT_API_KEY out\.$/],
  [{ LIVEKIT_BIN: '/livekit', LIVEKIT_API_SECRET: 'hush-hush' }, /^LIVEKIT_API_SECRET is set; LIVEKIT_URL must be set with it/],
])('%j: keys without the media server that they are for are refused', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence);
  expect(() => readConfig(env)).toThrow(expect.not.stringContaining('hush'));
});

test.each([
  ['MEDIA_IP', '203.0.113.7'],
  ['MEDIA_UDP_PORT', '7882'],
  ['MEDIA_TCP_PORT', '7881'],
])('%s is refused where another media server is named, which it would not reach', (name, value) => {
  const given = { LIVEKIT_URL: 'http://livekit:7880', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
  expect(() => readConfig({ ...given, [name]: value })).toThrow(`${name} is for a LiveKit that is started here`);
  expect(readConfig({ LIVEKIT_BIN: '/livekit', [name]: value }).media).toMatchObject({ kind: 'own' });
});

test('the keys of a media server are taken without the blanks around them, as it takes them itself', () => {
  const given = readConfig({ LIVEKIT_URL: 'http://livekit:7880', LIVEKIT_API_KEY: ' k ', LIVEKIT_API_SECRET: 's\n' });
  expect(given.media).toMatchObject({ apiKey: 'k', apiSecret: 's' });
});

test.each(['127.0.0.1', '10.20.3.4', '192.168.1.4', '203.0.113.7', '220.1.2.3', '223.255.255.254'])(
  'MEDIA_IP=%s is taken',
  (MEDIA_IP) => {
    expect(readConfig({ LIVEKIT_BIN: '/livekit', MEDIA_IP }).media).toMatchObject({ mediaIp: MEDIA_IP });
  },
);

test('several media servers that work together, each named once', () => {
  const keys = { LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
  expect(readConfig({ LIVEKIT_URL: 'http://a:7880, ws://b:7880/,http://a:7880', ...keys }).media).toMatchObject({
    urls: ['http://a:7880', 'http://b:7880'],
  });
});

describe('[R3.7] a silence is guarded where others can reach the media server', () => {
  const isGuarded = (env: Record<string, string>) =>
    readConfig({ LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's', ...env }).isGuarded;

  test.each([
    'http://127.0.0.1:7880',
    'http://localhost:7880',
    'http://[::1]:7880',
    'ws://10.0.0.11:7880,ws://10.255.0.12:7880',
    'http://172.16.0.1:7880',
    'http://172.31.255.254:7880',
    'http://192.168.7.7:7880',
    'http://169.254.1.1:7880',
    'http://[fd12:3456::1]:7880',
    'http://[fe80::1]:7880',
    'http://[::ffff:10.0.0.1]:7880',
    'http://livekit-http:7880',
  ])('not at %s', (LIVEKIT_URL) => {
    expect(isGuarded({ LIVEKIT_URL })).toBe(false);
    expect(isGuarded({ LIVEKIT_URL, LIVEKIT_IS_PRIVATE: 'no' })).toBe(true);
  });

  test.each([
    'wss://balint.livekit.cloud',
    'http://203.0.113.7:7880',
    'http://172.15.0.1:7880',
    'http://172.32.0.1:7880',
    'http://192.169.0.1:7880',
    'http://11.0.0.1:7880',
    'http://[2001:db8::7]:7880',
    'http://[fe00::1]:7880',
    'http://[::ffff:203.0.113.7]:7880',
    'http://10.0.0.11.example.org:7880',
    'http://10.0.0.11:7880,http://203.0.113.7:7880',
  ])('at %s', (LIVEKIT_URL) => {
    expect(isGuarded({ LIVEKIT_URL })).toBe(true);
    expect(isGuarded({ LIVEKIT_URL, LIVEKIT_IS_PRIVATE: 'yes' })).toBe(false);
  });

  test('not with one that is started here', () => {
    expect(readConfig({ LIVEKIT_BIN: '/usr/bin/livekit-server' }).isGuarded).toBe(false);
  });
});

/** What else several servers share. */
const beside = (name: string) =>
  name === 'REDIS_URL' ? { DATABASE_URL: 'postgresql://balint@localhost/balint', SECRET: 's'.repeat(32) } : {};

test.each([
  [{}, 'set DATABASE_URL'],
  [{ DATABASE_URL: 'postgresql://localhost/balint' }, 'one SECRET'],
  [{ DATABASE_URL: 'postgresql://localhost/balint', SECRET: 's'.repeat(32), LIVEKIT_BIN: '/livekit' }, 'set LIVEKIT_URL'],
])('REDIS_URL beside %o is refused before anything is made', (env, sentence) => {
  expect(() => readConfig({ REDIS_URL: 'redis://127.0.0.1:6379', ...env })).toThrow(sentence);
});

test('an empty value counts as not given', () => {
  expect(readConfig({ PORT: '', LIVEKIT_BIN: '' })).toMatchObject({ port: 3000, media: { kind: 'none' } });
});

test.each([
  ['REDIS_URL', 'redis://10.0.0.9:6379', 'REDIS_URL has no password, and 10.0.0.9 is another machine'],
  ['DATABASE_URL', 'postgresql://balint@records/balint', 'DATABASE_URL has no password, and records is another machine'],
])('%s=%s is warned of', (name, value, sentence) => {
  expect(readConfig({ ...beside(name), [name]: value }).warnings).toEqual([expect.stringContaining(sentence)]);
});

test.each([
  ['REDIS_URL', 'redis://127.0.0.1:6379'],
  ['REDIS_URL', 'redis://[::1]:6379'],
  ['REDIS_URL', 'redis://:hush@10.0.0.9:6379'],
  ['DATABASE_URL', 'postgresql://balint@localhost/balint'],
  ['DATABASE_URL', 'postgresql:///balint?host=/run/postgresql'],
  ['DATABASE_URL', 'postgresql:///balint?host=/run/postgresql&port=5433'],
  ['DATABASE_URL', 'postgresql://balint@/balint?host=/run/postgresql'],
  ['DATABASE_URL', 'postgresql://localhost/balint?host=/run/postgresql'],
  ['DATABASE_URL', 'postgresql://balint@%2Frun%2Fpostgresql/balint'],
  ['DATABASE_URL', 'postgresql://balint:hush@records/balint?sslmode=verify-full&application_name=balint'],
])('%s=%s needs no warning', (name, value) => {
  expect(readConfig({ ...beside(name), [name]: value }).warnings).toEqual([]);
});

describe('where others can reach the server', () => {
  const random = 'q7Fz0kPw2Lx9vTn4Rb8Yc3Hd6Gj1Sm5A';
  const live = {
    PUBLIC_URL: 'https://balint.hospital.test',
    SECRET: random,
    LIVEKIT_URL: 'http://livekit:7880',
    LIVEKIT_API_KEY: 'room4f1c09ab',
    LIVEKIT_API_SECRET: `${random}2`,
    DATABASE_URL: `postgresql://balint:${random}@postgres/balint`,
    REDIS_URL: `redis://:${random}@redis:6379`,
  };

  test('secrets of its own are taken', () => {
    expect(readConfig(live).secret).toBe(random);
    expect(
      readConfig({ ...live, DATABASE_URL: 'postgresql://balint@postgres/balint', REDIS_URL: 'redis://redis:6379' }),
    ).toBeTruthy();
  });

  test.each([
    ['SECRET', 'q7Fz0kPw2Lx9vTn4Rb8Yc3Hd6Gj1Sm5', 'SECRET has 31 characters and needs at least 32.'],
    ['SECRET', 'please-change-me-please-change-me-please', 'SECRET is one that everybody knows.'],
    ['SECRET', 'a'.repeat(64), 'SECRET repeats itself and is not random.'],
    ['LIVEKIT_API_KEY', 'devkey', 'LIVEKIT_API_KEY is one that everybody knows.'],
    ['LIVEKIT_API_SECRET', 'secret', 'LIVEKIT_API_SECRET is one that everybody knows.'],
    ['LIVEKIT_API_SECRET', 'replace-with-a-random-string-of-40-chars!!', 'LIVEKIT_API_SECRET is one that everybody knows.'],
    ['DATABASE_URL', 'postgresql://balint:Postgres@db/balint', 'The password in DATABASE_URL is one that everybody knows.'],
    ['DATABASE_URL', 'postgresql://u:shortbut%21own@db/b', 'The password in DATABASE_URL has 12 characters and needs at least 16.'],
    [
      'DATABASE_URL',
      'postgresql://u:postgres@/b?host=/run/postgresql',
      'The password in DATABASE_URL is one that everybody knows.',
    ],
    ['REDIS_URL', 'redis://:changeme@redis:6379', 'The password in REDIS_URL is one that everybody knows.'],
  ])('%s=%s does not start', (name, value, sentence) => {
    const bad = { ...live, [name]: value };
    expect(() => readConfig(bad)).toThrow(`${sentence} A server that others can reach needs one of its own`);
    expect(() => readConfig({ ...bad, PUBLIC_URL: 'http://192.168.1.4:3000' })).not.toThrow();
    expect(() => readConfig({ ...bad, PUBLIC_URL: '' })).not.toThrow();
  });

  test('a password that PostgreSQL’s driver takes from elsewhere is judged too', () => {
    const elsewhere = { ...live, DATABASE_URL: 'postgresql://balint@postgres/balint' };
    expect(readConfig({ ...elsewhere, PGPASSWORD: random }).warnings).toEqual([]);
    expect(() => readConfig({ ...elsewhere, PGPASSWORD: 'postgres' })).toThrow(
      'The password in PGPASSWORD is one that everybody knows',
    );
    expect(() => readConfig({ ...live, PGPASSWORD: 'postgres' })).not.toThrow();
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'balint', '127.0.0.1.hospital.test'])(
    'HOST=%s can be reached by others too',
    (HOST) => {
      expect(() => readConfig({ HOST, SECRET: 'hush' })).toThrow('SECRET has 4 characters');
      expect(readConfig({ HOST, SECRET: random }).host).toBe(HOST);
    },
  );

  test.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('HOST=%s can be reached from this machine only', (HOST) => {
    expect(readConfig({ HOST, SECRET: 'hush' }).secret).toBe('hush');
  });

  test('each one is named, and none is repeated', () => {
    const failure = () =>
      readConfig({ ...live, SECRET: 'hush', LIVEKIT_API_SECRET: 'hush-hush', REDIS_URL: 'redis://:hushed@redis' });
    expect(failure).toThrow(/^SECRET has.*\nLIVEKIT_API_SECRET has.*\nThe password in REDIS_URL has/);
    expect(failure).not.toThrow('hush');
  });
});

describe('mail', () => {
  const from = { MAIL_FROM: 'Balint Room <room@example.org>' };
  const serverOf = (SMTP_URL: string) => readConfig({ SMTP_URL, ...from }).mail;

  test('is handed to the server that is named, over TLS unless that is on a private network', () => {
    expect(serverOf('smtps://room%40example.org:p%2Fw%40d@mail.example.org')).toEqual({
      kind: 'server',
      server: {
        ...{ host: 'mail.example.org', port: 465, isSecure: true, needsTls: false, isHere: false },
        ...{ auth: { user: 'room@example.org', pass: 'p/w@d' }, from: { name: 'Balint Room', address: 'room@example.org' } },
      },
      bounces: null,
    });
    const plain = { isSecure: false, auth: null };
    expect(serverOf('smtp://mail.example.org')).toMatchObject({ server: { ...plain, port: 587, needsTls: true, isHere: false } });
    expect(serverOf('smtp://mail:25')).toMatchObject({
      server: { ...plain, host: 'mail', port: 25, needsTls: false, isHere: false },
    });
    expect(serverOf('smtp://127.0.0.1:2525')).toMatchObject({ server: { ...plain, port: 2525, needsTls: false, isHere: true } });
    expect(serverOf('smtp://[::1]:2525')).toMatchObject({ server: { host: '::1', isHere: true } });
  });

  test('needs both of its settings, and no message repeats the password', () => {
    const given = { SMTP_URL: 'smtp://room:hush-hush@mail.example.org' };
    expect(() => readConfig(given)).toThrow(/MAIL_FROM must be set with it/);
    expect(() => readConfig({ ...given, MAIL_FROM: 'x' })).toThrow(expect.not.stringContaining('hush'));
    expect(() => readConfig(from)).toThrow(/SMTP_URL must be set with it/);
    expect(readConfig({ ...given, MAIL_FROM: 'room@example.org' }).mail).toMatchObject({
      server: { from: { name: 'Balint Room', address: 'room@example.org' } },
    });
  });

  test('comes back to a mailbox of its own, which has an address', () => {
    const given = { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'room@example.org' };
    const bouncesOf = (more: Record<string, string>) => readConfig({ ...given, ...more }).mail;
    expect(bouncesOf({ BOUNCES_IMAP_URL: 'imaps://bounce%40example.org:hush@mail.example.org' })).toMatchObject({
      bounces: {
        ...{ host: 'mail.example.org', port: 993, isSecure: true, address: 'bounce@example.org' },
        auth: { user: 'bounce@example.org', pass: 'hush' },
      },
    });
    const named = { BOUNCES_IMAP_URL: 'imap://bounces:hush-hush@mail.example.org' };
    expect(bouncesOf({ ...named, BOUNCES_ADDRESS: 'back@example.org' })).toMatchObject({
      bounces: { port: 143, needsTls: true, address: 'back@example.org', auth: { user: 'bounces' } },
    });
    expect(() => bouncesOf(named)).toThrow(/BOUNCES_ADDRESS must be set with BOUNCES_IMAP_URL/);
    expect(() => bouncesOf(named)).toThrow(expect.not.stringContaining('hush'));
    expect(() => bouncesOf({ BOUNCES_ADDRESS: 'back@example.org' })).toThrow(/BOUNCES_IMAP_URL must be set with it/);
    expect(() => readConfig(named)).toThrow(/SMTP_URL must be set with it/);
  });

  test('can be read on a trial’s own machine when no server is named, and nowhere else', () => {
    expect(readConfig({}).mail).toEqual({ kind: 'outbox' });
    expect(readConfig({ PUBLIC_URL: 'http://localhost:5173' }).mail).toEqual({ kind: 'outbox' });
    expect(readConfig({ HOST: '0.0.0.0' }).mail).toEqual({ kind: 'none' });
    const installation = { PUBLIC_URL: 'https://balint.example.org' };
    expect(readConfig(installation).mail).toEqual({ kind: 'none' });
  });
});
