// Where news may go to: what is inside a network is refused however it is written, and a name is looked up once. And the signature, by a vector of
// the specification's own libraries.
import type { lookup } from 'node:dns';
import { expect, test } from 'vitest';
import { isPublicPlace, judgedLookup, mayBeTried, publicOnly } from '../../server/outward/public-address.ts';
import { receiverAddress } from '../../server/webhooks/receiver-address.ts';
import { newWebhookSecret, signedHeaders, WebhookSeal } from '../../server/webhooks/webhook-seal.ts';

const inside = [
  ...['127.0.0.1', '127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '0.0.0.0', '10.0.0.8', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '169.254.169.254', '100.64.0.1', '100.127.255.254', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
  ...['192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '255.255.255.255', '240.0.0.1'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:10.0.0.1]', '[::ffff:8.8.8.8]', '[::127.0.0.1]', '[fe80::1]', '[fec0::1]'],
  ...['[fd00:ec2::254]', '[fc00::1]', '[ff02::1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2001::1]'],
  ...['[2001:db8::1]', '[100::1]', '[5f00::1]', '１２７.0.0.1', 'localhost'],
];

test.each(inside)('%s is inside a network', async (host) => {
  expect(await isPublicPlace(`https://${host}/news`, publicOnly)).toBe(false);
  expect(await receiverAddress(`https://${host}/news`, publicOnly)).toEqual({ fault: 'private' });
  if (host !== 'localhost') expect(mayBeTried(`https://${host}/news`, publicOnly)).toBe(false);
});

test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '[2606:4700::1111]', '[2a00:1450:4001::200e]'])(
  '%s is not',
  async (host) => {
    expect(await receiverAddress(`https://${host}/news#part`, publicOnly)).toEqual({ url: `https://${host}/news` });
  },
);

test.each([
  ['http://93.184.216.34/', 'not-https'],
  ['ftp://93.184.216.34/', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['data:text/plain,x', 'not-https'],
  ['https://user:word@93.184.216.34/', 'with-password'],
  ['https://user@93.184.216.34/', 'with-password'],
  ['https://93.184.216.34:22/', 'odd-port'],
  ['https://93.184.216.34:6379/', 'odd-port'],
  ['https://93.184.216.34:0/', 'odd-port'],
  ['https://93.184.216.34:99999/', 'no-url'],
  ['https://', 'no-url'],
  ['news', 'no-url'],
  ['https://redis/', 'private'],
])('%s is refused: %s', async (text, fault) => {
  expect(await receiverAddress(text, publicOnly)).toEqual({ fault });
});

test('one that is too long is refused, as it is typed or as it is written out', async () => {
  for (const path of ['a'.repeat(5_000), 'ä'.repeat(500)])
    expect(await receiverAddress(`https://93.184.216.34/${path}`, publicOnly)).toEqual({ fault: 'url-too-long' });
});

test.each(['https://93.184.216.34:8443/a?b=c', 'https://93.184.216.34:443/'])('%s may be asked', async (text) => {
  expect(await receiverAddress(text, publicOnly)).toHaveProperty('url');
});

test('a name is looked up once, each of its addresses is judged, and the connection gets those and no other', async () => {
  const answers = [['93.184.216.34'], ['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['fe80::1%eth0'], ['nonsense'], []];
  let looks = 0;
  const resolve = ((_: string, __: object, done: (error: null, all: object[]) => void) => {
    const all = answers[looks++] ?? [];
    done(
      null,
      all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  const look = judgedLookup({ mayBeLoopback: false, resolve });
  const asked = () =>
    new Promise((told) => look('news.example', { all: true }, (error, found) => told(error ? error.name : found)));
  expect(await asked()).toEqual([{ address: '93.184.216.34', family: 4 }]);
  for (let n = 0; n < 4; n++) expect(await asked()).toBe('NotPublic');
  expect(looks).toBe(5);
});

test('a signature is the one of the specification', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const headers = signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', 1_614_265_330_999);
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('an address and its secret are opened by the secret that sealed them, and for no other webhook', () => {
  const seal = new WebhookSeal('a secret of the tests, long enough');
  const receiver = { url: 'https://news.example/', secret: newWebhookSecret() };
  const sealed = seal.seal('a', receiver);
  expect(receiver.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(seal.open({ id: 'a', sealed })).toEqual(receiver);
  expect(seal.open({ id: 'b', sealed })).toBeNull();
  expect(new WebhookSeal('another secret of the tests').open({ id: 'a', sealed })).toBeNull();
});
