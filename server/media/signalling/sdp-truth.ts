// Reads a session description as narrowly as our clients write it, and rewrites it, so that what is not understood here reaches no other
// parser. Also holds it to the truth: no sound under a picture's name, no picture codec in a sound section.
import { isTrackName, type TrackKind, type TrackKinds } from './track-kinds.ts';

export type ReadSdp = { readonly sdp: string } | { readonly why: string };

/** LiveKit's names for picture codecs; one of them in a sound section makes LiveKit look for a published picture to pair with it. */
const pictureCodecs = new Set(['vp8', 'vp9', 'h264', 'h265', 'av1']);
const soundCodecs = new Set(['opus', 'pcmu', 'pcma']);

/** In a circle of twelve, each with sound and picture, a description has about a third of this. */
const mostLines = 6_000;
const longestLine = 2_000;

const section =
  /^m=(?:(audio|video) \d{1,5} UDP\/TLS\/RTP\/SAVPF(?: (?:0|[1-9]\d{0,2}))+|application \d{1,5} UDP\/DTLS\/SCTP webrtc-datachannel)$/;
const attribute = /^a=([a-z][a-z0-9-]*)(?::(.+))?$/;
/** Each attribute has exactly one spelling. */
const number = '(?:0|[1-9]\\d{0,9})';
const word = '[A-Za-z0-9_-]{1,32}';

/** The form of each attribute that names, pairs or directs something. No honest client writes any of them in another form. */
const shapes: Readonly<Record<string, RegExp>> = {
  msid: /^\S+ \S+$/,
  ssrc: new RegExp(`^${number} (?:cname|msid|mslabel|label):\\S+(?: \\S+)?$`),
  'ssrc-group': new RegExp(`^[A-Z-]{1,12}(?: ${number})+$`),
  mid: new RegExp(`^${word}$`),
  group: new RegExp(`^(?:BUNDLE|LS)(?: ${word})*$`),
  rid: /^[A-Za-z0-9_-]{1,16} (?:send|recv)(?: \S+)?$/,
  rtpmap: /^(?:0|[1-9]\d{0,2}) [A-Za-z0-9.-]{1,32}\/\d{1,6}(?:\/\d{1,2})?$/,
};
/** Passed on as they are, in printable characters. */
const carried = new Set([
  ...[
    'candidate',
    'end-of-candidates',
    'extmap',
    'extmap-allow-mixed',
    'fingerprint',
    'fmtp',
    'ice-lite',
    'ice-options',
    'ice-pwd',
  ],
  ...[
    'ice-ufrag',
    'max-message-size',
    'maxptime',
    'msid-semantic',
    'ptime',
    'rtcp',
    'rtcp-fb',
    'rtcp-mux',
    'rtcp-rsize',
    'sctp-port',
  ],
  ...['setup', 'simulcast', 'bundle-only'],
]);
const directions = new Set(['sendrecv', 'sendonly', 'recvonly', 'inactive']);
/** Parsers disagree about such an attribute if it occurs twice in one section. */
const once = new Set(['msid', 'mid', 'setup', 'ice-ufrag', 'ice-pwd', 'simulcast', 'rtcp-mux', 'direction']);

/** Adds the track names that it finds to `kinds`. */
export function readSdp(sdp: string, kinds: TrackKinds): ReadSdp {
  const lines = sdp.split('\r\n');
  if (lines.pop() !== '' || lines.length > mostLines) return { why: 'lines with other endings' };
  const reading = new Reading(kinds);
  const kept: string[] = [];
  for (const line of lines) {
    if (line.length > longestLine || !/^[a-z]=[\x20-\x7e]+$/.test(line)) return { why: 'a malformed line' };
    const verdict = reading.read(line);
    if (typeof verdict === 'string') return { why: verdict };
    if (verdict) kept.push(line);
  }
  return { sdp: `${kept.join('\r\n')}\r\n` };
}

class Reading {
  readonly #kinds: TrackKinds;
  /** The kind of the section being read; null if it is neither sound nor picture. */
  #kind: TrackKind | null = null;
  #track: string | null = null;
  #seen = new Set<string>();
  readonly #mids = new Set<string>();
  /** The section in which each stream of packets was announced. */
  readonly #sources = new Map<string, Set<string>>();

  constructor(kinds: TrackKinds) {
    this.#kinds = kinds;
  }

  /** Whether the line is passed on; a string says what is wrong with it. */
  read(line: string): boolean | string {
    if (line.startsWith('m=')) return this.#begin(line);
    if (!line.startsWith('a=')) return /^[vostcb]=/.test(line) || 'an unknown kind of line';
    const [, name = '', value = ''] = attribute.exec(line) ?? [];
    if (name === '') return 'a malformed attribute';
    const isDirection = directions.has(name);
    const shape = shapes[name];
    if (!isDirection && !carried.has(name) && shape === undefined) return false;
    if (shape !== undefined && !shape.test(value)) return `malformed ${name}`;
    if (isDirection && value !== '') return 'a malformed direction';
    const key = isDirection ? 'direction' : name === 'rtpmap' ? `rtpmap ${value.split(' ', 1)[0]}` : name;
    if (this.#seen.has(key) && (once.has(key) || name === 'rtpmap')) return `${key.split(' ', 1)[0]} said twice`;
    this.#seen.add(key);
    return this.#lieIn(name, value) ?? true;
  }

  #begin(line: string): true | string {
    const found = section.exec(line);
    if (!found) return 'a malformed section';
    this.#kind = found[1] === 'audio' || found[1] === 'video' ? found[1] : null;
    this.#track = null;
    this.#seen = new Set();
    return true;
  }

  #lieIn(name: string, value: string): string | null {
    if (name === 'mid') {
      if (this.#mids.has(value)) return 'mid said twice';
      this.#mids.add(value);
    }
    if (name === 'msid') return this.#nameTrack(value.split(' '));
    if (name === 'ssrc') return this.#nameSource(value);
    if (name !== 'rtpmap' || !this.#kind) return null;
    const codec = value.split(/[ /]/)[1]?.toLowerCase() ?? '';
    return (this.#kind === 'audio' ? pictureCodecs : soundCodecs).has(codec) ? `${codec} in a section of ${this.#kind}` : null;
  }

  /** `<stream> <track>`: a section has one track, under one name. */
  #nameTrack([stream = '', track = '']: readonly string[]): string | null {
    if (!this.#kind) return 'a track in a section that is neither sound nor picture';
    if ((stream !== '-' && !isTrackName(stream)) || !isTrackName(track)) return 'a malformed name';
    if (this.#track !== null && this.#track !== track) return 'a section with two tracks';
    this.#track = track;
    return this.#kinds.accept(track, this.#kind) ? null : 'a track name has two kinds';
  }

  #nameSource(value: string): string | null {
    const [id = '', about = '', track] = value.split(' ');
    const seen = this.#sources.get(id);
    if (seen !== undefined && seen !== this.#seen) return 'a source in two sections';
    this.#sources.set(id, this.#seen);
    if (about.startsWith('msid:')) return this.#nameTrack([about.slice('msid:'.length), track ?? '']);
    return track === undefined ? null : 'a malformed source';
  }
}
