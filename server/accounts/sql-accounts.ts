// Signing in by personal links, kept in the records. Knows nothing of cookies, pages or rooms.
import { sql, type Transaction } from 'kysely';
import type { PressLink } from '../../shared/protocol/way-in.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import { acceptedAt } from '../groups/contracts.ts';
import { seatHolds } from '../groups/guest-seats.ts';
import type { Clock } from '../ports/clock.ts';
import type { Accounts, Membership, SeatLink, SeenLink } from '../ports/records.ts';
import { readAccountSession } from './account-seal.ts';
import { accountSession, accountSessionHolds, noteAccountUse } from './account-sessions.ts';
import { EndedSessions } from './ended-sessions.ts';
import { type LinkClaim, linkToken, readLinkToken, refShape } from './personal-links.ts';
import { makePass, sessionOfPass } from './press-pass.ts';
import { hashOfSession } from './session-seal.ts';
import { noteUse, revokeSessions, sessionHolds, startSession } from './sessions.ts';

/** Looked up in place of a seat when a token is broken, so that a broken token takes as long as a renewed one. */
const nobody = { ref: '', version: 0 };

export class SqlAccounts implements Accounts {
  readonly #db: Database;
  readonly #secret: string;
  readonly #clock: Pick<Clock, 'now'>;
  /** Accounts' sessions too: whoever looks those up notes what the records said. */
  readonly ended = new EndedSessions();

  constructor(db: Database, secret: string, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#secret = secret;
    this.#clock = clock;
  }

