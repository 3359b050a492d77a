// The secret from which personal links are made. Whoever has it can make every link, so it stays out of the database.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';

const shortest = 32;

/** From `env.SECRET`, or from the file `secret` in the data folder, made at the first start. Throws `CannotStart`. */
export async function loadSecret(dir: string, env: { readonly SECRET?: string | undefined }): Promise<string> {
  if (env.SECRET !== undefined) return longEnough(env.SECRET, 'SECRET');
  const path = join(dir, 'secret');
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeFile(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unreadable(path, error);
  }
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return longEnough(kept.trim(), `The file ${path}`);
}

function longEnough(secret: string, name: string): string {
  if (secret.length >= shortest) return secret;
  throw new CannotStart(
    `${name} holds ${secret.length} characters; it needs at least ${shortest}. Random ones, and the same at every start.`,
  );
}

function unreadable(path: string, cause: unknown): CannotStart {
  return new CannotStart(
    `The secret ${path} can be neither read nor made: ${cause instanceof Error ? cause.message : cause}`,
    cause,
  );
}
