// Measures how soon a change has been told to everybody here: since this server stored it, or since another one decided it.
import type { Clock } from '../ports/clock.ts';
import type { Meters } from '../ports/meters.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';

/** Call it after all other followers of a change. */
export function tellingWatch(meters: Pick<Meters, 'told'>, clock: Pick<Clock, 'now'>) {
  return ({ since }: Pick<RoomChange, 'since'>): void => {
    if (since === undefined) return;
    if ('storedAt' in since) meters.told('here', (performance.now() - since.storedAt) / 1000);
    else meters.told('elsewhere', Math.max(0, clock.now() - since.decidedAt) / 1000);
  };
}
