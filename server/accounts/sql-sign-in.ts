// Signing in with an account, kept in the records. Knows nothing of cookies' attributes, pages or rooms.
import type { Transaction } from 'kysely';
import type { ChangeMe, HomeSeat, Me, MySession, SeenEnterLink } from '../../shared/protocol/program/me.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mail } from '../ports/mail.ts';
import type { Entrance, HomeFacts, NewSession, SignedIn, SignIn } from '../ports/sign-in.ts';
import { readAccountSession } from './account-seal.ts';
import {
  accountSession,
  endAccountSessions,
  listAccountSessions,
  noteAccountUse,
  startAccountSession,
} from './account-sessions.ts';
import { accountAt, founder, knownAt, linkCards, mustUseProvider } from './cards.ts';
import { EndedSessions } from './ended-sessions.ts';
import { homeFacts, keepReminders } from './home-facts.ts';
import {
  freshLink,
  keepLink,
  lookAtAddressLink,
  lookAtLink,
  mailedForMs,
  mayHaveLink,
  printedForMs,
  spendLink,
} from './mail-links.ts';
import { meOf } from './me-of.ts';
import { askForAddress, confirmOwnAddress, makeFirst, proveAddress, removeAddress } from './own-addresses.ts';
import { ownPath } from './own-path.ts';
import { accountSessionOfRequest } from './seat-of-request.ts';
import { type SharedLimit, SharedLimits } from './shared-limits.ts';

/** For each caller. A whole hospital may be behind one address. */
const limits: Readonly<Record<Parameters<SignIn['mayTry']>[0], SharedLimit>> = {
  link: { name: 'ask for a link', most: 20, withinMs: 60_000 },
  passkey: { name: 'try a passkey', most: 60, withinMs: 60_000 },
  provider: { name: 'try a provider', most: 60, withinMs: 60_000 },
  address: { name: 'ask for an address', most: 10, withinMs: 3_600_000 },
  calendar: { name: 'read a calendar', most: 60, withinMs: 3_600_000 },
};

export interface SqlSignInParts {
  readonly db: Database;
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly mail: Pick<Mail, 'signInLink'>;
  readonly ended?: EndedSessions;
}

export class SqlSignIn implements SignIn {
  readonly #parts: SqlSignInParts;
  readonly #limits: SharedLimits;
  readonly #ended: EndedSessions;

  constructor(parts: SqlSignInParts) {
    this.#parts = parts;
    this.#ended = parts.ended ?? new EndedSessions();
    this.#limits = new SharedLimits(parts.secret);
  }

  async accountOfRequest(cookieHeader: string | undefined): Promise<SignedIn | null> {
    const { db, secret, clock } = this.#parts;
    const session = accountSessionOfRequest(cookieHeader);
    const claim = session === null ? null : readAccountSession(secret, session);
    if (claim === null) return null;
    const now = clock.now();
    const row = await orFault(() => accountSession(db, claim, now).executeTakeFirst());
    this.#ended.note(claim.hash, !row);
    if (!row) return null;
    // Nobody is kept out because the records cannot be written at the moment.
    await noteAccountUse(db, claim.hash, row.usedAt, now).catch(() => {});
    return { accountId: claim.accountId, sessionId: row.id, endsWithBrowser: row.endsAt !== null };
  }

