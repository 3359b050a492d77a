// The end of a command that cannot go on: the reason as a sentence, not a stack.

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export async function endInWords(work) {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
