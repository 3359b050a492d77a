// Reads what the log holds in the end and holds it against what people were told: nothing lost, nothing done twice, no phase leapt over.

import type { LogEntry } from '../../server/ports.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { evolveAll } from '../../shared/ritual/evolve.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { phasesAhead, phasesBehind } from '../../shared/ritual/walk.ts';
import type { TestCluster } from '../support/cluster.ts';
import type { Act, Actor } from './actor.ts';

export interface Verdict {
  /** Acts that were answered as done, and of which the log knows nothing; and acts without any answer. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly leaps: readonly string[];
  readonly backwards: readonly string[];
}

export async function historyOf({ redis }: TestCluster): Promise<{ readonly room: string; readonly entries: readonly LogEntry[] }> {
  const [room = ''] = (await redis('SMEMBERS', 'balint:rooms')) as string[];
  const rows = (await redis('XRANGE', `balint:{${room}}:log`, '-', '+')) as [string, string[]][];
  const entries = rows.map(([id, [, text]]) => ({ version: Number.parseInt(id, 10), ...JSON.parse(text ?? '{}') }) as LogEntry);
  return { room, entries };
}

/** What somebody was told and shown. */
export type Witness = Pick<Actor, 'name' | 'id' | 'acts' | 'backwards'>;

export function judge(entries: readonly LogEntry[], actors: readonly Witness[]): Verdict {
  const byVersion = new Map(entries.map((entry) => [entry.version, entry]));
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const actor of actors) {
    const told = new Map<number, Act>();
    for (const act of actor.acts) {
      const { reply, command } = act;
      if (reply === null || (!reply.ok && 'trouble' in reply)) lost.push(`${actor.name}: no answer to ${command.type}`);
      if (!reply?.ok) continue;
      const entry = byVersion.get(reply.version);
      if (!entry?.commandId.startsWith(`${actor.id}.`) || !tells(entry, command.type))
        lost.push(`${actor.name}: ${command.type} was done at ${reply.version}, where the log has ${entry?.events[0]?.type}`);
      if (told.has(reply.version)) doubled.push(`${actor.name}: two acts were done at ${reply.version}`);
      told.set(reply.version, act);
    }
    const own = entries.filter(({ commandId, events }) => commandId.startsWith(`${actor.id}.`) && !isOwnMove(events, actor.id));
    for (const { version, events } of own)
      if (!told.has(version)) doubled.push(`${actor.name}: ${events[0]?.type} at ${version} was never asked for, or twice`);
  }
  const ids = entries.map(({ commandId }) => commandId);
  doubled.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `command ${id}`));
  return { lost, doubled, leaps: leapsIn(entries), backwards: actors.flatMap(({ backwards }) => backwards) };
}

const madeBy: Readonly<Record<string, RoomEvent['type']>> = {
  pause: 'paused',
  resume: 'resumed',
  closeDoor: 'personMoved',
  openDoor: 'personMoved',
  advance: 'phaseChanged',
  goBack: 'phaseChanged',
  chooseCase: 'caseChosen',
  acceptCase: 'caseAccepted',
  offerCase: 'caseOffered',
  withdrawOffer: 'offerWithdrawn',
  signalLeaders: 'signalRaised',
  withdrawSignal: 'signalWithdrawn',
  comeIn: 'presenterCameIn',
};

function tells({ events }: LogEntry, command: string): boolean {
  return events.length > 0 && events[0]?.type === madeBy[command];
}

/** Entering, which a page does by itself. */
function isOwnMove([first]: readonly RoomEvent[], id: string): boolean {
  return first?.type === 'personMoved' && first.personId === id;
}

function leapsIn(entries: readonly LogEntry[]): string[] {
  const leaps: string[] = [];
  let state: RoomState | null = null;
  let last = 0;
  for (const { version, events } of entries) {
    if (version !== last + 1) leaps.push(`version ${last + 1} is missing`);
    last = version;
    for (const event of events) {
      if (event.type === 'phaseChanged' && state) {
        const { phase } = state.scene;
        const allowed = [...phasesAhead(state), ...phasesBehind(state)];
        if (event.from !== phase || !allowed.includes(event.to)) leaps.push(`${phase} → ${event.to} at ${version}`);
      }
      state = evolveAll(state, [event]);
    }
  }
  return leaps;
}
