// What a follower has heard so far, and a way to wait for more.

export class Heard<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  readonly take = (news: T): void => {
    this.all.push(news);
    for (const look of [...this.#waiting]) look();
  };

  /** Resolves when what was heard meets the condition; rejects with what was heard instead. */
  until(what: string, isSo: (all: readonly T[]) => boolean, ms = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!isSo(this.all)) return;
        clearTimeout(patience);
        this.#waiting.delete(look);
        resolve();
      };
      const patience = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`${what} was not heard within ${ms} ms, but ${JSON.stringify(this.all.slice(-20))}`));
      }, ms);
      this.#waiting.add(look);
      look();
    });
  }
}
