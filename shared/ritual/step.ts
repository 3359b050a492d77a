// One step of a room: decide, then fold the events into the state.
import type { Command, Context } from './commands.ts';
import { decide } from './decide.ts';
import type { RoomEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Refusal } from './refusals.ts';
import type { RoomState } from './state.ts';

export type Step = { readonly state: RoomState; readonly events: readonly RoomEvent[] } | { readonly refused: Refusal };

export function step(state: RoomState, command: Command, context: Context): Step {
  const decision = decide(state, command, context);
  if (typeof decision === 'string') return { refused: decision };
  return { state: decision.reduce<RoomState>(evolve, state), events: decision };
}
