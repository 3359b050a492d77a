// Works through many things, only a few at a time, so that what one person does now never waits behind all of them.

const underWay = 8;

/** Rejects with the first failure, but goes on with the rest. */
export async function withLimit<T>(all: Iterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all[Symbol.iterator]();
  const goOn = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: underWay }, goOn));
}
