// Makes the embedded database look like a pool of connections. It has only one, so callers take turns.
import { realpath } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

/** The PostgreSQL version that makes its files and can read them. */
export const postgresVersion = '18';

/** The database would make its files readable and writable for everybody, whatever the process's umask. */
class OwnFiles extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), keepModes] } };
  }
}

type SetAttributes = (node: unknown, attributes: { readonly mode?: number }) => void;

function keepModes(program: { FS: { filesystems: object } }): void {
  const { NODEFS } = program.FS.filesystems as { NODEFS: Record<'node_ops' | 'stream_ops', { setattr: SetAttributes }> };
  for (const operations of [NODEFS.node_ops, NODEFS.stream_ops]) {
    const { setattr } = operations;
    operations.setattr = (node, attributes) =>
      setattr(node, attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~0o077 });
  }
}

export class PGlitePool implements PostgresPool {
  readonly #database: PGlite;
  #free: Promise<void> = Promise.resolve();

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** `folder` null keeps everything in memory; `copyOf`, the files of another database, is what it begins with. */
  static async open(folder: string | null, copyOf?: Blob): Promise<PGlitePool> {
    if (folder === null) return new PGlitePool(await PGlite.create({ ...(copyOf && { loadDataDir: copyOf }) }));
    // It would not see the folder through a link.
    const real = await realpath(folder).catch(() => folder);
    return new PGlitePool(await PGlite.create({ fs: new OwnFiles(real) }));
  }

  async connect(): Promise<PostgresPoolClient> {
    const before = this.#free;
    let release = (): void => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    const query = (sql: string, parameters: readonly unknown[]) => this.#query(sql, parameters);
    return { query: query as PostgresPoolClient['query'], release };
  }

  async end(): Promise<void> {
    await this.#free;
    await this.#database.close();
  }

  async #query(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<unknown>> {
    const { rows, affectedRows } = await this.#database.query(sql, [...parameters]);
    const command = (/^\s*(\w+)/.exec(sql)?.[1] ?? '').toUpperCase() as PostgresQueryResult<unknown>['command'];
    return { command, rowCount: affectedRows ?? 0, rows };
  }
}
