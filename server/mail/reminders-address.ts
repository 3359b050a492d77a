// The address in a reminder by which its reader chooses reminders, or none: whose they are, and a seal over that and over the mailbox that it goes to.
// It is kept nowhere, opens nothing else, and is over when the person has another mailbox.
import { createHmac, timingSafeEqual } from 'node:crypto';

const personBytes = 9;
const sealBytes = 21;
/** 30 bytes: base64url without padding, so it has exactly one spelling. */
const shape = /^[A-Za-z0-9_-]{40}$/;
const person = /^[0-9a-f]{18}$/;

export interface RemindersClaim {
  readonly personId: string;
  readonly isFor: (address: string) => boolean;
}

/** Two seals: one that needs no records to be told from a guess, one that knows the mailbox. */
const [early, whole] = [7, sealBytes - 7];

function sealed(secret: string, purpose: string, body: Buffer, length: number): Buffer {
  return createHmac('sha256', secret).update(`balint-room reminders 1 ${purpose}\0`).update(body).digest().subarray(0, length);
}

const forMailbox = (secret: string, id: Buffer, address: string) =>
  sealed(secret, 'mailbox', Buffer.concat([id, Buffer.from(address)]), whole);

export function remindersPath(secret: string, personId: string, address: string): string {
  if (!person.test(personId)) throw new RangeError('A person has an id of 18 hexadecimal digits.');
  const id = Buffer.from(personId, 'hex');
  const token = Buffer.concat([id, sealed(secret, 'person', id, early), forMailbox(secret, id, address)]);
  return `/reminders/${token.toString('base64url')}`;
}

/** Null for what was not made here; whether it still holds, only the records know. */
export function readRemindersToken(secret: string, token: string): RemindersClaim | null {
  if (!shape.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, personBytes);
  if (!timingSafeEqual(bytes.subarray(personBytes, personBytes + early), sealed(secret, 'person', id, early))) return null;
  const seal = bytes.subarray(personBytes + early);
  return { personId: id.toString('hex'), isFor: (address) => timingSafeEqual(seal, forMailbox(secret, id, address)) };
}