  mayTry(what: keyof typeof limits, caller: string): Promise<boolean> {
    const { db, clock } = this.#parts;
    return orFault(() => this.#limits.take(db, limits[what], caller, clock.now()));
  }

  sendLink({ address, to }: { readonly address: string; readonly to: string }): Promise<void> {
    const now = this.#parts.clock.now();
    return this.#change(async (records) => {
      const { language } = await knownAt(records, address);
      const mayHave = await mayHaveLink(records, address, now);
      const isElsewhere = await mustUseProvider(records, address);
      const isSent = language !== null && mayHave && !isElsewhere;
      const { token, hash } = freshLink();
      // Unless it is sent, it is over before anybody could have it, and no stranger's address is kept.
      const expiresAt = isSent ? now + mailedForMs : now;
      const link = { hash, address: isSent ? address : null, to: ownPath(to) };
      await keepLink(records, link, { now, expiresAt });
      if (isSent) await this.#parts.mail.signInLink(records, { ...link, address, token, language, expiresAt });
    });
  }

  /** A link to be printed once, by a terminal: for an address, or without one for whoever runs this machine. Answers with its token. */
  async printedLink(address: string | null, to: string): Promise<string> {
    const now = this.#parts.clock.now();
    const { token, hash } = freshLink();
    await this.#change((records) => keepLink(records, { hash, address, to: ownPath(to) }, { now, expiresAt: now + printedForMs }));
    return token;
  }

  async lookAtLink(token: string): Promise<SeenEnterLink | null> {
    const { db, clock } = this.#parts;
    return (await orFault(() => lookAtLink(db, token, clock.now()))) ?? null;
  }

  enter(token: string, entrance: Entrance): Promise<NewSession | null> {
    const now = this.#parts.clock.now();
    return this.#change(async (records) => {
      const link = await spendLink(records, token, now);
      if (!link) return null;
      const accountId = link.address === null ? await founder(records, now) : await accountAt(records, link.address, now);
      return accountId === null ? null : this.#comeIn(records, accountId, entrance, now);
    });
  }

  signOut({ accountId, sessionId }: SignedIn): Promise<void> {
    return this.#end(accountId, { only: sessionId }).then(() => undefined);
  }

  sessions({ accountId, sessionId }: SignedIn): Promise<readonly MySession[]> {
    const { db, clock } = this.#parts;
    return orFault(() => listAccountSessions(db, accountId, sessionId, clock.now()));
  }

  async endSession({ accountId }: SignedIn, id: string): Promise<boolean> {
    return (await this.#end(accountId, { only: id })) > 0;
  }

  endOtherSessions({ accountId, sessionId }: SignedIn): Promise<void> {
    return this.#end(accountId, { allBut: sessionId }).then(() => undefined);
  }

  async seatsOf(accountId: string): Promise<readonly string[]> {
    const seats = await orFault(() =>
      this.#parts.db
        .selectFrom('seats')
        .innerJoin('people', 'people.id', 'seats.person_id')
        .where('people.account_id', '=', accountId)
        .select('seats.ref')
        .execute(),
    );
    return seats.map(({ ref }) => ref);
  }

  linkCards({ accountId }: SignedIn): Promise<void> {
    const { db, clock } = this.#parts;
    return orFault(() => linkCards(db, accountId, clock.now()));
  }

  homeFacts(refs: readonly string[], accountId: string | null): Promise<readonly HomeFacts[]> {
    return orFault(() => homeFacts(this.#parts.db, refs, accountId));
  }

  keepReminders(ref: string, reminders: HomeSeat['reminders']): Promise<void> {
    return orFault(() => keepReminders(this.#parts.db, ref, reminders));
  }

  me({ accountId, endsWithBrowser }: SignedIn): Promise<Me> {
    const { db, clock } = this.#parts;
    return orFault(async () => {
      await linkCards(db, accountId, clock.now());
      return { ...(await meOf(db, accountId)), endsWithBrowser };
    });
  }

  askForAddress({ accountId }: SignedIn, address: string): Promise<void> {
    const { clock, mail } = this.#parts;
    return this.#change((records) => askForAddress(records, accountId, address, { now: clock.now(), mail }));
  }

  async lookAtAddress({ accountId }: SignedIn, token: string): Promise<string | null> {
    const { db, clock } = this.#parts;
    return (await orFault(() => lookAtAddressLink(db, token, accountId, clock.now())))?.address ?? null;
  }

  proveAddress({ accountId }: SignedIn, token: string): ReturnType<SignIn['proveAddress']> {
    return this.#change((records) => proveAddress(records, accountId, token, this.#parts.clock.now()));
  }

  makeFirst({ accountId }: SignedIn, address: string): ReturnType<SignIn['makeFirst']> {
    return this.#change((records) => makeFirst(records, accountId, address));
  }

  removeAddress({ accountId }: SignedIn, address: string): ReturnType<SignIn['removeAddress']> {
    return this.#change((records) => removeAddress(records, accountId, address, this.#parts.clock.now()));
  }

  confirmAddress({ accountId }: SignedIn, address: string): ReturnType<SignIn['confirmAddress']> {
    return this.#change((records) => confirmOwnAddress(records, accountId, address));
  }

  changeMe({ accountId }: SignedIn, { language, zone }: ChangeMe): Promise<void> {
    const change = { ...(language !== undefined && { language }), ...(zone !== undefined && { zone }) };
    if (Object.keys(change).length === 0) return Promise.resolve();
    return this.#change(async (records) => {
      await records.updateTable('accounts').set(change).where('id', '=', accountId).execute();
    });
  }

  async #comeIn(records: Transaction<Tables>, accountId: string, entrance: Entrance, now: number): Promise<NewSession> {
    await linkCards(records, accountId, now);
    return startAccountSession(records, this.#parts.secret, accountId, entrance, now);
  }

  #end(accountId: string, which: Parameters<typeof endAccountSessions>[2]): Promise<number> {
    const { db, clock } = this.#parts;
    return orFault(() => endAccountSessions(db, accountId, which, clock.now()));
  }

  #change<T>(work: (records: Transaction<Tables>) => Promise<T>): Promise<T> {
    return orFault(() => this.#parts.db.transaction().execute(work));
  }
}
