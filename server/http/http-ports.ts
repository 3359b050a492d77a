// What the pages and requests need from the rest of the server.

import type { Accounts, Groups } from '../ports/records.ts';
import type { RoomId } from '../ports/rooms.ts';

export interface HttpPorts {
  readonly accounts: Accounts;
  readonly groups: Groups;
}

export interface HttpOptions {
  /** The address that people see, when the server stands behind another; null when they reach it directly. */
  readonly publicUrl: string | null;
  /** Where the built client lies. */
  readonly clientFolder: string;
  /** For `/readyz`. */
  isReady(): Promise<boolean>;
  /** Some or all sessions of this seat are over: its sockets must ask again who they are. */
  onSessionsEnded(ref: string): void;
  /** A leader has named a guest for this meeting: its room, if it is open, must learn of it. */
  onGuestNamed(room: RoomId): void;
}
