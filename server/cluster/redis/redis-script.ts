// The scripts that Redis runs in one go. All are made known to Redis with each new connection, so that afterwards their order is kept.
import { createHash } from 'node:crypto';

export interface RedisScript {
  readonly source: string;
  readonly sha: string;
}

const known: RedisScript[] = [];

/** For the top of a module: a script is known to every connection that opens later. */
export function redisScript(source: string): RedisScript {
  const script = { source, sha: createHash('sha1').update(source).digest('hex') };
  known.push(script);
  return script;
}

export function knownScripts(): readonly RedisScript[] {
  return known;
}
