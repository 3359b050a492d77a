// The signed ticket in a media address: it says who asks and from which device, and grants nothing by itself.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { RoomId } from '../../ports/rooms.ts';

export interface MediaTicket {
  readonly room: RoomId;
  readonly personId: PersonId;
  readonly device: string;
}

/** Longer than any meeting. */
const lifetime = 12 * 60 * 60 * 1000;
/** Each ticket has exactly one spelling. */
const shape = /^[A-Za-z0-9_-]{1,1900}\.[A-Za-z0-9_-]{43}$/;

export class MediaTickets {
  readonly #secret: string | Uint8Array;

  constructor(secret: string | Uint8Array) {
    this.#secret = secret;
  }

  make(ticket: MediaTicket, now: number): string {
    const content = [ticket.room, ticket.personId, ticket.device, now + lifetime];
    const body = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${body}.${this.#sign(body).toString('base64url')}`;
  }

  /** Null for a ticket that is forged, altered or expired, without saying which. */
  read(text: string, now: number): MediaTicket | null {
    if (!shape.test(text)) return null;
    const [body = '', signature = ''] = text.split('.');
    const ours = this.#sign(body);
    const theirs = Buffer.from(signature, 'base64url');
    if (theirs.toString('base64url') !== signature || !timingSafeEqual(theirs, ours)) return null;
    const [room, personId, device, expiresAt] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    return now < expiresAt ? { room, personId, device } : null;
  }

  #sign(body: string): Buffer {
    return createHmac('sha256', this.#secret).update('media ticket\n').update(body).digest();
  }
}
