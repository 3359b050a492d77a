// What a started server says of sound: who has none, why, and what to set.
import { expect, test } from 'vitest';
import { greeting } from '../../server/greeting.ts';

const own = (mediaIp?: string) => ({ kind: 'own', binary: '/livekit', ...(mediaIp && { mediaIp }) }) as const;
const hereAlone = 'Only browsers on this machine have sound and picture';

test.each([
  ['https://balint.example.org', undefined, 'MEDIA_IP is not set. Set it to the address at which people reach this machine'],
  ['https://balint.example.org', '127.0.0.1', 'MEDIA_IP=127.0.0.1 is this machine alone. Set it to'],
  ['http://192.168.1.4:3000', undefined, 'MEDIA_IP is not set'],
])('%s with MEDIA_IP %s: nobody elsewhere has sound, and it is said with what to do', (url, mediaIp, sentence) => {
  const said = greeting(url, [], own(mediaIp));
  expect(said).toContain(`${hereAlone}: ${sentence}`);
  expect(said).toContain(`\nready ${url}\n`);
});

test.each([
  ['https://balint.example.org', own('203.0.113.7')],
  ['http://127.0.0.1:3000', own()],
  ['http://localhost:5173', own('127.0.0.1')],
  ['http://[::1]:3000', own()],
  ['http://room.localhost:3000', own()],
  ['https://balint.example.org', { kind: 'given', urls: ['http://livekit:7880'], apiKey: 'k', apiSecret: 's' } as const],
  ['https://balint.example.org', { kind: 'none', why: 'no LiveKit' } as const],
])('%s with %j: no such sentence', (url, media) => {
  expect(greeting(url, [], media)).not.toContain(hereAlone);
});
