// The judgements of the check page: every measurement has a verdict and words, ways are judged beside each other, and the report names nobody.
import { describe, expect, test } from 'vitest';
import type { Measured, WayFound } from '../../client/src/model/measured.ts';
import type { Finding, FindingId } from '../../client/src/screens/check/finding.ts';
import { findingsOf, summaryOf } from '../../client/src/screens/check/findings.ts';
import { reportText } from '../../client/src/screens/check/report-text.ts';
import { en } from '../../client/src/words/en.ts';

const open: WayFound = { isOpen: true, roundTripMs: 23.4, relayOver: null };
const relayed: WayFound = { isOpen: true, roundTripMs: 40, relayOver: 'tls' };
const closed = (...ports: number[]): WayFound => ({ isOpen: false, ports });

const good: Measured = {
  browser: { name: 'Firefox 140 on Linux', lacks: [] },
  isSecure: true,
  camera: { width: 960, height: 540 },
  microphone: 'heard',
  speaker: 'heard',
  connection: { roundTripMs: 31.2 },
  clockOffset: 120,
  ways: { udp: open, tcp: open, relay: relayed },
};

const findings = (change: Partial<Measured> = {}) => findingsOf({ ...good, ...change }, en);
const one = (id: FindingId, change: Partial<Measured> = {}): Finding => {
  const found = findings(change)
    .flatMap((group) => group.findings)
    .find((finding) => finding.id === id);
  if (!found) throw new Error(`no finding ${id}`);
  return found;
};
const summary = (change: Partial<Measured> = {}) => summaryOf(findings(change), en.check);
const ways = (udp: WayFound, tcp: WayFound, relay: WayFound) => ({ ways: { udp, tcp, relay } });
const verdicts = (change: Partial<Measured>) => (['udp', 'tcp', 'relay'] as const).map((way) => one(way, change).verdict);

test('when all is well every finding is good, and the sentence says so', () => {
  expect(new Set(findings().flatMap((group) => group.findings.map(({ verdict }) => verdict)))).toEqual(new Set(['good']));
  expect(summary()).toBe(en.check.summary.good);
  expect(one('udp').says).toBe('Connected (23 ms).');
  expect(one('relay').says).toContain('TLS');
});

describe('the device', () => {
  test.each<[FindingId, Partial<Measured>, Finding['verdict'], RegExp]>([
    [
      'browser',
      { browser: { name: 'Opera 9 on Windows', lacks: ['webrtc', 'popover'] } },
      'bad',
      /Opera 9 on Windows cannot do this: sound and video.*, the menus/,
    ],
    ['secure', { isSecure: false }, 'bad', /is not secure \(https\)/],
    ['camera', { camera: 'denied' }, 'fair', /does not let this page use your camera/],
    ['camera', { camera: 'missing' }, 'fair', /No camera found/],
    ['camera', { camera: 'busy' }, 'fair', /Another program is using the camera/],
    ['camera', { camera: { width: 160, height: 120 } }, 'fair', /160 × 120/],
    ['camera', { camera: 'asking' }, 'open', /Please allow it/],
    ['microphone', { microphone: 'denied' }, 'bad', /does not let this page use your microphone/],
    ['microphone', { microphone: 'missing' }, 'bad', /No microphone found/],
    ['microphone', { microphone: 'listening' }, 'open', /Say a few words/],
    ['microphone', { microphone: 'quiet' }, 'fair', /Nothing has been heard/],
    ['speaker', { speaker: 'untried' }, 'open', /Play two notes/],
    ['speaker', { speaker: 'asked' }, 'open', /Did you hear/],
    ['speaker', { speaker: 'notHeard' }, 'bad', /heard nothing/],
  ])('%s of %j is %s', (id, change, verdict, says) => {
    expect(one(id, change).verdict).toBe(verdict);
    expect(one(id, change).says).toMatch(says);
  });

  test('whatever is bad or limited says what to do', () => {
    const worst: Partial<Measured> = {
      browser: { name: 'x', lacks: ['webrtc'] },
      isSecure: false,
      camera: 'busy',
      microphone: 'quiet',
      speaker: 'notHeard',
      connection: 'blocked',
      clockOffset: 90_000,
      ...ways(closed(7882), closed(7881), closed(443)),
    };
    const poor = findings(worst).flatMap((group) =>
      group.findings.filter(({ verdict }) => verdict === 'bad' || verdict === 'fair'),
    );
    expect(poor).toHaveLength(10);
    for (const finding of poor) expect(finding.todo, finding.id).not.toBeNull();
  });
});

