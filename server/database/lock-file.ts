// The steps of a lock file, each of them atomic. Knows nothing of who may hold it.
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, unlink } from 'node:fs/promises';

/** False if there is one already. */
export function create(path: string, content: string): Promise<boolean> {
  return beside(path, content, async (draft) => {
    try {
      await link(draft, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
}

/** Atomic: at no moment is there no lock. */
export async function replace(path: string, content: string): Promise<void> {
  await beside(path, content, (draft) => rename(draft, path));
}

/** Written to another file and then moved into place, so that nobody ever reads half a lock. */
async function beside<T>(path: string, content: string, putInPlace: (draft: string) => Promise<T>): Promise<T> {
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    await file
      .writeFile(content)
      .then(() => file.sync())
      .finally(() => file.close());
    return await putInPlace(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

export async function letGo(path: string, mine: string): Promise<void> {
  if ((await contentOf(path)) === mine) await unlink(path);
}

export async function contentOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
