// What Redis does with a room's log atomically. An entry's id in the stream is its version, `N-0`; each script stays within one slot.
import { redisScript } from '../cluster/redis/redis-script.ts';

const lastVersion = `
local function last_version(log)
  local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  return last and tonumber(string.match(last[1], '^%d+')) or 0
end
`;

/** A log that has lost an entry which somebody saw in it is not the same log, even if it has grown again since. */
const hasLost = `
local function has_lost(done, version, command)
  return version ~= '0' and redis.call('HGET', done, command) ~= version
end
`;

/** KEYS log, done, over, key; ARGV expected version, command id, entry, life in seconds, channel, server id, newest version seen and its command. */
export const appendScript = redisScript(`${lastVersion}${hasLost}
local expected = tonumber(ARGV[1])
if has_lost(KEYS[2], ARGV[7], ARGV[8]) then return {redis.call('EXISTS', KEYS[3]) == 1 and 'over' or 'lost', last_version(KEYS[1])} end
local done = redis.call('HGET', KEYS[2], ARGV[2])
if done then return {'duplicate', tonumber(done)} end
local version = last_version(KEYS[1])
if version > expected then return {'conflict', redis.call('XRANGE', KEYS[1], (expected + 1) .. '-0', '+')} end
if version < expected then return {redis.call('EXISTS', KEYS[3]) == 1 and 'over' or 'lost', version} end
version = version + 1
redis.call('XADD', KEYS[1], version .. '-0', 'entry', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[2], version)
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[4])
redis.call('EXPIRE', KEYS[4], ARGV[4])
redis.call('DEL', KEYS[3])
redis.call('SPUBLISH', ARGV[5], version .. ' ' .. ARGV[6] .. ' ' .. ARGV[3])
return {'appended', version}
`);

/** KEYS log, done, over; ARGV version after which to read, newest version seen and its command. */
export const readScript = redisScript(`${lastVersion}${hasLost}
local after = tonumber(ARGV[1])
if redis.call('EXISTS', KEYS[3]) == 1 then return {'over'} end
local version = last_version(KEYS[1])
if version < after or has_lost(KEYS[2], ARGV[2], ARGV[3]) then return {'lost', version} end
return {'entries', redis.call('XRANGE', KEYS[1], (after + 1) .. '-0', '+')}
`);

/**
 * KEYS log, done, over, lines (the open connections), key; ARGV life of the tombstone in seconds, channel, server id. Who was there goes with the
 * rest (R9.2).
 */
export const removeScript = redisScript(`
redis.call('DEL', KEYS[1], KEYS[2], KEYS[4], KEYS[5])
redis.call('SET', KEYS[3], '1', 'EX', ARGV[1])
redis.call('SPUBLISH', ARGV[2], 'removed ' .. ARGV[3])
return {'removed'}
`);
