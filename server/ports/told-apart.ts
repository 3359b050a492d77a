// What logs and numbers may tell apart of what people do. Coming, going and being refused at the door, all see; of what happens inside nothing
// is told apart from the rest, for a signal, an offer, a note or a phase could be told from their numbers and times (R7.5, R9.5).
import type { Command } from '../../shared/ritual/commands.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';

export type CommandKind = 'door' | 'inside';
export type RefusalKind = (typeof doorRefusals)[number] | 'rule';

const doorCommands: ReadonlySet<string> = new Set<Command['type']>(['enter', 'leave', 'lineLost', 'seatGuest']);
const doorRefusals = [
  'not-on-the-roster',
  'on-another-device',
  'door-closed',
  'meeting-over',
] as const satisfies readonly Refusal[];
/** What this server does by itself, or for anybody at the door. */
const ownWork: ReadonlySet<string> = new Set([
  ...[
    'open',
    'claim',
    'claimAll',
    'release',
    'catchUp',
    'connectionOpened',
    'connectionClosed',
    'cutMedia',
    'lookAtMedia',
    'mediaDoor',
  ],
  ...['handshake', 'check', 'signOut', 'sessionsEnded'],
]);

export function kindOfCommand(type: Command['type']): CommandKind {
  return doorCommands.has(type) ? 'door' : 'inside';
}

export function kindOfRefusal(why: Refusal): RefusalKind {
  return doorRefusals.find((one) => one === why) ?? 'rule';
}

/** For a log line. `what`: a command's type, or a word for other work. */
export function toldInLog(what: string): string {
  return doorCommands.has(what) || ownWork.has(what) ? what : 'inside';
}
