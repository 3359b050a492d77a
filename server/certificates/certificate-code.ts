// The code by which anybody can check a certificate: a hundred bits from the secret and the certificate's id. The records hold only its hash, so a
// copy of them lets nobody make up a certificate, and the paper can be drawn again.
import { createHash, createHmac } from 'node:crypto';

/** Without I, L, O and U: nothing that is read as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 20;

/** As it is printed: `K7QM4-T2P9X-…`. */
export function certificateCode(secret: string, id: string): string {
  const bytes = createHmac('sha256', secret).update(`balint-room certificate 1\0${id}`).digest();
  const letters = [...bytes.subarray(0, length)].map((byte) => alphabet[byte & 31]).join('');
  return letters.replace(/.{5}(?=.)/g, '$&-');
}

/** Of whatever somebody typed: small letters, spaces and other dashes make no difference, nor does what is often misread. */
export function hashOfCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(`balint-room certificate 1\0${letters}`).digest('hex');
}
