// Ids for records: random, the same in an address, a cookie's name and a page.
import { randomBytes } from 'node:crypto';

export function newId(): string {
  return randomBytes(9).toString('hex');
}
