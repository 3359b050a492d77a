// The server's configuration, from the environment, which only this file reads. Every wrong value is named with what to do.
import * as z from 'zod/mini';
import { CannotStart } from './cannot-start.ts';
import { bouncesAddress, imapUrl, type MailChoice, mailAdvice, mailChoice, mailFrom, smtpUrl } from './mail-config.ts';
import { isGuarded, type MediaChoice, mediaAdvice, mediaChoice, mediaSettings } from './media-config.ts';
import { isEverywhere } from './own-address.ts';
import { bare, port, wholeUpTo } from './setting-shapes.ts';
import { isRecordsAddress, isRedisAddress, storeAdvice } from './store-address.ts';
import { isLoopback, openStores, weakSecrets } from './weak-secrets.ts';

const environment = z.object({
  PORT: z._default(port, 3000),
  HOST: z._default(z.string(), '127.0.0.1'),
  // Only a shell knows what ~ is: taken as it stands, it would be a folder of that name.
  DATA_DIR: z._default(z.string().check(z.regex(/^[^~]/)), './data'),
  DATABASE_URL: z.optional(z.string().check(z.refine(isRecordsAddress))),
  REDIS_URL: z.optional(z.url({ protocol: /^rediss?$/ }).check(z.refine(isRedisAddress))),
  PGPASSWORD: z.optional(z.string()),
  PUBLIC_URL: z.optional(bare(/^https?$/).check(z.refine(leadsSomewhere))),
  // As from its file: the same value is the same secret.
  SECRET: z.optional(z.string().check(z.trim())),
  SMTP_URL: z.optional(smtpUrl),
  MAIL_FROM: z.optional(mailFrom),
  BOUNCES_IMAP_URL: z.optional(imapUrl),
  BOUNCES_ADDRESS: z.optional(bouncesAddress),
  DEMO: z.optional(z.enum(['yes', 'no'])),
  SSO_ON_LOOPBACK: z.optional(z.literal('yes')),
  ...mediaSettings,
  METRICS_PORT: z.optional(port),
  METRICS_HOST: z.optional(z.string()),
  DRAIN_MS: z._default(wholeUpTo(120_000), 0),
  LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'warn'),
});

const advice: Record<string, string> = {
  PORT: 'a port number from 0 (any free one) to 65535',
  HOST: 'an address of this machine, such as 127.0.0.1',
  DATA_DIR: 'a folder that can be written to, written out in full (nothing here knows what ~ stands for)',
  PUBLIC_URL:
    'the address people open, such as https://balint.example.org: one name without *, not 0.0.0.0 or ::, and nothing after the name and port',
  SSO_ON_LOOPBACK: 'yes in tests on this machine alone, or left out',
  DEMO: 'yes to have a group of invented people, no to have none, or left out (yes without PUBLIC_URL, else no)',
  METRICS_PORT: 'a port number from 0 to 65535, or left out',
  METRICS_HOST: 'an address of this machine, such as 127.0.0.1',
  DRAIN_MS: 'a number of milliseconds from 0 to 120000',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  ...mediaAdvice,
  ...storeAdvice,
  ...mailAdvice,
};

interface Listening {
  readonly host: string;
  readonly port: number;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Null: this server is alone. */
  readonly redisUrl: string | null;
  /** Scheme, name and port, and no slash after them. */
  readonly publicUrl: string | null;
  /** People on other machines can reach it. */
  readonly isReachable: boolean;
  readonly secret: string | undefined;
  readonly mail: MailChoice;
  /** A group of invented people is made, to try the room with. */
  readonly hasDemo: boolean;
  /** Somebody tries it out at a terminal: links are printed there. */
  readonly isTrial: boolean;
  /** Tests may have an organisation's sign-in on this very machine, whose domains nobody asks. */
  readonly isSsoOnLoopback: boolean;
  readonly media: MediaChoice;
  /** Others may reach the media server without our proxy: a silence is then guarded, not sealed. */
  readonly isGuarded: boolean;
  /** Null: no metrics. */
  readonly metrics: Listening | null;
  /** How long a server that is asked to end goes on working while the load balancer in front of it finds out. */
  readonly drainMs: number;
  readonly logLevel: string;
  /** Warnings for whoever starts the server; it starts all the same. */
  readonly warnings: readonly string[];
}

