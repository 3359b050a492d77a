// Whether somebody has written one e-mail address, by the server's own measure.
import { addressShape, longestAddress } from '../../../../shared/protocol/program/plain-shapes.ts';

export function isAddress(text: string): boolean {
  const address = text.trim().toLowerCase();
  return address.length <= longestAddress && addressShape.test(address);
}
