// Reads the final log and compares it with what people were told: nothing lost, nothing done twice, no phase skipped.

import { openAsTheyAre } from '../../server/database/database.ts';
import type { LogEntry, RoomLog } from '../../server/ports/rooms.ts';
import { KeyRing } from '../../server/roomlogs/room-keys.ts';
import { SealedLog } from '../../server/roomlogs/sealed-log.ts';
import { type KeyHalves, SharedRoomKeys } from '../../server/roomlogs/shared-room-keys.ts';
import { SqlKeyHalves } from '../../server/roomlogs/sql-key-halves.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { evolveAll } from '../../shared/ritual/evolve.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import type { RoomView, View } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { phasesAhead, phasesBehind } from '../../shared/ritual/walk.ts';
import type { TestCluster } from '../support/cluster.ts';
import type { Actor } from './actor.ts';

export interface Verdict {
  /** Acts that were answered as done but are not in the log; and acts without any answer. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly leaps: readonly string[];
  readonly backwards: readonly string[];
}

/**
 * Opened as the servers do, but read by the test's own Redis client. `halves`: those of the rooms' keys that the records keep, asked for
 * once, since a fault may take the records away.
 */
export async function historyOf(
  cluster: TestCluster,
  halves: Map<string, string>,
): Promise<{ readonly room: string; readonly entries: readonly LogEntry[] }> {
  const { redis } = cluster;
  const [room = ''] = (await redis('SMEMBERS', 'balint:rooms')) as string[];
  const rows = (await redis('XRANGE', `balint:{${room}}:log`, '-', '+')) as [string, string[]][];
  const written = rows.map(([id, [, text]]) => ({ version: Number.parseInt(id, 10), ...JSON.parse(text ?? '{}') }) as LogEntry);
  const halfInRedis = { of: async () => (await redis('GET', `balint:{${room}}:key`)) as string | null } as unknown as KeyHalves;
  const half = halves.get(room) ?? (await halfInRecords(cluster, room));
  if (half !== null) halves.set(room, half);
  const kept = { of: async () => half } as unknown as KeyHalves;
  const keys = new KeyRing(new SharedRoomKeys(halfInRedis, kept, await cluster.secret()));
  const log = new SealedLog({ read: async () => written } as unknown as RoomLog, keys);
  return { room, entries: await log.read(room, 0) };
}

async function halfInRecords({ databaseUrl }: TestCluster, room: string): Promise<string | null> {
  const records = await openAsTheyAre({ url: databaseUrl, onLostConnection: () => {} });
  return new SqlKeyHalves(records).of(room).finally(() => records.destroy());
}

/** What somebody was told and shown. */
export type Witness = Pick<Actor, 'name' | 'id' | 'acts' | 'screens'>;

export function judge(entries: readonly LogEntry[], actors: readonly Witness[]): Verdict {
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const { name, id, acts } of actors) {
    // Somebody who acts more often than allowed is told so; that is an answer.
    for (const { reply, command } of acts)
      if (reply === null || (!reply.ok && 'trouble' in reply && reply.trouble !== 'too-many'))
        lost.push(`${name}: no answer to ${command.type}`);
    const own = entries.filter(({ commandId, events }) => commandId.startsWith(`${id}.`) && !isOwnMove(events, id));
    // An answer tells nothing about the log (R7.5), but the log must have as many acts of each kind as were answered as done.
    const done = acts.flatMap(({ reply, command }) => (reply?.ok ? [madeBy[command.type] ?? command.type] : []));
    const stored = own.map(({ events }) => events[0]?.type ?? 'nothing');
    for (const kind of new Set([...done, ...stored])) {
      const [told, kept] = [countOf(kind, done), countOf(kind, stored)];
      if (told > kept) lost.push(`${name}: ${kind} was done ${told} times, and the log has ${kept}`);
      if (kept > told) doubled.push(`${name}: ${kind} is in the log ${kept} times, and was done ${told} times`);
    }
  }
  const ids = entries.map(({ commandId }) => commandId);
  doubled.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `command ${id}`));
  return { lost, doubled, leaps: leapsIn(entries), backwards: actors.flatMap((actor) => backwardsOf(entries, actor)) };
}

function countOf<T>(one: T, all: readonly T[]): number {
  return all.filter((each) => each === one).length;
}

/** Whether this is what the person sees at that version of the log, or at a later one. */
export function showsFrom(entries: readonly LogEntry[], version: number, screen: RoomView): boolean {
  return viewsOf(entries, screen.me.personId).lastIndexOf(bare(screen)) >= version - 1;
}

/** Each screen follows from the log, at a version no earlier than the screen before. */
function backwardsOf(entries: readonly LogEntry[], { name, id, screens }: Witness): string[] {
  const views = viewsOf(entries, id);
  const backwards: string[] = [];
  let at = 0;
  for (const screen of screens) {
    const found = views.indexOf(bare(screen), at);
    if (found < 0) backwards.push(`${name}: after version ${at + 1}, a screen of ${views.lastIndexOf(bare(screen)) + 1}`);
    else at = found;
  }
  return backwards;
}

/** What the person saw after each entry. */
function viewsOf(entries: readonly LogEntry[], id: string): string[] {
  let state: RoomState | null = null;
  return entries.map(({ events }) => {
    state = evolveAll(state, events);
    return state ? bare(viewFor(state, id, 0, 0)) : '';
  });
}

/** A view without what is stamped on it. */
function bare(view: View): string {
  return JSON.stringify({ ...view, version: 0, serverNow: 0 });
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