describe('the connection and the clock', () => {
  test.each<[number, Finding['verdict']]>([
    [3, 'good'],
    [250, 'good'],
    [251, 'fair'],
    [2_000, 'fair'],
  ])('%d ms there and back is %s', (roundTripMs, verdict) =>
    expect(one('connection', { connection: { roundTripMs } }).verdict).toBe(verdict),
  );

  test('no WebSocket is bad, and then the clock is not known', () => {
    expect(one('connection', { connection: 'blocked', clockOffset: null })).toMatchObject({
      verdict: 'bad',
      says: en.check.connection.bad,
    });
    expect(one('clock', { connection: 'blocked', clockOffset: null }).verdict).toBe('none');
    expect(one('clock', { connection: 'waiting', clockOffset: null }).verdict).toBe('open');
  });

  test.each<[number, Finding['verdict'], RegExp]>([
    [5_000, 'good', /agrees/],
    [-5_000, 'good', /agrees/],
    [-7_400, 'fair', /7 seconds ahead/],
    [61_000, 'fair', /61 seconds behind/],
    [-3_600_000, 'fair', /60 minutes ahead/],
  ])('a clock %d ms off is %s', (clockOffset, verdict, says) => {
    expect(one('clock', { clockOffset }).verdict).toBe(verdict);
    expect(one('clock', { clockOffset }).says).toMatch(says);
  });
});

describe('the ways for sound and picture', () => {
  test('a closed one does not matter while another is open, and neither does one that is not offered', () => {
    expect(verdicts(ways(closed(7882), open, 'notOffered'))).toEqual(['none', 'good', 'none']);
    expect(summary(ways(closed(7882), open, 'notOffered'))).toBe(en.check.summary.good);
  });

  test('a relay as the only way works, with limits', () => {
    expect(verdicts(ways(closed(7882), closed(7881), relayed))).toEqual(['none', 'none', 'fair']);
    expect(summary(ways(closed(7882), closed(7881), relayed))).toBe(en.check.summary.fair);
  });

  test('none open is bad, and names what to ask for', () => {
    const all = ways(closed(7882), closed(7881), closed(443, 3478));
    expect(verdicts(all)).toEqual(['bad', 'bad', 'bad']);
    expect(one('udp', all).todo).toContain('UDP port 7882, TCP port 7881, port 443, port 3478 of this server');
    expect(one('udp', ways(closed(), 'notOffered', 'notOffered')).todo).toContain('its media ports');
    expect(summary(all)).toBe(en.check.summary.bad);
  });

  test('nothing is called bad while another way is still being tried', () => {
    expect(verdicts(ways(closed(7882), 'waiting', 'notOffered'))).toEqual(['open', 'open', 'none']);
    expect(summary(ways(closed(7882), 'waiting', 'notOffered'))).toBe(en.check.summary.checking);
  });

  test('a server that offers no way at all is bad', () => {
    expect(verdicts(ways('notOffered', 'notOffered', 'notOffered'))).toEqual(['bad', 'none', 'none']);
  });

  test('what was not tried is not praised', () => {
    expect(summary(ways('notSignedIn', 'notSignedIn', 'notSignedIn'))).toBe(en.check.summary.partly);
    expect(verdicts(ways('none', 'none', 'none'))).toEqual(['bad', 'bad', 'bad']);
    expect(verdicts(ways('unavailable', 'unavailable', 'unavailable'))).toEqual(['bad', 'bad', 'bad']);
  });
});

test('while something waits for the person, the sentence says that and nothing of the rest', () => {
  expect(summary({ speaker: 'untried' })).toBe(en.check.summary.waits(1));
  expect(summary({ speaker: 'untried', microphone: 'listening' })).toBe(en.check.summary.waits(2));
  expect(summary({ speaker: 'untried', connection: 'waiting', clockOffset: null })).toBe(en.check.summary.checking);
});

test('the report has every finding in the words of the page, and the time in UTC', () => {
  const text = reportText(findings({ camera: 'busy' }), summary({ camera: 'busy' }), new Date('2026-11-24T18:05:00Z'), en);
  expect(text).toContain('Nov 24, 2026, 6:05 PM UTC');
  for (const name of Object.values(en.check.names)) expect(text).toContain(`- ${name}: `);
  expect(text).toContain(
    '- Camera: Works, with limits. Another program is using the camera. Close it, then try again. What to do: You can take part',
  );
});
