// Signing in by another organisation: one port for whichever protocol it speaks, and the port to those that programs have set up.
import type { MetadataTrouble, NewProvider, ProviderRow } from '../../shared/protocol/program/identity.ts';
import type { Entrance, NewSession, SignedIn } from './sign-in.ts';

/** Where a browser sees us. */
export interface SsoPlace {
  readonly origin: string;
}

/** Why an answer of another organisation signs nobody in. Safe for a log: it names no person, address or secret. */
export type RefusedAnswer =
  /** No such provider, or one that is not in use. */
  | 'provider-unknown'
  | 'provider-unreachable'
  /** Its address leads into a private network. */
  | 'provider-private'
  | 'provider-said-no'
  /** It was never asked for, was used already, or is too old. */
  | 'answer-spent'
  /** It was asked for by another browser. */
  | 'answer-of-another-browser'
  | 'answer-unreadable'
  | 'answer-not-signed'
  | 'answer-for-another'
  | 'answer-expired'
  | 'answer-untrue'
  /** It does not say, or the organisation may not say, which address is the person's. */
  | 'address-not-proved'
  | 'address-unknown';

/** Thrown by a provider. */
export class AnswerRefused extends Error {
  readonly reason: RefusedAnswer;
  constructor(reason: RefusedAnswer, cause?: unknown) {
    super(reason, { cause });
    this.name = 'AnswerRefused';
    this.reason = reason;
  }
}

/** What an organisation says of a person. */
export interface Proof {
  /** Its own unchanging name for them. */
  readonly subject: string;
  /** Lower case; null unless the organisation vouches for it. */
  readonly address: string | null;
}

export interface Begun {
  readonly goTo: string;
  /** Kept, sealed, until the answer comes. */
  readonly keep: Readonly<Record<string, string>>;
}

/** One organisation's way of signing in. Throws `AnswerRefused`. */
export interface IdentityProvider {
  /** `state` comes back with the answer. */
  begin(state: string, place: SsoPlace): Promise<Begun>;
  /** `find` gives what was kept for a state, once. */
  read(answer: ProviderAnswer, place: SsoPlace, find: FindKept): Promise<Proof>;
}

export type FindKept = (state: string) => Promise<Readonly<Record<string, string>> | null>;

export interface ProviderAnswer {
  /** The address's query, or the form's fields. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Where a browser goes on to that has begun to sign in, and the value that shows later that it was this one. */
export interface BegunSignIn {
  readonly goTo: string;
  readonly browser: string;
}

export interface Asked {
  readonly to: string;
  readonly endsWithBrowser: boolean;
  /** A coordinator tries it: nobody is signed in. */
  readonly tryBy: string | null;
}

export interface Arrived {
  readonly to: string;
  /** Null after a try. */
  readonly session: NewSession | null;
}

export interface ByBrowser {
  /** What `BegunSignIn.browser` was, as the browser gives it back. */
  readonly browser: string | null;
  readonly signedIn: SignedIn | null;
  readonly device: Entrance['device'];
}

/** The providers of programs. Throws `Fault`, and `AnswerRefused` where a provider is spoken to. */
export interface Identities {
  list(programId: string, place: SsoPlace): Promise<readonly ProviderRow[]>;
  make(programId: string, provider: NewProvider, byAccount: string): Promise<{ readonly id: string } | IdentityFault>;
  /** Null for one that is not this program's; `not-allowed-now` before it was tried and each of its domains says yes. */
  require(programId: string, id: string, isRequired: boolean, byAccount: string): Promise<'done' | 'not-allowed-now' | null>;
  /** Reads SAML metadata again from its address; whatever goes wrong leaves all as it was. Null where there is no such address. */
  readMetadata(programId: string, id: string, byAccount: string): Promise<{ readonly trouble: MetadataTrouble | null } | null>;
  end(programId: string, id: string, byAccount: string): Promise<boolean>;
  /** Those in use for the domain of an address. */
  ofDomain(domain: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  begin(id: string, asked: Asked, place: SsoPlace, programId?: string): Promise<BegunSignIn>;
  /** The answer of an OpenID provider, in the address. */
  back(id: string, answer: ProviderAnswer, place: SsoPlace, by: ByBrowser): Promise<Arrived>;
  /** The answer of a SAML provider, posted from its page without our cookies: gives a ticket, good once, for `finish`. */
  posted(id: string, answer: ProviderAnswer, place: SsoPlace): Promise<string>;
  finish(ticket: string, by: ByBrowser): Promise<Arrived>;
  metadata(id: string, place: SsoPlace): Promise<string | null>;
}

export interface IdentityFault {
  readonly fault: {
    readonly path: 'issuer' | 'entry' | 'certificate' | 'metadata';
    readonly code: MetadataTrouble | 'taken';
  };
}
