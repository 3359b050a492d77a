// A real IMAP server (Dovecot) for one test file, on loopback, with a mailbox for everybody who knows the password. It can be put into by hand as a mail
// server would, killed, and started again with what it had.
import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { ImapSettings } from '../../server/mail/imap-mailbox.ts';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { spawnLeashed } from './leashed.ts';
import type { ServerPapers } from './own-authority.ts';

const program = [process.env.DOVECOT ?? '', '/usr/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find(existsSync);

export interface TestImap {
  readonly settings: ImapSettings;
  /** Where TLS begins with the first byte; zero without it. */
  readonly securePort: number;
  /** As a mail server does it: a file that appears whole. */
  deliver(mail: string): void;
  /** What lies there, read or not, by the flags that it has: `S` for read. */
  mails(): { readonly flags: string; readonly text: string }[];
  empty(): void;
  /** What it has written of itself: who signed in, and how. */
  log(): string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const user = 'bounce@balint.example';

/** Whose files the mails are: never root, for whom it does not work. */
function owner(): { readonly uid: number; readonly gid: number; readonly internal: string; readonly login: string } {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { uid, gid, internal: username, login: username };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g'), internal: 'root', login: 'nobody' };
}

interface ImapWishes {
  /** Over TLS, from the first byte and by STARTTLS, and without it no sign-in. */
  readonly tls?: ServerPapers;
}

export async function startImap({ tls }: ImapWishes = {}): Promise<TestImap> {
  if (!program) throw new Error('Dovecot is not installed; `npm test` installs it or says how');
  const folder = mkdtempSync(join(tmpdir(), 'balint-imap-'));
  const { uid, gid, internal, login } = owner();
  const box = join(folder, 'mail');
  execFileSync('chmod', ['755', folder]);
  for (const path of [box, ...['cur', 'new', 'tmp'].map((name) => join(box, name))]) {
    mkdirSync(path);
    chownSync(path, uid, gid);
  }
  let [port, securePort] = [0, 0];
  if (tls !== undefined) {
    writeFileSync(join(folder, 'cert.pem'), tls.cert);
    writeFileSync(join(folder, 'key.pem'), tls.key, { mode: 0o600 });
  }
  const config = join(folder, 'dovecot.conf');
  const configure = () => `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
${tls === undefined ? 'ssl = no' : `ssl = required\nssl_cert = <${folder}/cert.pem\nssl_key = <${folder}/key.pem`}
disable_plaintext_auth = ${tls === undefined ? 'no' : 'yes'}
auth_failure_delay = 0
mail_location = maildir:${box}
first_valid_uid = 1
default_internal_user = ${internal}
default_internal_group = ${execFileSync('id', ['-gn', internal], { encoding: 'utf8' }).trim()}
default_login_user = ${login}
passdb {
  driver = static
  args = password=right
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${box}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${securePort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
`;
  let server: ChildProcess | null = null;
  let delivered = 0;
  const files = () => ['new', 'cur'].flatMap((name) => readdirSync(join(box, name)).map((file) => join(box, name, file))).sort();
  const kill = async () => {
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    // Its children end with it.
    server.kill('SIGTERM');
    await gone;
  };
  const start = async () => {
    server = spawnLeashed(program, ['-F', '-c', config], { stdio: 'ignore' }, 'SIGTERM');
    const begun = server;
    await vi
      .waitUntil(async () => begun.exitCode !== null || (await greets(port)), { timeout: 60_000, interval: 50 })
      .catch((cause: unknown) => {
        throw new Error(`Dovecot does not greet: ${logIn(folder)}`, { cause });
      });
    if (begun.exitCode !== null) throw new Error(`Dovecot has ended: ${logIn(folder)}`);
  };
  // Another program may take a port between the moment in which it was free and Dovecot's listening.
  for (let tries = 1; port === 0; tries++) {
    port = await freeTcpPort();
    if (tls !== undefined) securePort = await freeTcpPort();
    writeFileSync(config, configure());
    await start().catch((error: unknown) => {
      if (tries === 3 || !/address already in use/i.test(logIn(folder))) throw error;
      rmSync(join(folder, 'log'));
      port = 0;
    });
  }
  return {
    settings: {
      ...{ host: '127.0.0.1', port, isSecure: false, needsTls: false, isHere: true },
      auth: { user, pass: 'right' },
    },
    securePort,
    log: () => logIn(folder),
    deliver(mail) {
      delivered += 1;
      const name = `${1_800_000_000 + delivered}.M${delivered}.test`;
      writeFileSync(join(box, 'tmp', name), mail.replace(/\r?\n/g, '\r\n'));
      chownSync(join(box, 'tmp', name), uid, gid);
      renameSync(join(box, 'tmp', name), join(box, 'new', name));
    },
    mails: () => files().map((file) => ({ flags: /:2,(.*)$/.exec(file)?.[1] ?? '', text: readFileSync(file, 'utf8') })),
    empty() {
      for (const file of files()) rmSync(file);
    },
    kill,
    start,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function logIn(folder: string): string {
  return existsSync(`${folder}/log`) ? readFileSync(`${folder}/log`, 'utf8') : 'no log';
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const done = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('data', (data) => done(data.toString().startsWith('* OK')));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}
