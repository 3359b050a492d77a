// What gets from LiveKit's own log lines into ours: its messages and ports, but no token, no person, and no browser's address.
import { expect, test } from 'vitest';
import { logFromLiveKit } from '../../server/media/livekit/own/livekit-log.ts';

function logged(line: string | object): { level: 'debug' | 'warn'; text: string } {
  const told: { level: 'debug' | 'warn'; text: string }[] = [];
  const at = (level: 'debug' | 'warn') => (fields: unknown, words: unknown) =>
    void told.push({ level, text: JSON.stringify([fields, words]) });
  logFromLiveKit({ debug: at('debug'), warn: at('warn') } as never, typeof line === 'string' ? line : JSON.stringify(line));
  expect(told).toHaveLength(1);
  return told[0] as never;
}

test('an error becomes a warning with what helps: the message, the room, the port; its own warnings are logged at debug level', () => {
  const line = { level: 'error', ts: '2026-11-22T07:55:06.123Z', msg: 'slow', room: 'abc', port: 7882, version: '1.13.5' };
  expect(logged(line)).toEqual({ level: 'warn', text: expect.stringMatching(/07:55:06.*abc.*7882.*1\.13\.5.*slow/) });
  for (const level of ['info', 'warn']) expect(logged({ ...line, level }).level).toBe('debug');
});

test.each([
  ['an IPv4 address', { msg: 'pair 203.0.113.7:7882 selected', local: 'udp4 host 198.51.100.23:51234' }, /203\.0|198\.51/],
  [
    'an IPv6 address',
    { msg: 'ice', candidate: 'udp6 2001:db8:85a3::8a2e:370:7334 port 51234 fe80::1ff:fe23:4567:890a' },
    /2001|fe80|7334/,
  ],
  ['an address alone', { msg: '::ffff:192.0.2.9 joined' }, /192\.0/],
  [
    'a participant',
    { msg: 'joined', participant: 'p-ben', participantIdentity: 'p-ben', identity: 'p-ben', remoteIP: 'here' },
    /p-ben|here/,
  ],
  ['a participant within', { msg: 'joined', worker: { participant: 'p-ben', room: 'abc' } }, /p-ben/],
  ['a pass', { msg: 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJiZW4ifQ.c2lnbmF0dXJl and more' }, /eyJ|c2lnbm/],
  ['a pass in an address', { msg: '/rtc?access_token=abc.def&join_request=xyz' }, /abc|xyz/],
])('%s is left out', (_what, fields, never) => {
  const { text } = logged({ level: 'info', ...fields });
  expect(text).not.toMatch(never);
  expect(text).toMatch(/\[address\]|\[token\]|joined/);
});

test('a line that is not JSON is logged all the same, masked', () => {
  expect(logged('panic: dial 203.0.113.7:6379').text).toBe('[{"livekit":{}},"panic: dial [address]:6379"]');
});

test('that somebody comes back to a stay which is over is no trouble, whatever LiveKit calls it', () => {
  const line = { level: 'error', msg: 'could not handle new participant', error: 'could not restart participant', room: 'abc' };
  expect(logged(line).level).toBe('debug');
  expect(logged({ ...line, error: 'no space left on device' }).level).toBe('warn');
});
