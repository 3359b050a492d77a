// What the figures of a run depend on besides the product: the machine and its clock.
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

export function machine(): Readonly<Record<string, string | number>> {
  const [load = 0] = loadavg();
  return {
    processors: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    'memory (GB)': Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${release()}`,
    node: process.version,
    'load before': Math.round(load * 10) / 10,
  };
}

/** Milliseconds since 1970 with fractions, the same in every process of this machine. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
