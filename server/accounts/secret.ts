// The secret from which personal links are made. Whoever has it can make every link, so it stays out of the database.
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { weaknessOfSecret } from '../process/weak-secrets.ts';
import { codeOf, whyNot } from '../process/why-not.ts';

const shortest = 32;

export interface SecretWishes {
  readonly SECRET?: string | undefined;
  /** Links have been made from an earlier secret: if it is missing, no new one is made. */
  readonly areLinksMade?: boolean;
  /** A secret that others could guess is refused. */
  readonly isReachable?: boolean;
}

/** From `SECRET`, or from the file `secret` in the data folder, which the first start makes. Throws `CannotStart`. */
export async function loadSecret(dir: string, { SECRET, areLinksMade, isReachable }: SecretWishes): Promise<string> {
  if (SECRET !== undefined) return accepted(SECRET, 'SECRET');
  const path = join(dir, 'secret');
  await clearDrafts(dir);
  const kept = (await contentOf(path)) ?? (areLinksMade ? null : await make(path));
  if (kept === null) throw missing(path);
  const secret = accepted(textIn(kept, path).trim(), `The file ${path}`);
  const weakness = isReachable ? weaknessOfSecret(secret) : null;
  if (weakness !== null)
    throw new CannotStart(
      `The secret in ${path} ${weakness}. A server that others can reach needs one of its own: ${another(path)}`,
    );
  return secret;
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw new CannotStart(`The secret ${path} cannot be read: ${whyNot(cause)}. Restore it from your backup.`, cause);
  }
}

/** Written whole or not at all, whenever we are killed. */
async function make(path: string): Promise<Buffer> {
  const secret = Buffer.from(`${randomBytes(32).toString('base64url')}\n`);
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    await file
      .writeFile(secret)
      .then(() => file.sync())
      .finally(() => file.close());
    await link(draft, path);
    return secret;
  } catch (cause) {
    throw new CannotStart(`The secret ${path} cannot be made: ${whyNot(cause)}. Fix that, or choose another DATA_DIR.`, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A killed start may have left one, and nobody else can be starting in this folder now. */
async function clearDrafts(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names) if (/^secret\.[0-9a-f-]{36}$/.test(name)) await rm(join(dir, name), { force: true });
}

function textIn(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notText(`The file ${path}`, cause);
  }
}

/** Throws `CannotStart` unless `SECRET` could be the secret. */
export function refuseUnfit(secret: string): void {
  accepted(secret, 'SECRET');
}

function accepted(secret: string, name: string): string {
  // Of what is no text, too, some takes a second line. A replacement character means that some bytes were not text.
  if (/[\p{C}\p{Zl}\p{Zp}\uFFFD]/u.test(secret)) throw notText(name);
  if (secret.length >= shortest) return secret;
  throw new CannotStart(
    `${name} holds ${secret.length} characters; it needs at least ${shortest}. Random ones, and the same at every start.`,
  );
}

function notText(name: string, cause?: unknown): CannotStart {
  return new CannotStart(
    `${name} holds bytes that are not text, or several lines. It should be one line of letters and digits, such as \`openssl rand -hex 32\` gives. Restore the old one if there was one: every personal link is made from it.`,
    cause,
  );
}

function missing(path: string): CannotStart {
  return new CannotStart(
    `The secret ${path} is missing, and every personal link of these records is made from it. Restore it from your backup (or set SECRET). To give everybody a new link instead: ${another(path)}`,
  );
}

function another(path: string): string {
  return `(umask 077; openssl rand -hex 32 > '${path}') and start again.`;
}