  async seeLink(token: string): Promise<SeenLink | null> {
    const claim = readLinkToken(this.#secret, token) ?? nobody;
    const seat = await orFault(() =>
      seatOfLink(this.#db, claim, this.#clock.now())
        .innerJoin('people', 'people.id', 'seats.person_id')
        .select(['seats.ref', 'people.short_name as name'])
        .executeTakeFirst(),
    );
    return seat ? { ...seat, pass: makePass(this.#secret, claim, this.#clock.now()) } : null;
  }

  openLink(token: string, { pass, endsWithBrowser }: PressLink): ReturnType<Accounts['openLink']> {
    const claim = readLinkToken(this.#secret, token) ?? nobody;
    const now = this.#clock.now();
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const seat = await seatOfLink(records, claim, now).select('seats.ref').forShare('seats').executeTakeFirst();
        if (!seat) return null;
        const session = sessionOfPass(this.#secret, claim, pass, now);
        if (session === null) return 'stale';
        const hash = hashOfSession(this.#secret, seat.ref, session) as string;
        const isNew = await startSession(records, { ref: seat.ref, hash, endsWithBrowser }, now);
        return isNew ? { ref: seat.ref, session } : 'stale';
      }),
    );
  }

  isGenuine(ref: string, session: string): boolean {
    return refShape.test(ref) && hashOfSession(this.#secret, ref, session) !== null;
  }

  isOver(ref: string, session: string): boolean {
    return refShape.test(ref) && this.ended.has(hashOfSession(this.#secret, ref, session));
  }

  genuineAccount(session: string): string | null {
    return readAccountSession(this.#secret, session)?.accountId ?? null;
  }

  isAccountOver(session: string): boolean {
    return this.ended.has(readAccountSession(this.#secret, session)?.hash);
  }

  async membership(ref: string, session: string): Promise<Membership | null> {
    const hash = refShape.test(ref) ? hashOfSession(this.#secret, ref, session) : null;
    if (hash === null) return null;
    const now = this.#clock.now();
    const row = await orFault(() =>
      seated(this.#db, ref, now)
        .innerJoin('sessions', 'sessions.seat_ref', 'seats.ref')
        .where('sessions.hash', '=', hash)
        .where(sessionHolds(now))
        .select(['sessions.used_at as usedAt', 'sessions.ends_at as endsAt'])
        .executeTakeFirst(),
    );
    this.ended.note(hash, !row);
    if (!row) return null;
    // Nobody is kept out because the records cannot be written at the moment.
    await noteUse(this.#db, hash, row.usedAt, now).catch(() => {});
    return membershipOf(row);
  }

  async membershipOfAccount(ref: string, session: string): Promise<Membership | null> {
    const claim = refShape.test(ref) ? readAccountSession(this.#secret, session) : null;
    if (claim === null) return null;
    const now = this.#clock.now();
    const row = await orFault(() =>
      seated(this.#db, ref, now)
        .innerJoin('accounts', 'accounts.id', 'people.account_id')
        .innerJoin('account_sessions', 'account_sessions.account_id', 'accounts.id')
        .where('account_sessions.hash', '=', claim.hash)
        .where('accounts.id', '=', claim.accountId)
        .where('accounts.closed_at', 'is', null)
        .where(accountSessionHolds(now))
        .select(['account_sessions.used_at as usedAt', 'account_sessions.ends_at as endsAt'])
        .executeTakeFirst(),
    );
    if (!row) {
      // They may have no seat there, or no session any more.
      this.ended.note(claim.hash, !(await orFault(() => accountSession(this.#db, claim, now).executeTakeFirst())));
      return null;
    }
    await noteAccountUse(this.#db, claim.hash, row.usedAt, now).catch(() => {});
    return membershipOf(row);
  }

  async signOut(ref: string, session: string): Promise<void> {
    const hash = hashOfSession(this.#secret, ref, session);
    if (hash !== null) await orFault(() => revokeSessions(this.#db, ref, this.#clock.now(), hash));
  }

  async links(groupId: string): Promise<readonly SeatLink[]> {
    const seats = await orFault(() =>
      this.#db
        .selectFrom('seats')
        .innerJoin('people', 'people.id', 'seats.person_id')
        .where('seats.group_id', '=', groupId)
        .where(seatHolds(this.#clock.now()))
        .orderBy(sql`seats.meeting_id is not null`)
        .orderBy('seats.position')
        .select(['seats.ref', 'people.short_name as name', 'seats.role', 'seats.link_version', 'seats.meeting_id'])
        .execute(),
    );
    return seats.map(({ link_version, meeting_id, ...seat }) => ({
      ...seat,
      isGuest: meeting_id !== null,
      token: linkToken(this.#secret, seat.ref, link_version),
    }));
  }

  async renewLink(groupId: string, ref: string): Promise<string | null> {
    if (!refShape.test(ref)) return null;
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const seat = await records
          .updateTable('seats')
          .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
          .where('group_id', '=', groupId)
          .where('ref', '=', ref)
          .where(seatHolds(this.#clock.now()))
          .returning('link_version')
          .executeTakeFirst();
        if (!seat) return null;
        await revokeSessions(records, ref, this.#clock.now());
        return linkToken(this.#secret, ref, seat.link_version);
      }),
    );
  }
}

/** A living seat and what its person needs to know of it. */
function seated(records: Database, ref: string, now: number) {
  return records
    .selectFrom('seats')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.ref', '=', ref)
    .where(seatHolds(now))
    .select(['seats.ref', 'seats.role', 'people.id as personId', 'people.short_name as name'])
    .select(['seats.standing', 'seats.meeting_id as onlyFor'])
    .select(['groups.id as groupId', 'groups.name as groupName', 'groups.keeps_rotation as keepsRotation'])
    .select(acceptedAt.as('acceptedAt'));
}

interface Seated extends Omit<Membership, 'contractAcceptedAt' | 'endsWithBrowser'> {
  readonly acceptedAt: Date | null;
  readonly usedAt: Date | null;
  readonly endsAt: Date | null;
}

function membershipOf({ acceptedAt, usedAt: _, endsAt, ...seat }: Seated): Membership {
  return { ...seat, contractAcceptedAt: acceptedAt?.getTime() ?? null, endsWithBrowser: endsAt !== null };
}

function seatOfLink(records: Database | Transaction<Tables>, { ref, version }: LinkClaim, now: number) {
  return records.selectFrom('seats').where('seats.ref', '=', ref).where('seats.link_version', '=', version).where(seatHolds(now));
}
