// The server's HTTP part on real records in memory, used without a port, with the people and cookies that its tests need.
import Fastify, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify';
import { Kysely, PostgresDialect } from 'kysely';
import { askingOf } from '../../server/accounts/own-domains.ts';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { SqlIdentities } from '../../server/accounts/sql-identities.ts';
import { SqlPasskeys } from '../../server/accounts/sql-passkeys.ts';
import { SqlSignIn } from '../../server/accounts/sql-sign-in.ts';
import { type Database, isReachable } from '../../server/database/database.ts';
import { demoGroupId, ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import { fastifyOptions } from '../../server/http/fastify-options.ts';
import type { HttpOptions } from '../../server/http/http-ports.ts';
import { createLogger, logAnswers } from '../../server/http/logger.ts';
import { registerHttp } from '../../server/http/register-http.ts';
import type { SignInLink, TrialOutbox } from '../../server/ports/mail.ts';
import type { AccountOfRequest } from '../../server/ports/programs.ts';
import { FakeClock } from './fake-clock.ts';
import { memoryDatabase } from './memory-database.ts';
import { programPorts } from './program-ports.ts';

export const secret = 'a secret of the tests, long enough';
export const ownOrigin = 'http://localhost';

export interface AppOptions {
  readonly publicUrl?: string;
  readonly clientFolder?: string;
  /** Before any route is registered. */
  readonly before?: (fastify: FastifyInstance) => void;
  readonly signIn?: AccountOfRequest;
  readonly outbox?: TrialOutbox | null;
  /** A route of the test's own, to make the app fail. */
  readonly more?: (fastify: FastifyInstance) => void;
}

/** One person's browser, with the session of one seat. */
export interface Browser {
  readonly ref: string;
  readonly cookie: string;
  get(path: string): Promise<LightMyRequestResponse>;
  /** As our own page does it; `more` replaces parts. */
  post(path: string, more?: InjectOptions): Promise<LightMyRequestResponse>;
}

const asking = askingOf(true);

export class HttpApp {
  readonly fastify: FastifyInstance;
  readonly db: Database;
  readonly accounts: SqlAccounts;
  readonly groups: SqlGroups;
  readonly signIn: SqlSignIn;
  /** Sign-in links that were queued as mails, oldest first. */
  readonly mailed: SignInLink[] = [];
  readonly clock: FakeClock;
  readonly program: ReturnType<typeof programPorts>;
  /** What the records of every domain say. */
  readonly saying = new Set<string>();
  readonly logged: string[];
  /** Seats whose sessions were reported as over. */
  readonly ended: string[] = [];
  /** Rooms that were told of a guest. */
  readonly told: string[] = [];
  /** Groups whose rosters were reported as changed. */
  readonly changed: string[] = [];
  isShutTo: HttpOptions['isShutTo'] = async () => false;
  /** Groups that are said to sit. */
  readonly satIn = new Set<string>();

  private constructor(db: Database, clock: FakeClock, options: AppOptions) {
    this.db = db;
    this.clock = clock;
    this.logged = [];
    this.accounts = new SqlAccounts(db, secret, clock);
    this.groups = new SqlGroups(db, clock);
    this.program = programPorts(db, clock);
    const mail = { signInLink: async (_: unknown, link: SignInLink) => void this.mailed.push(link) };
    this.signIn = new SqlSignIn({ db, secret, clock, mail });
    if (options.signIn) this.signIn.accountOfRequest = options.signIn.accountOfRequest as SqlSignIn['accountOfRequest'];
    const logger = createLogger('trace', { write: (line) => this.logged.push(line) });
    this.fastify = Fastify(fastifyOptions(logger, options.publicUrl ?? null));
  }

  static async open(options: AppOptions = {}): Promise<HttpApp> {
    return HttpApp.on(await memoryDatabase(), options);
  }

  /** An app whose records do not answer. */
  static withoutRecords(options: AppOptions = {}): Promise<HttpApp> {
    const pool = () => Promise.reject(new Error('connect ECONNREFUSED'));
    return HttpApp.#open(new Kysely({ dialect: new PostgresDialect({ pool }) }), options);
  }

  /** A second app on the same records. */
  static async on(db: Database, options: AppOptions = {}): Promise<HttpApp> {
    const app = await HttpApp.#open(db, options);
    await ensureDemoGroup(db, app.clock);
    return app;
  }

  static async #open(db: Database, options: AppOptions): Promise<HttpApp> {
    const app = new HttpApp(db, new FakeClock(Date.parse('2026-11-24T18:00:00Z')), options);
    options.before?.(app.fastify);
    await registerHttp(
      app.fastify,
      {
        clock: app.clock,
        accounts: app.accounts,
        groups: app.groups,
        signIn: app.signIn,
        passkeys: new SqlPasskeys({ db, secret, clock: app.clock }),
        identities: new SqlIdentities({
          db,
          secret,
          clock: app.clock,
          ...asking,
          domainSays: async (_, record) => app.saying.has(record),
        }),
        ...app.program,
        outbox: options.outbox ?? null,
      },
      {
        publicUrl: options.publicUrl ?? null,
        clientFolder: options.clientFolder ?? '/nowhere',
        isReady: () => isReachable(db),
        onSessionsEnded: (ref) => app.ended.push(ref),
        onGuestNamed: (room) => app.told.push(room),
        onRosterChanged: (groupId) => app.changed.push(groupId),
        isSatIn: async (groupId) => app.satIn.has(groupId),
        isShutTo: (seat, meeting) => app.isShutTo(seat, meeting),
        meetingFor: async () => null,
      },
    );
    logAnswers(app.fastify);
    options.more?.(app.fastify);
    await app.fastify.ready();
    return app;
  }

  async linkOf(name: string): Promise<{ ref: string; token: string }> {
    const link = (await this.accounts.links(demoGroupId)).find((one) => one.name === name);
    if (!link) throw new Error(`no link of ${name}`);
    return link;
  }

  /** As the page of a personal link does it; `more` replaces parts. */
  async press(token: string, more: InjectOptions = {}, endsWithBrowser = false): Promise<LightMyRequestResponse> {
    const seen = await this.fastify.inject({ url: `/in/${token}`, headers: { accept: 'application/json' } });
    const { headers, ...rest } = more;
    return this.fastify.inject({
      method: 'POST',
      url: `/in/${token}`,
      headers: { origin: ownOrigin, ...headers },
      payload: { pass: seen.json().pass, endsWithBrowser },
      ...rest,
    });
  }

  /** `isOthers`: on somebody else's computer, where the session ends with the browser. */
  async browserOf(name: string, isOthers = false): Promise<Browser> {
    const { ref, token } = await this.linkOf(name);
    const opened = await this.press(token, {}, isOthers);
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    const ask = (method: 'GET' | 'POST', path: string, { headers, ...more }: InjectOptions = {}) =>
      this.fastify.inject({
        method,
        url: `/api/seats/${ref}${path}`,
        headers: { cookie, ...(method === 'POST' ? { origin: ownOrigin } : {}), ...headers },
        ...more,
      });
    return { ref, cookie, get: (path) => ask('GET', path), post: (path, more) => ask('POST', path, more) };
  }

  async close(): Promise<void> {
    await this.fastify.close();
    await this.db.destroy();
  }
}
