// A time zone as somebody wrote it, in its right spelling; 422 when there is none of that name.
import { readZone } from '../../dates/zones.ts';
import { HttpRefusal } from '../errors.ts';

export function knownZone(name: string): string {
  const zone = readZone(name);
  if (zone === null) throw new HttpRefusal('faults', [{ path: 'zone', code: 'unknown' }]);
  return zone;
}
