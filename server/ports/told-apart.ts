// Which of people's actions logs and metrics may tell apart. Everybody sees who comes, goes and is refused at the door; what happens inside is
// not distinguished, because numbers and times could give away a signal, an offer, a note or a phase (R7.5, R9.5).
import type { Command } from '../../shared/ritual/commands.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';

export type CommandKind = 'door' | 'inside';
export type RefusalKind = (typeof doorRefusals)[number] | 'rule';

const doorCommands: ReadonlySet<string> = new Set<Command['type']>(['enter', 'leave', 'lineLost', 'seatGuest', 'changeRoster']);
const doorRefusals = [
  'not-on-the-roster',
  'on-another-device',
  'door-closed',
  'meeting-over',
] as const satisfies readonly Refusal[];
/** What this server does on its own, or for anybody at the door. */
const ownWork: ReadonlySet<string> = new Set([
  ...[
    'open',
    'lease',
    'leaseAll',
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
