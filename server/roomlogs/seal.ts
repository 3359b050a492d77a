// Seals text so that nobody can read or alter it without the key, and its length gives nothing away.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** 256 bits. */
export type Key = Buffer;

export function newKey(): Key {
  return randomBytes(32);
}

/** A key for a single purpose. */
export function derivedKey(from: Key | string, purpose: string): Key {
  return createHmac('sha256', from).update(purpose).digest();
}

/** `about`: what the text belongs to; it cannot be opened as anything else. `bucket`: the length is rounded up to a multiple of this many bytes. */
export function seal(key: Key, about: string, text: string, bucket = 1): string {
  const plain = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(plain.length);
  const padding = Buffer.alloc((bucket - ((plain.length + 4) % bucket)) % bucket);
  const nonce = randomBytes(nonceLength);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about));
  const sealed = [sealing.update(Buffer.concat([length, plain, padding])), sealing.final()];
  return Buffer.concat([nonce, ...sealed, sealing.getAuthTag()]).toString('base64url');
}

/** Null for what was sealed with another key, about something else, or altered. */
export function unseal(key: Key, about: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < nonceLength + 4 + tagLength) return null;
  try {
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(-tagLength));
    const plain = Buffer.concat([opening.update(bytes.subarray(nonceLength, -tagLength)), opening.final()]);
    return plain.toString('utf8', 4, 4 + plain.readUInt32BE());
  } catch {
    return null;
  }
}
