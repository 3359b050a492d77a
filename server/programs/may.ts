// Who may do what: one table of objects, acts and roles. Default deny: what is not in it, nobody may, and nobody learns that it exists.
// Nothing here opens a room, and no act of a coordinator comes near one: what happens in a room has no route at all (R7.5, R9.2).
import type { ProgramRole } from '../ports/programs.ts';

type Roles = readonly ProgramRole[];

const anybody: Roles = ['signedIn'];
const coordinators: Roles = ['coordinator'];
const leaders: Roles = ['leader', 'coLeader'];
const whoRun: Roles = [...coordinators, ...leaders];
const seated: Roles = [...leaders, 'leaderInTraining', 'member', 'observer', 'supervisor'];
const all: Roles = [...coordinators, ...seated];

const table = {
  ownAccount: { read: anybody, change: anybody, end: anybody },
  /** A group of one's own, with a program around it. */
  ownGroup: { make: anybody },
  program: { read: coordinators, change: coordinators, close: coordinators, reopen: coordinators },
  coordinators: { invite: coordinators, end: coordinators },
  identityProviders: { read: coordinators, make: coordinators, try: coordinators, change: coordinators, end: coordinators },
  people: {
    list: coordinators,
    add: coordinators,
    change: coordinators,
    end: coordinators,
    import: coordinators,
    export: coordinators,
  },
  /** Those who lead learn kinds and states alone: nobody's address. */
  mails: { read: coordinators, again: coordinators, readOfGroup: leaders },
  acts: { read: coordinators },
  group: { make: coordinators, read: all, change: whoRun, close: coordinators, reopen: coordinators },
  form: { read: whoRun, write: leaders },
  seats: { give: whoRun, order: whoRun, change: whoRun, end: whoRun },
  pairNotes: { learn: whoRun, readKind: leaders, write: leaders },
  personalLinks: { see: leaders, renew: leaders, mail: whoRun },
  guest: { name: leaders },
  contract: { read: all, write: leaders, readLedger: whoRun, accept: seated },
  consents: { read: seated, say: seated },
  dates: { read: all, plan: whoRun, excuseOneself: seated },
  /** R1.4: where a group has no leaders. */
  convenors: { read: all, name: whoRun },
  excuses: { readAll: [...whoRun, 'leaderInTraining'] },
  calendar: { readOwn: seated },
  /** Who led is not asked how they led; leaders in training are. */
  survey: { write: leaders, readResults: leaders, answer: ['leaderInTraining', 'member'] },
  research: { ask: leaders, readLedger: whoRun, say: seated },
  /** R9.2: the leaders' own, and never a coordinator's. */
  rotation: { read: leaders, write: leaders },
  attendance: { readAll: whoRun, enter: whoRun, correct: whoRun },
  yearReport: { read: coordinators },
  apiKeys: { read: coordinators, make: coordinators, end: coordinators },
  webhooks: {
    read: coordinators,
    make: coordinators,
    change: coordinators,
    test: coordinators,
    again: coordinators,
    end: coordinators,
  },
  exports: { program: coordinators, group: whoRun },
  credentialLog: { write: [...leaders, 'leaderInTraining'], confirm: ['supervisor'] },
  certificate: { read: coordinators, make: coordinators, withdraw: coordinators },
} as const satisfies Record<string, Record<string, Roles>>;

export type ProgramObject = keyof typeof table;
export type ActOn<O extends ProgramObject> = keyof (typeof table)[O] & string;

const known = new Map<string, Roles>(
  Object.entries(table).flatMap(([object, acts]) =>
    Object.entries(acts).map(([act, roles]) => [`${object} ${act}`, roles] as const),
  ),
);

/** Every object with its act, for the test that compares the table with the written matrix. */
export const everyAct: readonly string[] = [...known.keys()];

export function may<O extends ProgramObject>(role: ProgramRole, act: ActOn<O>, object: O): boolean {
  return known.get(`${object} ${act}`)?.includes(role) ?? false;
}

/**
 * What is closed is read, by whoever could read it. What is still done there opens it again, or puts right or ends what outlasts it: what was held,
 * and who may ask for it.
 */
const whileClosed: ReadonlySet<string> = new Set([
  'group reopen',
  'program reopen',
  'attendance correct',
  'certificate make',
  'certificate withdraw',
  'apiKeys end',
  'webhooks end',
]);

export function mayWhileClosed<O extends ProgramObject>(act: ActOn<O>, object: O): boolean {
  return whileClosed.has(`${object} ${act}`);
}

export function anyMay<O extends ProgramObject>(roles: ReadonlySet<ProgramRole>, act: ActOn<O>, object: O): boolean {
  return [...roles].some((role) => may(role, act, object));
}
