// Files as one ZIP, each stored as it is: a PDF is compressed already. Written by hand, since that is all that is asked of it.
import { crc32 } from 'node:zlib';

/** Its name is UTF-8. */
const flags = 0x0800;
const version = 20;
/** The first of January 1980: the same files give the same bytes. */
const [time, date] = [0, 0x21];

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly at: number;
}

/** Well below the 4 GB at which the format ends. */
export async function* zipOf(files: AsyncIterable<{ readonly name: string; readonly bytes: Buffer }>): AsyncGenerator<Buffer> {
  const entries: Entry[] = [];
  let at = 0;
  for await (const { name, bytes } of files) {
    const entry = { name: Buffer.from(name), crc: crc32(bytes), size: bytes.length, at };
    entries.push(entry);
    const head = Buffer.concat([numbers([4, 0x04034b50]), common(entry), entry.name]);
    at += head.length + bytes.length;
    yield head;
    yield bytes;
  }
  const directory = Buffer.concat(entries.map(inDirectory));
  yield directory;
  const [count, size] = [entries.length, directory.length];
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);
}

function common({ name, crc, size }: Entry): Buffer {
  return numbers([2, version], [2, flags], [2, 0], [2, time], [2, date], [4, crc], [4, size], [4, size], [2, name.length], [2, 0]);
}

function inDirectory(entry: Entry): Buffer {
  const head = numbers([4, 0x02014b50], [2, version]);
  return Buffer.concat([head, common(entry), numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, entry.at]), entry.name]);
}

/** Each with its width in bytes, the lowest byte first. */
function numbers(...all: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    all.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}

/** A name under which any system can keep a file. */
export function fileName(text: string): string {
  return (
    text
      .replace(/[\\/:*?"<>|\p{C}]/gu, '-')
      .replace(/^\.+|[. ]+$/g, '')
      .slice(0, 120) || 'certificate'
  );
}
