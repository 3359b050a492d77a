/** Resolves after that many milliseconds; without a number, once what is under way is done. */
export const pause = (ms?: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
