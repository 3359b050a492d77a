// Makes the embedded database look like a pool of connections. It has one connection, so askers take turns.
import { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

export class PGlitePool implements PostgresPool {
  readonly #database: PGlite;
  #free: Promise<void> = Promise.resolve();

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** `folder` null keeps everything in memory. */
  static async open(folder: string | null): Promise<PGlitePool> {
    return new PGlitePool(await PGlite.create(folder ?? 'memory://'));
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
