// Texts that begin alike, gzipped (RFC 1952) without folding the beginning anew each time.
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Deflate, no name, no time, unknown system. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** What follows may repeat what stood within this distance. */
const windowSize = 32_768;

export class GzipFrom {
  /** To be sent as it is; what `endWith` gives must follow. */
  readonly beginning: Buffer;
  readonly #text: Buffer;
  readonly #sum: number;

  constructor(text: string) {
    this.#text = Buffer.from(text);
    this.#sum = crc32(this.#text);
    this.beginning = Buffer.concat([header, deflateRawSync(this.#text, { finishFlush: constants.Z_SYNC_FLUSH })]);
  }

  endWith(text: string): Buffer {
    const rest = Buffer.from(text);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(rest, this.#sum), 0);
    trailer.writeUInt32LE((this.#text.length + rest.length) % 2 ** 32, 4);
    return Buffer.concat([deflateRawSync(rest, { dictionary: this.#text.subarray(-windowSize) }), trailer]);
  }
}
