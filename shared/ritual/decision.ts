// What deciding answers: what happens, possibly nothing when the wish is already true; or the one reason why not.
import type { RoomEvent } from './events.ts';
import type { Refusal } from './refusals.ts';

export type Decision = readonly RoomEvent[] | Refusal;
