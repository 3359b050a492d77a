// Why a server does not start: one sentence that says what to do, exit code 1, no stack, and nothing that was there is changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuses, startIn } from '../support/refused-start.ts';
import { mayMountDisks, smallDisk } from '../support/small-disk.ts';
import { startApp } from '../support/test-app.ts';

const patience = 600_000;
const openMask = 'data:text/javascript,process.umask(0)';
let folder: string;
/** A complete data folder of a server that has ended. */
let whole: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'balint-refused-'));
  const app = await startApp({ media: false });
  await app.end('SIGTERM');
  whole = app.dataDir;
}, patience);
afterAll(() => {
  for (const each of [folder, whole]) rmSync(each, { recursive: true, force: true });
});

function folderLike(name: string): string {
  const copy = join(folder, name);
  cpSync(whole, copy, { recursive: true });
  return copy;
}

/** Everything that is kept: paths and contents. The lock and the like come and go. */
function contentOf(dataDir: string): string {
  const hash = createHash('sha256');
  const walk = (path: string) => {
    for (const name of readdirSync(path).sort()) {
      const inside = join(path, name);
      if (/lock|server\.json|postmaster\.pid/.test(name)) continue;
      hash.update(inside.slice(dataDir.length));
      if (lstatSync(inside).isDirectory()) walk(inside);
      else if (lstatSync(inside).isFile()) hash.update(readFileSync(inside));
    }
  };
  walk(dataDir);
  return hash.digest('hex');
}

function openToOthers(path: string): string[] {
  const found = lstatSync(path);
  const here = found.mode & 0o077 ? [`${path} ${(found.mode & 0o777).toString(8)}`] : [];
  return found.isDirectory() ? [...here, ...readdirSync(path).flatMap((name) => openToOthers(join(path, name)))] : here;
}

/** Whoever opens it waits for a writer. */
function pipeAt(path: string): void {
  rmSync(path, { force: true });
  execFileSync('mkfifo', [path]);
}

describe.concurrent('what is there and cannot be read is never replaced', () => {
  test.each<[string, RegExp, (dataDir: string) => void]>([
    [
      'a database without its PG_VERSION',
      /not whole: it lacks PG_VERSION.*Restore it from your backup/,
      (at) => rmSync(join(at, 'database/PG_VERSION')),
    ],
    ['a database without its tables', /not whole: it lacks base/, (at) => rmSync(join(at, 'database/base'), { recursive: true })],
    [
      'a damaged database',
      /is damaged and cannot be opened. Restore DATA_DIR from your backup/,
      (at) => truncateSync(join(at, 'database/global/pg_control'), 100),
    ],
    [
      'a database of another version',
      /is of PostgreSQL 16, and this version of Balint Room reads 18.*records -- save/,
      (at) => writeFileSync(join(at, 'database/PG_VERSION'), '16\n'),
    ],
    [
      'no database beside a secret',
      /The records are missing.*Restore it from your backup.*records -- load/,
      (at) => rmSync(join(at, 'database'), { recursive: true }),
    ],
    [
      'a database that is a file',
      /database is not a folder/,
      (at) => {
        rmSync(join(at, 'database'), { recursive: true });
        writeFileSync(join(at, 'database'), '');
      },
    ],
    [
      'no secret beside a database',
      /The secret .* is missing.*Restore it from your backup.*openssl rand -hex 32/,
      (at) => rmSync(join(at, 'secret')),
    ],
    [
      'a secret of random bytes',
      /holds bytes that are not text/,
      (at) => writeFileSync(join(at, 'secret'), Buffer.alloc(64, 0xe9)),
    ],
    [
      'a secret with a second line, as some readers take it',
      /holds bytes that are not text, or several lines/,
      (at) => writeFileSync(join(at, 'secret'), `${'q7Fz0kPw2Lx9vTn4'.repeat(2)}\u2028and more\n`),
    ],
    ['a secret that is a pipe', /secret is not a file, and it should be one/, (at) => pipeAt(join(at, 'secret'))],
    ['a version that is a pipe', /PG_VERSION is not a file/, (at) => pipeAt(join(at, 'database/PG_VERSION'))],
    ['a journal that is a pipe', /a\.journal is not a file/, (at) => pipeAt(join(at, 'rooms/a.journal'))],
    ['a lock that is a folder', /database\.lock is not a file/, (at) => mkdirSync(join(at, 'database.lock'))],
    ['a note that is a folder', /server\.json is not a file/, (at) => mkdirSync(join(at, 'server.json'))],
    ['an empty secret', /holds 0 characters/, (at) => writeFileSync(join(at, 'secret'), '')],
    [
      'journals that are a file',
      /journals in .* cannot be opened: /,
      (at) => {
        rmSync(join(at, 'rooms'), { recursive: true });
        writeFileSync(join(at, 'rooms'), '');
      },
    ],
  ])(
    '%s',
    async (name, sentence, spoil) => {
      const dataDir = folderLike(name.replaceAll(' ', '-'));
      spoil(dataDir);
      const before = contentOf(dataDir);
      await refuses(dataDir, sentence);
      // Opening a database may tidy it, as a restart does; no part of it is made again.
      if (!name.includes('secret') && !name.includes('journals')) expect(contentOf(dataDir)).toBe(before);
      expect(existsSync(join(dataDir, 'first-start'))).toBe(false);
    },
    patience,
  );

  test(
    'what a killed start left of a secret is gone after the next start',
    async () => {
      const dataDir = folderLike('draft');
      const secret = readFileSync(join(dataDir, 'secret'), 'utf8');
      writeFileSync(join(dataDir, 'secret.0b0f0c6e-4c43-4dfb-9d0e-0d5f0c1b2a3f'), secret, { mode: 0o600 });
      expect((await startIn(dataDir)).code).toBe(0);
      expect(readdirSync(dataDir).filter((name) => name.startsWith('secret'))).toEqual(['secret']);
      expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret);
    },
    patience,
  );

  test(
    'another secret than at the last start is taken, and said once',
    async () => {
      const dataDir = folderLike('another-secret');
      const another = { SECRET: 'q7Fz0kPw2Lx9vTn4Rb8Yc3Hd6Gj1Sm5A' };
      const said = [(await startIn(dataDir)).said, (await startIn(dataDir, another)).said, (await startIn(dataDir, another)).said];
      expect(said.map((all) => all.includes('The secret is another than at the last start'))).toEqual([false, true, false]);
      expect(said.join('')).not.toContain(another.SECRET);
      expect((await startIn(dataDir)).said).toContain('put the old secret back');
    },
    patience,
  );

  test(
    'a first start that was cut off is completed by the next one',
    async () => {
      const dataDir = folderLike('cut-off');
      rmSync(join(dataDir, 'database/base'), { recursive: true });
      writeFileSync(join(dataDir, 'first-start'), '');
      const { code, said } = await startIn(dataDir);
      expect(said).toMatch(/Making the database.*\n[\s\S]*^ready /m);
      expect(code).toBe(0);
      expect(existsSync(join(dataDir, 'first-start'))).toBe(false);
    },
    patience,
  );
});