/** Throws `CannotStart` with one line for each wrong value. Empty values count as not given. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    throw new CannotStart(names.map((name) => `${name} should be ${advice[name] ?? 'set differently'}.`).join('\n'));
  }
  const values = result.data;
  const publicUrl = values.PUBLIC_URL === undefined ? null : new URL(values.PUBLIC_URL).origin;
  const isReachable = publicUrl?.startsWith('https:') || !isLoopback(values.HOST);
  const guessed = isReachable ? weakSecrets(values) : [];
  if (guessed.length > 0) throw new CannotStart(guessed.join('\n'));
  if (isReachable && values.SSO_ON_LOOPBACK)
    throw new CannotStart('SSO_ON_LOOPBACK is for tests on this machine alone, and others can reach this server: leave it out.');
  const media = mediaChoice(values);
  const hasDemo = values.DEMO === undefined ? publicUrl === null : values.DEMO === 'yes';
  if (values.REDIS_URL !== undefined) mustBeShared(values, media);
  const metrics = metricsChoice(values);
  refuseSamePorts(values, metrics, media);
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    publicUrl,
    isReachable,
    secret: values.SECRET,
    mail: mailChoice(values, publicUrl),
    hasDemo,
    isSsoOnLoopback: values.SSO_ON_LOOPBACK === 'yes',
    isTrial: publicUrl === null || (hasDemo && !publicUrl.startsWith('https:')),
    media,
    isGuarded: isGuarded(values),
    metrics,
    drainMs: values.DRAIN_MS,
    logLevel: values.LOG_LEVEL,
    warnings: openStores(values),
  };
}

/** Where servers listen on every address, or for every name, nobody can go. */
function leadsSomewhere(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return !isEverywhere(hostname) && !hostname.includes('*');
}

function metricsChoice({ METRICS_HOST: host, METRICS_PORT: port }: z.infer<typeof environment>): Listening | null {
  if (port !== undefined) return { host: host ?? '127.0.0.1', port };
  if (host === undefined) return null;
  throw new CannotStart(
    'METRICS_HOST is set; METRICS_PORT must be set with it, or no metrics are served. Set it, or leave METRICS_HOST out.',
  );
}

/** The system would say of the second only that its port is taken, when others have been opened already. */
function refuseSamePorts({ HOST, PORT }: z.infer<typeof environment>, metrics: Listening | null, media: MediaChoice): void {
  const listening = [
    { name: 'PORT', host: HOST, port: PORT },
    ...(metrics ? [{ name: 'METRICS_PORT', ...metrics }] : []),
    ...(media.kind === 'own' && media.tcpPort ? [{ name: 'MEDIA_TCP_PORT', host: '0.0.0.0', port: media.tcpPort }] : []),
  ];
  for (const [i, one] of listening.entries())
    for (const other of listening.slice(i + 1))
      if (one.port !== 0 && one.port === other.port && doHostsMeet(one.host, other.host))
        throw new CannotStart(`${one.name} and ${other.name} are both ${one.port}. Give each a port of its own.`);
}

function doHostsMeet(one: string, other: string): boolean {
  return one === other || isEverywhere(one) || isEverywhere(other) || (isLoopback(one) && isLoopback(other));
}

/** What the servers of one installation have to share. Checked before any of them creates anything. */
function mustBeShared({ DATABASE_URL, SECRET }: z.infer<typeof environment>, media: MediaChoice): void {
  const shared = 'REDIS_URL is for several servers, and they share';
  if (DATABASE_URL === undefined) throw new CannotStart(`${shared} their records: set DATABASE_URL to a PostgreSQL server.`);
  if (SECRET === undefined) throw new CannotStart(`${shared} one SECRET: set it, the same for all.`);
  if (media.kind === 'own') throw new CannotStart(`${shared} the media: set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.`);
}
