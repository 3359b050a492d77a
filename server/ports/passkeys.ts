// Passkeys: signing in with what a device keeps, without naming an address. Throws `Fault` with `records-unavailable`.
import type { MyPasskey } from '../../shared/protocol/program/me.ts';
import type { Entrance, NewSession, SignedIn } from './sign-in.ts';

/** The address at which a browser sees us: a passkey belongs to its name. */
export interface WebPlace {
  readonly origin: string;
}

export interface Passkeys {
  /** What the browser is asked; good once, for a few minutes. */
  enterOptions(place: WebPlace): Promise<object>;
  /** Null for a passkey that is not known here, or an answer that is not fresh, not whole or not for this place. */
  enter(answer: unknown, place: WebPlace, entrance: Omit<Entrance, 'how'>): Promise<NewSession | null>;
  /** Null while this account has as many as it may. */
  newOptions(signedIn: SignedIn, place: WebPlace): Promise<object | null>;
  add(signedIn: SignedIn, passkey: { readonly name: string; readonly answer: unknown }, place: WebPlace): Promise<boolean>;
  list(signedIn: SignedIn): Promise<readonly MyPasskey[]>;
  /** False for one that is not this account's. */
  rename(signedIn: SignedIn, id: string, name: string): Promise<boolean>;
  /** False as above. */
  end(signedIn: SignedIn, id: string): Promise<boolean>;
}
