// Says why the records cannot be opened, in a sentence for whoever starts the server. Repeats no password.
import { statfs } from 'node:fs/promises';
import { CannotStart } from '../process/cannot-start.ts';
import { codeOf, whyNot } from '../process/why-not.ts';

/** The embedded database needs more than this for its next step, whatever it is. */
const leastFree = 1_000_000;

/** For a folder of the embedded database, whose own errors are those of a crashed program and say nothing. */
export async function whyFolderNotOpened(folder: string, isFirst: boolean, cause: unknown): Promise<CannotStart> {
  const disk = await statfs(folder).catch(() => null);
  if (disk !== null && disk.bavail * disk.bsize < leastFree)
    return new CannotStart(`The disk with ${folder} is full. Make room (a new database takes 50 MB), and start again.`, cause);
  const { errno } = cause as { errno?: number };
  const code = codeOf(cause) ?? (errno === undefined ? undefined : wasiCodes[errno]);
  if (code !== undefined)
    return new CannotStart(
      `The records in ${folder} cannot be opened: ${whyNot({ code })}. The user who runs the server must own the folder and all in it.`,
      cause,
    );
  if (isFirst)
    return new CannotStart(`The database in ${folder} could not be made. Start again, or choose another DATA_DIR.`, cause);
  return new CannotStart(
    `The database in ${folder} is damaged and cannot be opened. Restore DATA_DIR from your backup, or load saved records into an empty one (\`npm run records -- load FILE\`).`,
    cause,
  );
}

/** The few errors that a disk gives, by the numbers of the embedded database's own system. */
const wasiCodes: Readonly<Record<number, string>> = {
  2: 'EACCES',
  29: 'EIO',
  33: 'EMFILE',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};

/** `where` is the host and port. */
export function whyServerNotOpened(where: string, cause: unknown): CannotStart {
  const at = `PostgreSQL on ${where}`;
  const code = codeOf(cause) ?? '';
  const say = (sentence: string) => new CannotStart(sentence, cause);
  const { syscall, path } = cause as NodeJS.ErrnoException;
  // A connection that breaks off has been read, too; a folder in a file's place is opened, and then cannot be read.
  if (syscall === 'open' || code === 'EISDIR')
    return say(
      `A file that DATABASE_URL names cannot be read: ${path ?? 'sslrootcert, sslcert or sslkey'} (${whyNot(cause)}). Correct its path, or put it there.`,
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return say(`${at} shows a certificate for another name. Put the name that stands in it into DATABASE_URL.`);
  if (/CERT|SIGNATURE|ERR_TLS/.test(code))
    return say(
      `${at} shows a certificate that this machine does not trust (${whyNot(cause)}). Name the file of its authority: add sslrootcert=FILE to DATABASE_URL.`,
    );
  if (/does not support SSL/.test(String(cause)))
    return say(`${at} speaks no TLS. Turn TLS on there, or take sslmode out of DATABASE_URL.`);
  if (/^28/.test(code) || (code === '' && /password|SASL/.test(String(cause))))
    return say(`${at} refuses the name or the password in DATABASE_URL.`);
  if (code === '3D000')
    return say(`${at} has no database of the name in DATABASE_URL. Make it first (createdb), or correct the name.`);
  if (code === '42501')
    return say(`${at} lets the user in DATABASE_URL make no tables. Let that user own the database: alter database … owner to …`);
  if (code === '25006') return say(`${at} takes no writes (it is a replica). Put the address of the primary into DATABASE_URL.`);
  if (code === '53300') return say(`${at} has no connection left for this server. Raise its max_connections, or end others.`);
  if (/^(53100|58030)$/.test(code)) return say(`The disk of ${at} is full. Make room there, and start again.`);
  if (/^57P/.test(code)) return say(`${at} is starting or ending. Start this server again in a moment.`);
  if (/^[0-9A-Z]{5}$/.test(code)) return say(`${at} does not do what this server needs: ${whyNot(cause)} (${code}).`);
  return say(`${at} cannot be reached: ${whyNot(cause)}. Is it running, and is DATABASE_URL right?`);
}
