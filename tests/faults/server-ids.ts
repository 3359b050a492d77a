// Which of the servers looks after the room: a server has a new id after each start, and is recognised by what is new in Redis since.
import type { TestCluster } from '../support/cluster.ts';

export class ServerIds {
  readonly #cluster: TestCluster;
  readonly #ids = new Map<string, string>();
  #seen: readonly string[] = [];

  constructor(cluster: TestCluster) {
    this.#cluster = cluster;
  }

  /** Of the two running servers, this one has that id. */
  async begin(app: string, id: string, other: string): Promise<void> {
    this.#seen = await this.#living();
    this.#ids.set(app, id).set(other, this.#seen.find((one) => one !== id) ?? '');
  }

  /** Once that server was started again. */
  async startedAgain(app: string): Promise<void> {
    const living = await this.#living();
    const id = living.find((one) => !this.#seen.includes(one));
    if (id === undefined) throw new Error(`${app} is not running`);
    this.#ids.set(app, id);
    this.#seen = living;
  }

  nameOf(id: string): string {
    const [name] = [...this.#ids].find(([, known]) => known === id) ?? [];
    if (name === undefined) throw new Error(`nobody knows which server is ${id}`);
    return name;
  }

  async #living(): Promise<string[]> {
    return (await this.#cluster.redis('ZRANGE', 'balint:servers', '0', '-1')) as string[];
  }
}
