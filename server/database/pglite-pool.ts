// Makes the embedded database look like a pool of connections. It has only one, so callers take turns.
import { realpath } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

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

/** As many statements keep their plans; of as many more it is remembered that they were asked once. */
const mostPlans = 300;

export class PGlitePool implements PostgresPool {
  readonly #database: PGlite;
  readonly #client: pg.Client;
  readonly #askedOnce = new Set<string>();
  readonly #plans = new Map<string, string>();
  #planned = 0;
  #free: Promise<void> = Promise.resolve();

  private constructor(database: PGlite, client: pg.Client) {
    this.#database = database;
    this.#client = client;
  }

  /** `folder` null keeps everything in memory; `copyOf`, the files of another database, is what it begins with. */
  static async open(folder: string | null, copyOf?: Blob): Promise<PGlitePool> {
    if (folder === null) return PGlitePool.over(await PGlite.create({ ...(copyOf && { loadDataDir: copyOf }) }));
    // It would not see the folder through a link.
    const real = await realpath(folder).catch(() => folder);
    return PGlitePool.over(await PGlite.create({ fs: new OwnFiles(real) }));
  }

  static async over(database: PGlite): Promise<PGlitePool> {
    const client = new pg.Client(createPgConfig(database) as object);
    // Without a listener it would end the process; whatever is being asked fails, too.
    client.on('error', () => undefined);
    await client.connect();
    return new PGlitePool(database, client);
  }

  async connect(): Promise<PostgresPoolClient> {
    const before = this.#free;
    let release = (): void => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    const query = (sql: string, parameters: readonly unknown[]) => this.#query(sql, parameters);
    return { query: query as unknown as PostgresPoolClient['query'], release };
  }

  async end(): Promise<void> {
    await this.#free;
    await this.#client.end();
    await this.#database.close();
  }

  #query(text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    const name = this.#planOf(text);
    return this.#client.query({ ...(name !== undefined && { name }), text, values: [...parameters] });
  }

  /** This database takes longer to plan than to answer: what is asked again and again is planned once. */
  #planOf(text: string): string | undefined {
    // A plan does not outlive the shape of what it reads.
    if (/^\s*(create|alter|drop)\b/i.test(text)) this.#plans.clear();
    const known = this.#plans.get(text);
    if (known !== undefined || this.#plans.size === mostPlans) return known;
    if (this.#askedOnce.size === mostPlans) this.#askedOnce.clear();
    if (this.#askedOnce.delete(text)) this.#plans.set(text, `plan ${this.#planned++}`);
    else this.#askedOnce.add(text);
    return this.#plans.get(text);
  }
}
