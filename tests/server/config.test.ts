// The environment: defaults, and a sentence for each wrong value.
import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

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
  ['DATABASE_URL', 'mysql://x', /DATABASE_URL should be an address such as postgresql/],
  ['REDIS_URL', 'memcached://x', /REDIS_URL should be an address such as redis/],
  ['LIVEKIT_URL', 'http://a:7880,b', /LIVEKIT_URL should be the address of a LiveKit server.* or of several/],
  ['PUBLIC_URL', 'balint.example.org', /PUBLIC_URL should be the address people open/],
  ['MEDIA_IP', 'here', /MEDIA_IP should be an IPv4 address/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL should be fatal/],
])('%s=%s is named with what it should be', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(sentence);
});

test('several wrong values are all named at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
});

test('a media server of one’s own needs its keys, which no message repeats', () => {
  expect(() => readConfig({ LIVEKIT_URL: 'ws://127.0.0.1:7880', LIVEKIT_API_KEY: 'k' })).toThrow(/LIVEKIT_API_SECRET must be set/);
  const given = readConfig({ LIVEKIT_URL: 'wss://lk.example.org', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' });
  expect(given.media).toEqual({ kind: 'given', urls: ['https://lk.example.org'], apiKey: 'k', apiSecret: 's' });
});

test('several media servers that work together, each named once', () => {
  const keys = { LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
  expect(readConfig({ LIVEKIT_URL: 'http://a:7880, ws://b:7880/,http://a:7880', ...keys }).media).toMatchObject({
    urls: ['http://a:7880', 'http://b:7880'],
  });
});

test('an empty value counts as not given', () => {
  expect(readConfig({ PORT: '', LIVEKIT_BIN: '' })).toMatchObject({ port: 3000, media: { kind: 'none' } });
});