describe.concurrent('everything that is kept is private to its owner', () => {
  test(
    'whatever it was before, and the same links open afterwards',
    async () => {
      const dataDir = folderLike('open');
      const links = readFileSync(join(dataDir, 'secret'), 'utf8');
      const loosen = (path: string) => {
        const isFolder = lstatSync(path).isDirectory();
        chmodSync(path, isFolder ? 0o755 : 0o666);
        if (isFolder) for (const name of readdirSync(path)) loosen(join(path, name));
      };
      loosen(dataDir);
      expect((await startIn(dataDir)).code).toBe(0);
      expect(openToOthers(dataDir)).toEqual([]);
      expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(links);
    },
    patience,
  );

  test(
    'a first start in an open folder, under a umask that closes nothing',
    async () => {
      const dataDir = join(folder, 'new');
      mkdirSync(dataDir, { mode: 0o755 });
      const { code } = await startIn(dataDir, { NODE_OPTIONS: `--import=${openMask}` });
      expect(code).toBe(0);
      expect(openToOthers(dataDir)).toEqual([]);
    },
    patience,
  );

  test(
    'a part that its owner has put elsewhere is kept there; a link that others may have put is refused',
    async () => {
      const dataDir = folderLike('linked');
      const elsewhere = join(folder, 'elsewhere');
      cpSync(join(dataDir, 'database'), elsewhere, { recursive: true });
      chmodSync(elsewhere, 0o755);
      rmSync(join(dataDir, 'database'), { recursive: true });
      symlinkSync(elsewhere, join(dataDir, 'database'));
      expect((await startIn(dataDir)).code).toBe(0);
      expect(openToOthers(elsewhere)).toEqual([]);
      chmodSync(dataDir, 0o777);
      await refuses(dataDir, /database is a link that anybody may have put there/);
    },
    patience,
  );
});

