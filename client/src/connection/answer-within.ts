// One question and its first answer, or another when none comes in time.
export function answerWithin<T>(ms: number, otherwise: T, send: (reply: (answer: T) => void) => void): Promise<T> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(otherwise), ms);
    send((answer) => {
      clearTimeout(late);
      resolve(answer);
    });
  });
}
