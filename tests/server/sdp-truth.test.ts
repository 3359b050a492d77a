// Session descriptions and candidates pass exactly as browsers write them; whatever another parser could read differently does not.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { narrowCandidate } from '../../server/media/signalling/narrow-candidate.ts';
import { readSdp } from '../../server/media/signalling/sdp-truth.ts';
import { TrackKinds } from '../../server/media/signalling/track-kinds.ts';

const said = (by: string, what: string) =>
  readFileSync(new URL(`../support/said-by-browsers/${by}-${what}.txt`, import.meta.url), 'utf8');
const kindsWith = (name: string, kind: 'audio' | 'video') => {
  const kinds = new TrackKinds();
  kinds.accept(name, kind);
  return kinds;
};
const passes = (sdp: string, kinds = new TrackKinds()) => 'sdp' in readSdp(sdp, kinds);

describe.each(['chromium', 'firefox'])('what %s says', (by) => {
  test.each(['offer-later', 'offer-again', 'answer'])('passes unchanged except for what nobody reads (%s)', (what) => {
    const sdp = said(by, what);
    const read = readSdp(sdp, new TrackKinds());
    expect(read).toHaveProperty('sdp');
    const left = sdp.split('\r\n').filter((line) => 'sdp' in read && !read.sdp.split('\r\n').includes(line));
    expect(left.filter((line) => !line.startsWith('a=rtcp-xr:'))).toEqual([]);
  });

  test('names the tracks of its sections', () => {
    const sdp = said(by, 'offer-later');
    const [sound = '', picture = ''] = [...sdp.matchAll(/^a=msid:\S+ (\S+)\r$/gm)].map(([, track]) => track ?? '');
    expect(passes(sdp, kindsWith(sound, 'audio'))).toBe(true);
    expect(passes(sdp, kindsWith(sound, 'video'))).toBe(false);
    expect(passes(sdp, kindsWith(picture, 'audio'))).toBe(false);
  });

  test('of its candidates says the same after rewriting', () => {
    for (const init of said(by, 'candidates').split('\n')) {
      if (init !== 'null') expect(JSON.parse(narrowCandidate(init) ?? 'null')).toEqual(JSON.parse(init));
    }
  });
});

const sound = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=mid:0', 'a=rtpmap:111 opus/48000/2'];
const description = (...lines: string[]) => ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', ...lines, ''].join('\r\n');

test('the plain description passes, so that what follows means something', () => {
  expect(passes(description(...sound, 'a=msid:- voice', 'a=sendonly'))).toBe(true);
});

const letters = [
  '\u2028',
  '\u2029',
  '\u0085',
  '\0',
  '\r',
  '\n',
  '\t',
  '\v',
  '\f',
  '\ud800',
  '\udc00',
  '\u00a0',
  '\u200b',
  'é',
  '\x7f',
];
test.each(letters.map((letter) => [`U+${letter.charCodeAt(0).toString(16)}`, letter]))('%s is nowhere in it', (_name, letter) => {
  for (const line of [`a=msid:- voi${letter}ce`, `a=msid:${letter} voice`, `a=ssrc:1 msid:- voi${letter}ce`, `a=ice-pwd:${letter}`])
    expect(passes(description(...sound, line)), JSON.stringify(line)).toBe(false);
  expect(passes(`${description(...sound, 'a=msid:- voice')}${letter}`)).toBe(false);
});

