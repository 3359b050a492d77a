// The process: reads the configuration, chooses the adapters, opens the app and closes it gracefully.
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { refuseUnfit } from './accounts/secret.ts';
import { secretOfRecords } from './accounts/secret-of-records.ts';
import { SqlAccounts } from './accounts/sql-accounts.ts';
import { SqlPasskeys } from './accounts/sql-passkeys.ts';
import { SqlSignIn } from './accounts/sql-sign-in.ts';
import { startIdentities } from './accounts/start-identities.ts';
import { startKeeping } from './after/start-keeping.ts';
import { type App, buildApp } from './app.ts';
import { SqlFeeds } from './calendar/sql-feeds.ts';
import { startCertificates } from './certificates/start-certificates.ts';
import { startServers } from './cluster/start-cluster.ts';
import { type Database, isReachable, openDatabase } from './database/database.ts';
import { databaseIn, firstStartIsOver, lookInto } from './database/first-start.ts';
import { lockFolder } from './database/folder-lock.ts';
import { keepToOwner, ownFolder } from './database/own-folder.ts';
import { readZone } from './dates/zones.ts';
import { greeting, leaveNote, linksElsewhere, linksToOpen, otherAddresses, ownGroup, personalLinks } from './greeting.ts';
import { demoGroupId, ensureDemoGroup, isDemoGroupHere } from './groups/demo-group.ts';
import { SqlGroups } from './groups/sql-groups.ts';
import { createLogger } from './http/logger.ts';
import { startMail } from './mail/start-mail.ts';
import { refuseNoProgram, startMedia } from './media/start-media.ts';
import { openMetricsDoor } from './metrics/metrics-door.ts';
import { PrometheusMeters } from './metrics/prometheus-meters.ts';
import { CannotStart } from './process/cannot-start.ts';
import { type Config, readConfig } from './process/config.ts';
import { cannotListen, cannotMeasure, listen, tryToListen } from './process/listening.ts';
import { addressFromHere, ownAddresses } from './process/own-address.ts';
import { systemClock as clock } from './process/system-clock.ts';
import { isSomebodysFault } from './process/whose-fault.ts';
import { whyNot } from './process/why-not.ts';
import { SqlPeople } from './programs/sql-people.ts';
import { SqlPrograms } from './programs/sql-programs.ts';
import { SqlProgramRoles } from './programs/sql-roles.ts';
import { SqlRosters } from './programs/sql-rosters.ts';
import { SealedMarks } from './roomlogs/sealed-marks.ts';
import { SqlKeyHalves } from './roomlogs/sql-key-halves.ts';
import { SqlLogMarks } from './roomlogs/sql-log-marks.ts';
import { WitnessedLog } from './roomlogs/witnessed-log.ts';
import { reckonNightly } from './series/nightly.ts';
import { SqlDates } from './series/sql-dates.ts';
import { startSystems } from './systems/start-systems.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const clientFolder = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../dist/client' : '../client', import.meta.url));
const mediaPatienceMs = 15_000;

/** Undone in reverse order when the process ends, however far it got. */
const ends: (() => Promise<unknown>)[] = [];
let retire: (() => void) | null = null;
let logger: Logger | null = null;
let isStarted = false;
/** What ended the process: the signal that came first, or a fault. */
let ending: NodeJS.Signals | 'fault' | null = null;
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
/** Caused by no connection: what remains cannot be relied on. The rooms are in the log, for the next start. */
const faults = ['uncaughtException', 'unhandledRejection'] as const;

async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end().catch(() => undefined);
}

