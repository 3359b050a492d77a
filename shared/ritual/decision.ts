// The result of deciding: the events, possibly none if the wish is already fulfilled; or the one reason why not.
import type { RoomEvent } from './events.ts';
import type { Refusal } from './refusals.ts';

export type Decision = readonly RoomEvent[] | Refusal;