test.each([
  ['other line ends', description(...sound, 'a=msid:- voice').replaceAll('\r\n', '\n')],
  ['no end of its last line', description(...sound, 'a=msid:- voice').slice(0, -2)],
  ['an empty line', description(...sound, '', 'a=msid:- voice')],
  ['a line without a sign', description(...sound, 'a')],
  ['a space before a line', description(...sound, ' a=msid:- voice')],
  ['a name in capitals', description(...sound, 'A=msid:- voice')],
  ['an attribute in capitals', description(...sound, 'a=MSID:- voice')],
  ['a space in an attribute', description(...sound, 'a=msid :- voice')],
  ['two spaces between names', description(...sound, 'a=msid:-  voice')],
  ['a space before the names', description(...sound, 'a=msid: - voice')],
  ['a space after them', description(...sound, 'a=msid:- voice ')],
  ['three names', description(...sound, 'a=msid:- voice picture')],
  ['one name', description(...sound, 'a=msid:voice')],
  ['no name', description(...sound, 'a=msid:- -')],
  ['names said twice', description(...sound, 'a=msid:- voice', 'a=msid:- voice')],
  ['two names in one section', description(...sound, 'a=msid:- voice', 'a=ssrc:1 msid:- other')],
  ['a source in two sections', description(...sound, 'a=ssrc:1 cname:x', 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'a=ssrc:1 cname:x')],
  ['a source with a leading zero', description(...sound, 'a=ssrc:01 cname:x')],
  ['a source without a word', description(...sound, 'a=ssrc:1')],
  ['a source with a space more', description(...sound, 'a=ssrc: 1 msid:- voice')],
  ['one section name twice', description(...sound, 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:0')],
  ['a section name said twice', description(...sound, 'a=mid:0')],
  ['two directions', description(...sound, 'a=sendonly', 'a=recvonly')],
  ['one codec number twice', description(...sound, 'a=rtpmap:111 red/48000/2')],
  ['a codec number in another spelling', description(...sound, 'a=rtpmap:0111 opus/48000/2')],
  ['a space before a codec', description(...sound, 'a=rtpmap: 96 opus/48000/2')],
  ['a section in capitals', description('m=AUDIO 9 UDP/TLS/RTP/SAVPF 111')],
  ['a section with a space more', description('m= audio 9 UDP/TLS/RTP/SAVPF 111')],
  ['a section of another kind', description('m=text 9 UDP/TLS/RTP/SAVPF 111')],
  ['a section over another way', description('m=audio 9 RTP/AVP 111')],
  ['a name outside any section', description('a=msid:- voice')],
  ['a name where words travel', description('m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=msid:- voice')],
  ['a line of another kind', description(...sound, 'i=words')],
  ['a name as a story', description(...sound, `a=msid:- ${'x'.repeat(129)}`)],
  ['a line as a story', description(...sound, `a=fmtp:111 ${'x'.repeat(3_000)}`)],
  ['half a brace', description(...sound, 'a=msid:- {voice')],
])('a description with %s is refused', (_what, sdp) => {
  expect(readSdp(sdp, new TrackKinds())).toHaveProperty('why');
});

test('what is not understood is not passed on', () => {
  const read = readSdp(description(...sound, 'a=x-words:something to say', 'a=msid:- voice'), new TrackKinds());
  expect(read).toEqual({ sdp: description(...sound, 'a=msid:- voice') });
});

test.each([
  ['no JSON', 'candidate:1 1 udp 1 127.0.0.1 1 typ host'],
  ['nothing', 'null'],
  ['a list', '[]'],
  ['another candidate', '{"candidate":"a=candidate:1"}'],
  ['another line', '{"candidate":"candidate:1 1 udp\\r\\na=msid:- voice"}'],
  ['other letters', '{"candidate":"candidate:1 \\u2028"}'],
  ['a number as its section', '{"candidate":"","sdpMid":0}'],
  ['a section that is none', '{"candidate":"","sdpMLineIndex":-1}'],
  ['a story', JSON.stringify({ candidate: `candidate:${'1 '.repeat(2_000)}` })],
])('a candidate with %s is refused', (_what, init) => {
  expect(narrowCandidate(init)).toBeNull();
});

test('what a candidate says twice is passed on once', () => {
  const init = '{"candidate":"","Candidate":"candidate:2","candidate":"candidate:1","sdpMid":"0","more":"words"}';
  expect(narrowCandidate(init)).toBe('{"candidate":"candidate:1","sdpMid":"0"}');
});
