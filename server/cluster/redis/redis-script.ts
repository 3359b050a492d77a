// Scripts that Redis runs atomically. All of them are loaded on each new connection, so that later calls keep their order.
import { createHash } from 'node:crypto';

export interface RedisScript {
  readonly source: string;
  readonly sha: string;
}

const known: RedisScript[] = [];

/** Call it at the top level of a module: a script is loaded on every connection that opens later. */
export function redisScript(source: string): RedisScript {
  const script = { source, sha: createHash('sha1').update(source).digest('hex') };
  known.push(script);
  return script;
}

export function knownScripts(): readonly RedisScript[] {
  return known;
}