async function start(config: Config): Promise<void> {
  const dataDir = resolve(config.dataDir);
  const log = createLogger(config.logLevel);
  logger = log;
  for (const sentence of config.warnings) log.warn(sentence);
  await ownFolder(dataDir);
  ends.push(await lockFolder(dataDir));
  await refuseEarly(config);
  const database = await openRecords(config, dataDir, log);
  const wishes = { SECRET: config.secret, isReachable: config.isReachable };
  const secret = await secretOfRecords(database, dataDir, wishes, { clock, warn: (sentence) => log.warn(sentence) });
  const accounts = new SqlAccounts(database, secret, clock);
  const groups = new SqlGroups(database, clock);
  const mail = startMail(config.mail, { db: database, secret, clock, log });
  ends.push(mail.stop);
  const keeping = startKeeping({ db: database, isOurs: config.databaseUrl === null, secret, clock, log });
  ends.push(keeping.stop);
  const signIn = new SqlSignIn({ db: database, secret, clock, mail: mail.mail, ended: accounts.ended });
  const dates = new SqlDates(database, clock, mail.mail);
  const programs = {
    signIn,
    passkeys: new SqlPasskeys({ db: database, secret, clock }),
    identities: startIdentities({ db: database, secret, clock, log, isOnLoopback: config.isSsoOnLoopback }, ends),
    programRoles: new SqlProgramRoles(database),
    programs: new SqlPrograms(database, { clock, mail: mail.mail }),
    programMails: mail.programMails,
    outbox: mail.outbox,
    rosters: new SqlRosters(database, { clock, mail: mail.mail, dates }),
    dates,
    people: new SqlPeople(database, { clock, mail: mail.mail, dates, readZone }),
    feeds: new SqlFeeds(database, secret, clock),
    ...keeping.ports,
    ...startSystems(database, { secret, clock, log }, ends),
    ...startCertificates(database, { secret, clock }, ends),
    reminders: mail.reminders,
  };
  const stopReckoning = reckonNightly(dates, clock, (err) => log.error({ err }, 'dates could not be reckoned anew'));
  ends.push(async () => stopReckoning());
  if (config.hasDemo) await ensureDemoGroup(database, clock);
  const servers = await startServers(config, { dataDir, secret, halves: new SqlKeyHalves(database), log });
  ends.push(servers.stop);
  await firstStartIsOver(dataDir);
  const marks = new SealedMarks(new SqlLogMarks(database, clock), servers.keys);
  const journals = new WitnessedLog(servers.ports.log, { marks, groups, clock, warn: (sentence) => log.warn(sentence) });
  ends.push(() => journals.close());

  let app: App | null = null;
  const media = await startMedia(config.media, {
    dataDir,
    names: servers.mediaNames,
    clock,
    log,
    onChange: (isUp) => void app?.mediaChanged(isUp),
  });
  ends.push(() => media.stop());
  const meters = config.metrics && new PrometheusMeters();
  app = await buildApp(
    {
      clock,
      accounts,
      groups,
      ...programs,
      ...servers.ports,
      log: journals,
      logger: log,
      media: media.parts,
      ...(meters && { meters }),
    },
    {
      secret,
      publicUrl: config.publicUrl,
      clientFolder,
      isGuarded: config.isGuarded,
      recordsReachable: async () => servers.isUp() && (await isReachable(database)),
    },
  );
  ends.push(app.close);
  retire = app.retire;
  if (config.metrics && meters) {
    meters.watchPart('records', () => isReachable(database));
    meters.watchPart('servers', async () => servers.isUp());
    const { gateway } = media.parts ?? {};
    if (gateway) meters.watchPart('media', () => gateway.isUp());
    const door = await openMetricsDoor(meters, config.metrics.host, config.metrics.port);
    ends.push(door.close);
  }
  const listening = await listen(app.http, config);
  // Only now that we listen can it be told where to send its notices.
  await media.begin(`${addressFromHere(listening)}/internal/livekit-webhook`);
  if (media.parts && !(await media.firstAnswer(mediaPatienceMs)))
    say('The media server does not answer yet; the room opens without it, and we keep trying.');
  await app.mediaChanged(await media.firstAnswer(0));
  await app.open();

  const addresses = config.publicUrl === null ? ownAddresses(config.host, listening.port) : ([config.publicUrl] as const);
  const [url] = addresses;
  mail.begin(url);
  const hasGroup = await isDemoGroupHere(database);
  const links = hasGroup ? await personalLinks(accounts, demoGroupId, url) : [];
  const own = config.isTrial ? { ownGroup: `${url}/enter#${await signIn.printedLink(null, '/new')}` } : {};
  ends.push(await leaveNote(dataDir, { pid: process.pid, url, links, ...own }));
  const groupName = hasGroup ? (await groups.roster(demoGroupId)).groupName : '';
  const told = own.ownGroup ? [...ownGroup(own.ownGroup), ...linksToOpen(groupName, links)] : linksElsewhere(dataDir, links);
  say(greeting(url, [...told, ...otherAddresses(addresses)], config.media));
  isStarted = true;
}

