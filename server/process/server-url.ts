// The address of a mail server or a mailbox: a scheme with or without TLS, a name, perhaps a port, a user and a password.
import { isPrivateAddress } from './private-address.ts';
import { isLoopback } from './weak-secrets.ts';

export interface ServerPlace {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isSecure: boolean;
  /** Nothing is said before TLS. */
  readonly needsTls: boolean;
  /** On this machine. */
  readonly isHere: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

/** A path or a query would be ignored, so there may be none. */
export function isServerUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, port, pathname, search, hash, username, password } = asKnown(address);
  const isWhole = hostname !== '' && port !== '0' && pathname === '/' && `${search}${hash}` === '' && !/[?#]$/.test(address);
  return isWhole && decoded(username) !== null && decoded(password) !== null && (username !== '' || password === '');
}

/** `ports`: without and with TLS from the first byte. */
export function serverPlace(address: string, ports: readonly [number, number]): ServerPlace {
  const url = asKnown(address);
  const isSecure = /^[a-z]+s:/i.test(address);
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || ports[isSecure ? 1 : 0],
    isSecure,
    // Whoever reads on the way can press a mail's link first.
    needsTls: !isSecure && !isPrivateAddress(url.href),
    isHere: isLoopback(url.hostname),
    auth: user === '' ? null : { user: user ?? '', pass: pass ?? '' },
  };
}

/** Only of addresses that browsers know are all parts read in the same way. A port that http leaves out would be lost. */
function asKnown(address: string): URL {
  return new URL(address.replace(/^[a-z]+:/i, 'ftp:'));
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
