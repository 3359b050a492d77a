// How many messages one socket may send: a short burst, then a steady few a second. Far above what hands can do.

const burst = 40;
const perSecond = 10;

/** Answers true while the sender keeps within measure. */
export function messageAllowance(now: () => number = () => performance.now()): () => boolean {
  let left = burst;
  let asOf = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + ((time - asOf) / 1000) * perSecond);
    asOf = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
