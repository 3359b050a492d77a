// The signed ticket in a media address: it says who asks and from which device, and grants nothing by itself.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { RoomId } from '../ports.ts';

export interface MediaTicket {
  readonly room: RoomId;
  readonly personId: PersonId;
  readonly device: string;
}

/** As long as a session of one meeting could ever last. */
const lifetime = 12 * 60 * 60 * 1000;
const longest = 2000;

export class MediaTickets {
  readonly #secret: string | Uint8Array;

  constructor(secret: string | Uint8Array) {
    this.#secret = secret;
  }

  make(ticket: MediaTicket, now: number): string {
    const claim = [ticket.room, ticket.personId, ticket.device, now + lifetime];
    const body = Buffer.from(JSON.stringify(claim)).toString('base64url');
    return `${body}.${this.#sign(body).toString('base64url')}`;
  }

  /** Null for one that is tampered with, foreign or expired, with no telling which. */
  read(text: string, now: number): MediaTicket | null {
    const [body = '', signature = '', ...more] = text.split('.');
    if (more.length > 0 || text.length > longest) return null;
    const ours = this.#sign(body);
    const theirs = Buffer.from(signature, 'base64url');
    if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return null;
    const [room, personId, device, expiresAt] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    return now < expiresAt ? { room, personId, device } : null;
  }

  #sign(body: string): Buffer {
    return createHmac('sha256', this.#secret).update('media ticket\n').update(body).digest();
  }
}
