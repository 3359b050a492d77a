// Searches every byte of folders for what must not be in them: words, and times in all the forms in which programs write them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, inflateRawSync, inflateSync, unzipSync } from 'node:zlib';

/** What is sought, by the name a failure gives it. */
export type Sought = ReadonlyMap<string, Buffer>;

const postgresEpoch = Date.parse('2000-01-01T00:00:00Z');

export function words(...all: readonly string[]): Sought {
  return new Map(all.map((word) => [word, Buffer.from(word)]));
}

/** A moment in ms: as digits, as a date, as PostgreSQL's microseconds, and as a number of eight bytes. */
export function moment(name: string, at: number): Sought {
  const eight = (write: (bytes: Buffer) => void) => {
    const bytes = Buffer.alloc(8);
    write(bytes);
    return bytes;
  };
  const iso = new Date(at).toISOString();
  return new Map([
    [`${name}, in digits`, Buffer.from(String(at))],
    [`${name}, as a date`, Buffer.from(iso.slice(0, -1))],
    [`${name}, as a date in SQL`, Buffer.from(iso.slice(0, -1).replace('T', ' '))],
    [`${name}, in a row`, eight((bytes) => bytes.writeBigInt64LE(BigInt(at - postgresEpoch) * 1000n))],
    [`${name}, as a whole number`, eight((bytes) => bytes.writeBigInt64LE(BigInt(at)))],
    [`${name}, as a number`, eight((bytes) => bytes.writeDoubleLE(at))],
  ]);
}

/** Each needs a name of its own: of two with the same name only the last would be sought. */
export function all(...sought: readonly Sought[]): Sought {
  return new Map(sought.flatMap((one) => [...one]));
}

/** Each thing found, and in which file. Files that disappear meanwhile count as empty. */
export function foundIn(folders: readonly string[], sought: Sought): string[] {
  return folders.flatMap(filesIn).flatMap((path) => {
    const bytes = readOrNothing(path);
    return [...sought].filter(([, what]) => bytes.includes(what)).map(([name]) => `${name} in ${path}`);
  });
}

/** These bytes, and whatever can be unpacked from them: of each word that may be base64 or hexadecimal what it holds, and of all of it what was compressed. */
export function unpacked(bytes: Buffer): readonly Buffer[] {
  const packed = bytes.toString('latin1').match(/[\w+/-]{16,}={0,2}/g) ?? [];
  const held = packed.flatMap((word) => [
    ...[Buffer.from(word, 'base64'), Buffer.from(word, 'base64url')],
    ...(/^(?:[0-9a-f]{2})+$/i.test(word) ? [Buffer.from(word, 'hex')] : []),
  ]);
  return [bytes, ...held].flatMap((one) => [one, ...expanded(one)]);
}

function expanded(bytes: Buffer): readonly Buffer[] {
  return [unzipSync, inflateSync, inflateRawSync, brotliDecompressSync].flatMap((expand) => {
    try {
      return [expand(bytes)];
    } catch {
      return [];
    }
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readOrNothing(path: string): Buffer {
  return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path) : Buffer.alloc(0);
}
