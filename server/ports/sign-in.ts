// Signing in with an account: one human, who may have a card in several programs. Personal links stay beside it (records.ts).
import type { ChangeMe, HomeSeat, Me, MySession, SeenEnterLink } from '../../shared/protocol/program/me.ts';
import type { Refused } from './refused.ts';

/** Who is signed in with an account in this browser. */
export interface SignedIn {
  readonly accountId: string;
  readonly sessionId: string;
  /** The session is on somebody else's computer: nothing of it may stay there. */
  readonly endsWithBrowser: boolean;
}

/** How somebody signs in, and where. */
export interface Entrance {
  readonly how: MySession['how'];
  /** Coarse, such as "Firefox, Windows". */
  readonly device: string;
  readonly endsWithBrowser: boolean;
}

export interface NewSession extends SignedIn {
  /** The cookie's secret value. */
  readonly session: string;
}

export interface HomeFacts extends Pick<HomeSeat, 'ref' | 'reminders' | 'manages'> {
  readonly isGuest: boolean;
}

/** Accounts, the links that open them, and their sessions. Throws `Fault` with `records-unavailable`. */
export interface SignIn {
  /** Keeps the session from being displaced by newer ones. */
  accountOfRequest(cookieHeader: string | undefined): Promise<SignedIn | null>;
  /** Whether this caller may try once more, counted over all servers. The count needs no name of anybody. */
  mayTry(what: 'link' | 'passkey' | 'provider' | 'address' | 'calendar', caller: string): Promise<boolean>;
  /** Mails a link to an address that somebody known has; for any other the same work is done, and nothing is sent. */
  sendLink(ask: { readonly address: string; readonly to: string }): Promise<void>;
  /** Changes nothing; null for a wrong, spent or expired one, without saying which. */
  lookAtLink(token: string): Promise<SeenEnterLink | null>;
  /** Once; null as above. The address counts as proved, and every living card that has it belongs to the account. */
  enter(token: string, entrance: Entrance): Promise<NewSession | null>;
  signOut(signedIn: SignedIn): Promise<void>;
  sessions(signedIn: SignedIn): Promise<readonly MySession[]>;
  /** False for one that is not this account's. */
  endSession(signedIn: SignedIn, id: string): Promise<boolean>;
  endOtherSessions(signedIn: SignedIn): Promise<void>;
  /** The seats that this account may ever have opened, for telling whom an ended session concerns. */
  seatsOf(accountId: string): Promise<readonly string[]>;
  /** Makes this account's whatever living card has one of its addresses. */
  linkCards(signedIn: SignedIn): Promise<void>;
  /** What the home page shows of these seats; `accountId` is whoever is signed in. */
  homeFacts(refs: readonly string[], accountId: string | null): Promise<readonly HomeFacts[]>;
  keepReminders(ref: string, reminders: HomeSeat['reminders']): Promise<void>;
  me(signedIn: SignedIn): Promise<Me>;
  /** Mails a link that makes this address the account's own, unless it may not be so; nobody learns whether somebody has it. */
  askForAddress(signedIn: SignedIn, address: string): Promise<void>;
  /** Changes nothing; null for a wrong, spent or expired one, and one that another account has asked for. */
  lookAtAddress(signedIn: SignedIn, token: string): Promise<string | null>;
  /** Once; null as above. Whoever had it until now, as another account of the same human, has it no longer. */
  proveAddress(
    signedIn: SignedIn,
    token: string,
  ): Promise<{ readonly address: string; readonly formerAccount: string | null } | null>;
  /** Mails go there, and the cards in programs follow. */
  makeFirst(signedIn: SignedIn, address: string): Promise<Refused | null>;
  /** Never the first, nor the last. */
  removeAddress(signedIn: SignedIn, address: string): Promise<Refused | null>;
  /** It is written to again. */
  confirmAddress(signedIn: SignedIn, address: string): Promise<Refused | null>;
  changeMe(signedIn: SignedIn, change: ChangeMe): Promise<void>;
}
