// The line's state for React; renders again only when it changes.
import { useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection-state.ts';
import type { RoomConnection } from './room-connection.ts';

export function useRoom(connection: RoomConnection): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.snapshot);
}