/** What the settings and this machine already tell is said before any record is made. */
async function refuseEarly({ secret, host, port, metrics, media }: Config): Promise<void> {
  if (secret !== undefined) refuseUnfit(secret);
  await tryToListen(host, port, cannotListen);
  if (metrics) await tryToListen(metrics.host, metrics.port, cannotMeasure);
  await refuseNoProgram(media);
}

/** A first start is recognised by its mark until everything it makes is there. */
async function openRecords({ databaseUrl }: Config, dataDir: string, log: Logger): Promise<Database> {
  const { isFirst } = databaseUrl === null ? await lookInto(dataDir) : { isFirst: false };
  if (isFirst) say('Making the database (a few seconds, once)…');
  const database = await openDatabase(
    databaseUrl === null
      ? { folder: databaseIn(dataDir), isFirst }
      : { url: databaseUrl, onLostConnection: (err) => log.warn({ err }, 'a database connection broke') },
  );
  ends.push(() => database.destroy());
  return database;
}

/** When asked to end, gives whatever balances several servers time to find the others first. */
async function handOver(drainMs: number): Promise<void> {
  if (retire === null) return;
  retire();
  await wait(drainMs);
}

/** Never a stack: LOG_LEVEL=debug shows where it happened. */
function inOneSentence(error: unknown): string {
  if (error instanceof CannotStart) return error.message;
  logger?.debug({ err: error }, 'the start failed');
  const { path } = error as { path?: unknown };
  return `The server cannot start: ${typeof path === 'string' ? `${path}: ` : ''}${whyNot(error).replace(/\.$/, '')}. Fix that and start again; LOG_LEVEL=debug shows where it happened.`;
}

keepToOwner();
// Whoever read what is said here may be gone: no reason to say so to nobody, for ever, nor to end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
try {
  const config = readConfig(process.env);
  const delay = config.drainMs + 8_000;
  const { close } = closeWithGrace({ delay, logger: false, skip: [...endings, ...faults] }, async () => {
    if (ending !== 'fault') say('\nClosing…');
    if (ending === 'SIGTERM') await handOver(config.drainMs);
    await endAll();
    if (ending === 'fault') process.exit(1);
  });
  for (const fault of faults) {
    process.on(fault, (cause: unknown) => {
      if (isSomebodysFault(cause) || (!isStarted && ending !== null && ending !== 'fault')) return;
      const { stack = String(cause) } = cause as { stack?: string };
      process.stderr.write(`${isStarted ? stack : inOneSentence(cause)}\n`);
      if (ending !== null) return;
      ending = 'fault';
      close();
    });
  }
  // Ctrl-C arrives from the terminal and again from npm: that is one request, and no reason to leave anything behind.
  for (const signal of endings) {
    process.on(signal, () => {
      if (ending !== null) return;
      ending = signal;
      close();
    });
  }
  await start(config);
} catch (error) {
  // Whoever has asked to end need not read what that has interrupted.
  if (ending === null) {
    process.stderr.write(`\n${inOneSentence(error)}\n`);
    await endAll();
    process.exit(1);
  }
}
