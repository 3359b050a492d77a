// Garbage, reproducible from a seed, for tests of what an entrance does with it. Use: `const garbage = new Garbage(seed)`.
import { seededRandom } from './seeded-random.ts';

/** Characters that parsers trip over. */
const letters = [
  ...'aZ09 ,:;/\\?&=%#"\'[]{}()<>+-_.~^`|@!$*\t\r\n',
  '\0',
  '\x7f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ud800',
  'é',
  '🪑',
];
const words = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'then', 'error', 'connect', 'connection', 'disconnect', 'disconnecting'],
  ...['newListener', 'removeListener', 'connect_error', 'perform', 'whisper', 'soundFrom', 'mediaDoor', 'time', 'reach', 'answer'],
  ...[
    'candidate',
    'letGo',
    'message',
    'ping',
    '_placeholder',
    'length',
    'NaN',
    'null',
    'undefined',
    '1e999',
    '../../etc/passwd',
    '%00',
  ],
];

export class Garbage {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  upTo(most: number): number {
    return Math.floor(this.random() * (most + 1));
  }

  one<T>(from: readonly T[]): T {
    return from[this.upTo(from.length - 1)] as T;
  }

  text(most = 40): string {
    if (this.random() < 0.3) return this.one(words);
    return Array.from({ length: this.upTo(most) }, () =>
      this.random() < 0.8 ? this.one(letters) : String.fromCharCode(this.upTo(0xffff)),
    ).join('');
  }

  bytes(most = 60): Buffer {
    return Buffer.from(Array.from({ length: this.upTo(most) }, () => this.upTo(255)));
  }

  value(depth = 3): unknown {
    const kind = this.upTo(depth > 0 ? 8 : 5);
    if (kind <= 1) return this.text();
    if (kind === 2) return this.one([0, -1, 1e308, -0, 1.5, 2 ** 53, 1e21]);
    if (kind <= 4) return this.one([null, true, false, '', {}, []]);
    if (kind === 5) return this.one([{ _placeholder: true, num: 0 }, { _placeholder: true, num: 99 }, { type: 'enter' }]);
    if (kind <= 6) return Array.from({ length: this.upTo(4) }, () => this.value(depth - 1));
    return Object.fromEntries(Array.from({ length: this.upTo(4) }, () => [this.text(12), this.value(depth - 1)]));
  }

  /** A valid input with parts replaced, doubled, cut out or reversed. */
  spoilt(whole: Uint8Array): Buffer {
    let spoilt = Buffer.from(whole);
    for (let times = 1 + this.upTo(3); times > 0; times--) {
      const [from, to] = [this.upTo(spoilt.length), this.upTo(spoilt.length)].sort((a, b) => a - b) as [number, number];
      const [head, part, tail] = [spoilt.subarray(0, from), spoilt.subarray(from, to), spoilt.subarray(to)];
      spoilt = Buffer.concat([
        head,
        this.one([Buffer.from(part).reverse(), this.bytes(8), Buffer.concat([part, part]), Buffer.alloc(0)]),
        tail,
      ]);
    }
    return spoilt;
  }
}

/** Printed so that a run can be repeated. */
export function seedOf(name: string): number {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`${name}: SEED=${seed}`);
  return seed;
}
