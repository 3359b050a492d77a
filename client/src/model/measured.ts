// What the check page has found out so far, before anybody judges it. Plain data without names, labels or addresses.
import type { Way } from '../../../shared/protocol/check.ts';

export type BrowserPart = 'webrtc' | 'websocket' | 'devices' | 'audio' | 'popover';

export type DeviceMissing = 'denied' | 'missing' | 'busy';

/** `notOffered`: the media server names no such way. `untried`: there was no connection to ask over. */
export type WayFound =
  | 'waiting'
  | 'notSignedIn'
  | 'none'
  | 'unavailable'
  | 'untried'
  | 'notOffered'
  | { readonly isOpen: true; readonly roundTripMs: number | null; readonly relayOver: 'udp' | 'tcp' | 'tls' | null }
  /** `ports` are the server's, as far as they are known. */
  | { readonly isOpen: false; readonly ports: readonly number[] };

export interface Measured {
  readonly browser: { readonly name: string; readonly lacks: readonly BrowserPart[] };
  readonly isSecure: boolean;
  readonly camera: 'asking' | DeviceMissing | { readonly width: number; readonly height: number };
  /** `quiet`: nothing was heard for a while. */
  readonly microphone: 'asking' | DeviceMissing | 'listening' | 'quiet' | 'heard';
  readonly speaker: 'untried' | 'playing' | 'asked' | 'heard' | 'notHeard' | 'missing';
  /** The faster half of ten pings took no longer than this. */
  readonly connection: 'waiting' | 'blocked' | { readonly roundTripMs: number };
  /** The server's clock minus this device's, ms; null while it is not known. */
  readonly clockOffset: number | null;
  readonly ways: Readonly<Record<Way, WayFound>>;
}
