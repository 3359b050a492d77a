// What the check page measures with: pings, candidates of each way, and the name of a browser.
import { describe, expect, test } from 'vitest';
import { clockOffsetOf, middleRoundTrip, pingOf } from '../../client/src/connection/pings.ts';
import { isOfWay, portOf, sdpOfWay } from '../../client/src/media/candidates.ts';
import { browserName } from '../../client/src/model/this-browser.ts';

describe('pings', () => {
  test('the middle one counts, not the average', () => {
    const pings = [900, 20, 30, 25, 22].map((ms) => pingOf(ms, 0, 0));
    expect(middleRoundTrip(pings)).toBe(25);
    expect(middleRoundTrip(pings.slice(0, 2))).toBe(20);
    expect(middleRoundTrip([])).toBe(null);
  });

  test('the clock is read from the fastest one', () => {
    const ahead = 5_000;
    const slow = pingOf(800, 1_000, 1_000 + 700 + ahead); // a slow way there
    const quick = pingOf(20, 2_000, 2_000 + 10 + ahead);
    expect(clockOffsetOf([slow, quick])).toBe(ahead);
    expect(clockOffsetOf([])).toBe(null);
  });
});

describe('candidates', () => {
  const udp = 'candidate:1 1 udp 2130706431 203.0.113.7 7882 typ host';
  const tcp = 'candidate:2 1 TCP 1671430143 203.0.113.7 7881 typ host tcptype passive';
  const relay = 'candidate:3 1 udp 41885439 203.0.113.7 30007 typ relay raddr 0.0.0.0 rport 0';

  test('each belongs to one way', () => {
    expect([udp, tcp, relay].map((one) => isOfWay('udp', one))).toEqual([true, false, false]);
    expect([udp, tcp, relay].map((one) => isOfWay('tcp', one))).toEqual([false, true, false]);
    expect([udp, tcp, relay].map((one) => isOfWay('relay', one))).toEqual([false, false, true]);
    expect(isOfWay('udp', '')).toBe(false);
    expect([udp, tcp].map(portOf)).toEqual([7882, 7881]);
  });

  test('a description keeps the candidates of its way and everything else', () => {
    const sdp = ['v=0', 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', `a=${udp}`, `a=${tcp}`, 'a=end-of-candidates', ''].join(
      '\r\n',
    );
    expect(sdpOfWay('tcp', sdp).split('\r\n')).toEqual([
      'v=0',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      `a=${tcp}`,
      'a=end-of-candidates',
      '',
    ]);
    expect(sdpOfWay('relay', sdp), 'a relay may speak to all of them').toBe(sdp);
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome 142 on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'Edge 141 on Windows',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 on macOS'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18 on iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome 140 on Android',
  ],
  ['Something else entirely', 'This browser'],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/60.5 Safari/605.1.15',
    'This browser on Linux',
  ],
])('%s is %s', (userAgent, name) => expect(browserName(userAgent)).toBe(name));