describe.concurrent('an unusable setting is named', () => {
  const spare = () => join(folder, 'never-made');
  test.each<[string, RegExp, () => string, Record<string, string>?]>([
    ['a DATA_DIR where no folder can be', /cannot be made or read: .*Choose another with DATA_DIR/, () => '/proc/none/data'],
    ['a DATA_DIR below a file', /a part of its path is not a folder/, () => join(whole, 'secret/data')],
    ['a DATA_DIR that is a file', /is not a folder. Choose another with DATA_DIR/, () => join(whole, 'secret')],
    ['a DATA_DIR that is everybody’s', /holds other things too/, () => '/tmp'],
    [
      'a HOST that nobody knows',
      /HOST=nowhere\.invalid is not an address of this machine/,
      () => folderLike('host'),
      { HOST: 'nowhere.invalid' },
    ],
    [
      'a HOST of another machine',
      /HOST=203\.0\.113\.7 is not an address of this machine/,
      () => folderLike('host2'),
      { HOST: '203.0.113.7' },
    ],
    [
      'a PUBLIC_URL with a path',
      /PUBLIC_URL should be .* nothing after the name and port/,
      spare,
      { PUBLIC_URL: 'https://a.example.org/room' },
    ],
    ['one port twice', /PORT and METRICS_PORT are both 9464/, spare, { PORT: '9464', METRICS_PORT: '9464' }],
    [
      'a PostgreSQL on a port that is none',
      /DATABASE_URL should be an address such as/,
      spare,
      { DATABASE_URL: 'postgresql://u:p@127.0.0.1:99999/db' },
    ],
    ['a MEDIA_IP that is nobody’s', /MEDIA_IP should be/, spare, { MEDIA_IP: '0.0.0.0' }],
    ['REDIS_URL alone', /share their records: set DATABASE_URL/, spare, { REDIS_URL: 'redis://127.0.0.1:9' }],
    [
      'a PostgreSQL that is not there',
      /PostgreSQL on 127\.0\.0\.1:9 cannot be reached: nothing answers there/,
      () => join(folder, 'pg'),
      { DATABASE_URL: 'postgresql://a@127.0.0.1:9/b' },
    ],
    [
      'a LiveKit that is not there',
      /LIVEKIT_BIN=\/none\/livekit is not a program that can be started: it is not there/,
      () => folderLike('livekit'),
      { LIVEKIT_BIN: '/none/livekit' },
    ],
    [
      'a LiveKit that is a folder',
      /LIVEKIT_BIN=\/usr is not a program that can be started: it is no file/,
      () => folderLike('livekit2'),
      { LIVEKIT_BIN: '/usr' },
    ],
  ])(
    '%s',
    async (_, sentence, dataDir, env = {}) => {
      await refuses(dataDir(), sentence, env);
      expect(existsSync(spare())).toBe(false);
    },
    patience,
  );

  test.each<[string, RegExp, Record<string, string>]>([
    ['a HOST that nobody knows', /HOST=nowhere\.invalid is not an address of this machine/, { HOST: 'nowhere.invalid' }],
    [
      'a METRICS_HOST of another machine',
      /METRICS_PORT=9464 on 203\.0\.113\.7 cannot be opened/,
      { METRICS_HOST: '203.0.113.7', METRICS_PORT: '9464' },
    ],
    ['a SECRET of blanks', /SECRET holds 0 characters/, { SECRET: '   ' }],
    ['a short SECRET', /SECRET holds 4 characters/, { SECRET: 'hush' }],
    ['a LiveKit that is no program', /LIVEKIT_BIN=\/usr is not a program/, { LIVEKIT_BIN: '/usr' }],
  ])(
    '%s, before any record is made',
    async (name, sentence, env) => {
      const dataDir = join(folder, name.replaceAll(/\W/g, '-'));
      await refuses(dataDir, sentence, env);
      expect(readdirSync(dataDir)).toEqual([]);
    },
    patience,
  );

  test.runIf(mayMountDisks())(
    'a disk that takes no writes',
    async () => {
      const dataDir = folderLike('read-only');
      const disk = smallDisk(join(folder, 'disk'), 60_000);
      cpSync(dataDir, join(folder, 'disk/data'), { recursive: true });
      disk.makeReadOnly();
      await refuses(join(folder, 'disk/data'), /the disk is read-only/).finally(() => disk.unmount());
    },
    patience,
  );

  describe.runIf(process.getuid?.() === 0)('for a user without privileges', () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    const theirs = (name: string) => {
      const place = mkdtempSync(join(tmpdir(), `balint-refused-${name}-`));
      chownSync(place, nobody.uid, nobody.gid);
      return place;
    };

    test(
      'a port below 1024',
      async () => {
        const free = process.platform === 'linux' ? Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start')) : 0;
        const place = theirs('port');
        if (free > 80) await refuses(place, /Port 80 may not be used by this user. Choose one above 1023/, { PORT: '80' }, nobody);
        rmSync(place, { recursive: true });
      },
      patience,
    );

    test(
      'a DATA_DIR that belongs to another user, and one in a folder that is not writable',
      async () => {
        const place = theirs('data');
        const foreign = join(place, 'data');
        mkdirSync(foreign, { mode: 0o755 });
        await refuses(
          foreign,
          /belongs to another user. Whoever runs the server must own all of it, alone: sudo chown/,
          {},
          nobody,
        );
        chmodSync(place, 0o555);
        await refuses(join(place, 'new'), /cannot be made or read: this user may not. Choose another with DATA_DIR/, {}, nobody);
        rmSync(place, { recursive: true });
      },
      patience,
    );
  });

  test.runIf(mayMountDisks())(
    'a disk that is full',
    async () => {
      const dataDir = join(folder, 'small');
      const disk = smallDisk(dataDir, 4_000);
      await refuses(dataDir, /The disk with .* is full. Make room/).finally(() => disk.unmount());
    },
    patience,
  );
});
