// The whole server without media in this process, on records in memory, with every query to them and every stored entry counted.
// Use: `const app = await openCountedApp()`, people as with any app (`signIn(app, 'Ann')`), `app.looks`, `app.stored(personId)`.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askingOf } from '../../server/accounts/own-domains.ts';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { SqlIdentities } from '../../server/accounts/sql-identities.ts';
import { SqlPasskeys } from '../../server/accounts/sql-passkeys.ts';
import { SqlSignIn } from '../../server/accounts/sql-sign-in.ts';
import { buildApp } from '../../server/app.ts';
import { LocalPresenceRegistry } from '../../server/cluster/local/local-presence-registry.ts';
import { LocalRoomLeases } from '../../server/cluster/local/local-room-leases.ts';
import { LocalServerBus } from '../../server/cluster/local/local-server-bus.ts';
import { isReachable } from '../../server/database/database.ts';
import { demoGroupId, ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import { createLogger } from '../../server/http/logger.ts';
import { noMail } from '../../server/ports/no-mail.ts';
import type { Meeting } from '../../server/ports/records.ts';
import type { RoomLog } from '../../server/ports/rooms.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { FileRoomLog } from '../../server/roomlogs/file-room-log.ts';
import { memoryDatabase } from './memory-database.ts';
import { programPorts } from './program-ports.ts';
import type { AppAddress } from './test-person.ts';

export interface CountedApp extends AppAddress {
  /** Queries of all kinds to the records so far. */
  readonly looks: number;
  /** How many log entries somebody has made. */
  stored(personId: string): number;
  /** Log entries, whoever asked for them. */
  readonly storedByAll: number;
  readonly openSockets: number;
  /** The cookie of a session that an account has, to which this person's card belongs. */
  accountOf(name: string, address: string): Promise<string>;
  meeting(): Promise<Meeting | null>;
  close(): Promise<void>;
}

export async function openCountedApp(publicUrl: string | null = null): Promise<CountedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'balint-counted-'));
  const db = await memoryDatabase();
  await ensureDemoGroup(db, systemClock);
  const secret = 'a secret of the tests, long enough';
  let looks = 0;
  const counted = db.withPlugin({
    transformQuery({ node }) {
      looks += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const [accounts, groups] = [new SqlAccounts(counted, secret, systemClock), new SqlGroups(counted, systemClock)];
  const fileLog = await FileRoomLog.open(folder);
  let sockets = () => 0;
  const by = new Map<string, number>();
  const log: RoomLog = told(fileLog, (commandId) => {
    const person = commandId.split('.')[0] ?? '';
    by.set(person, (by.get(person) ?? 0) + 1);
  });
  const quiet = () => undefined;
  const meters = {
    ...{
      commandAnswered: quiet,
      appended: quiet,
      caughtUp: quiet,
      told: quiet,
      silenceConfirmed: quiet,
      silenceDoubted: quiet,
    },
    ...{ lookedAtMedia: quiet, mediaJoined: quiet, watchPart: quiet },
    watch: (gauge: string, read: () => number) => {
      if (gauge === 'openSockets') sockets = read;
    },
  };
  const app = await buildApp(
    {
      clock: systemClock,
      log,
      accounts,
      groups,
      ...programPorts(db, systemClock),
      identities: new SqlIdentities({ db: counted, secret, clock: systemClock, ...askingOf(false) }),
      passkeys: new SqlPasskeys({ db: counted, secret, clock: systemClock }),
      signIn: new SqlSignIn({ db: counted, secret, clock: systemClock, mail: noMail, ended: accounts.ended }),
      leases: new LocalRoomLeases(),
      presence: new LocalPresenceRegistry(),
      others: new LocalServerBus(),
      logger: createLogger('silent'),
      meters,
      media: null,
    },
    { secret, publicUrl, clientFolder: '/nowhere', isGuarded: false, recordsReachable: () => isReachable(counted) },
  );
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  await app.open();
  const url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
  const links = await accounts.links(demoGroupId);
  return {
    url,
    link: (name) => `${url}/in/${links.find((link) => link.name === name)?.token}`,
    get looks() {
      return looks;
    },
    stored: (personId) => by.get(personId) ?? 0,
    get storedByAll() {
      return [...by.values()].reduce((all, one) => all + one, 0);
    },
    get openSockets() {
      return sockets();
    },
    async accountOf(name, address) {
      await db.updateTable('people').set({ address }).where('short_name', '=', name).execute();
      const signIn = new SqlSignIn({ db, secret, clock: systemClock, mail: noMail });
      const entrance = { how: 'mail', device: 'Firefox, Linux', endsWithBrowser: false } as const;
      const opened = await signIn.enter(await signIn.printedLink(address, '/home'), entrance);
      if (!opened) throw new Error(`${name} does not come in`);
      return `br_me=${opened.session}`;
    },
    meeting: () => groups.currentMeeting(demoGroupId),
    async close() {
      await app.close();
      await fileLog.close();
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same, calling back for each stored entry. */
function told(real: RoomLog, stored: (commandId: string) => void): RoomLog {
  return {
    read: (room, after) => real.read(room, after),
    async append(room, version, commandId, events) {
      const appended = await real.append(room, version, commandId, events);
      if (appended.outcome === 'appended') stored(commandId);
      return appended;
    },
    versionOf: (room, commandId) => real.versionOf(room, commandId),
    liveRooms: () => real.liveRooms(),
    remove: (room) => real.remove(room),
    follow: (call) => real.follow(call),
    close: () => real.close(),
  };
}
