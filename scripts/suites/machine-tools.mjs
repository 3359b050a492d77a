// Finds the programs that tests need on this machine, or, on Debian as root, installs them. It never lets a test run without one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../setup/livekit-version.mjs';
import { run } from '../setup/run.mjs';

/**
 * @typedef {object} Tool
 * @property {string} title
 * @property {string} debian its package there
 * @property {string} mac how Homebrew gets it
 * @property {string} setting the environment variable that names it, for us and for the tests
 * @property {(env: NodeJS.ProcessEnv) => string | null | undefined} find
 */

/** @typedef {'chromium' | 'firefox' | 'postgres' | 'redis' | 'caddy' | 'haproxy' | 'icalendar' | 'poppler' | 'dovecot' | 'jdk' | 'maven'} ToolName */

/** @type {Record<ToolName, Tool>} */
const TOOLS = {
  chromium: {
    title: 'Chromium',
    debian: 'chromium',
    mac: 'brew install --cask chromium',
    setting: 'CHROMIUM',
    find: (env) =>
      ['chromium', 'chromium-browser', 'google-chrome'].map((name) => findOnPath(name, env)).find(Boolean) ??
      ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find(
        existsSync,
      ),
  },
  firefox: {
    title: 'Firefox 140 or newer',
    debian: 'firefox-esr',
    mac: 'brew install --cask firefox',
    setting: 'FIREFOX',
    find: (env) =>
      ['firefox-esr', 'firefox'].map((name) => findOnPath(name, env)).find(Boolean) ??
      ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(existsSync),
  },
  postgres: {
    title: 'PostgreSQL 15 or newer (its programs; no running server)',
    debian: 'postgresql',
    mac: 'brew install postgresql@15',
    setting: 'POSTGRES_BIN',
    find: (env) => debianPostgres() ?? folderOf(findOnPath('initdb', env)),
  },
  redis: {
    title: 'redis-server 7 or newer (the program; no running server)',
    debian: 'redis-server',
    mac: 'brew install redis',
    setting: 'REDIS_BIN',
    find: (env) => findOnPath('redis-server', env),
  },
  caddy: {
    title: 'Caddy',
    debian: 'caddy',
    mac: 'brew install caddy',
    setting: 'CADDY',
    find: (env) => findOnPath('caddy', env),
  },
  haproxy: {
    title: 'HAProxy',
    debian: 'haproxy',
    mac: 'brew install haproxy',
    setting: 'HAPROXY',
    // Debian puts it where only root's PATH leads.
    find: (env) => findOnPath('haproxy', env) ?? ['/usr/sbin/haproxy'].find(existsSync),
  },
  icalendar: {
    title: 'Python 3.9 or newer with its package icalendar',
    debian: 'python3-icalendar',
    mac: 'python3 -m pip install icalendar',
    setting: 'PYTHON_ICALENDAR',
    find: (env) => [findOnPath('python3', env), '/usr/bin/python3'].find((python) => python && hasIcalendar(python)),
  },
  poppler: {
    title: 'Poppler (its program pdftoppm)',
    debian: 'poppler-utils',
    mac: 'brew install poppler',
    setting: 'PDFTOPPM',
    find: (env) => findOnPath('pdftoppm', env),
  },
  dovecot: {
    title: 'Dovecot 2.3 (the program; no running server)',
    debian: 'dovecot-imapd',
    mac: 'brew install dovecot',
    setting: 'DOVECOT',
    find: (env) => findOnPath('dovecot', env) ?? ['/usr/sbin/dovecot'].find(existsSync),
  },
  jdk: {
    title: 'a JDK 11 or newer (java and javac)',
    debian: 'default-jdk-headless',
    mac: 'brew install openjdk',
    setting: 'JAVA',
    find: (env) => findOnPath('javac', env) && findOnPath('java', env),
  },
  maven: {
    title: 'Maven',
    debian: 'maven',
    mac: 'brew install maven',
    setting: 'MAVEN',
    find: (env) => findOnPath('mvn', env),
  },
};

/**
 * Sets each tool's variable in `process.env`. Throws the instruction when one is missing and cannot be installed.
 * @param {readonly ToolName[]} names
 * @param {(line: string) => void} say
 */
export async function provideTools(names, say) {
  const tools = names.map((name) => TOOLS[name]);
  const missing = tools.filter((tool) => !locate(tool));
  if (missing.length > 0 && mayInstall()) {
    const packages = missing.map((tool) => tool.debian);
    say(`Installing ${packages.join(' and ')} (about a minute)…`);
    await apt(['update', '-q']);
    await apt(['install', '-y', '-q', '--no-install-recommends', ...packages]);
  }
  const lacking = tools.filter((tool) => !locate(tool));
  if (lacking.length > 0) throw new Error(lacking.map(instruction).join('\n'));
  for (const tool of tools) process.env[tool.setting] = locate(tool) ?? undefined;
}

/** @param {Tool} tool */
function locate(tool) {
  const given = process.env[tool.setting];
  return given ? (existsSync(given) ? given : null) : (tool.find(process.env) ?? null);
}

/** @param {Tool} tool */
function instruction({ title, debian, mac, setting }) {
  return `The tests need ${title}. Debian: sudo apt-get install ${debian} · macOS: ${mac} · anywhere else, install it and set ${setting} to its path.`;
}

function mayInstall() {
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}

/** @param {string[]} args */
async function apt(args) {
  const { code, output } = await run('apt-get', args, { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  if (code !== 0) throw new Error(`apt-get ${args.join(' ')} failed.\n${output.trim()}`);
}

/** Debian keeps the server's programs off the PATH, in a folder for each version. */
function debianPostgres() {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return null;
  const newest = readdirSync(versions)
    .filter((version) => Number(version) >= 15)
    .sort((a, b) => Number(b) - Number(a))
    .find((version) => existsSync(join(versions, version, 'bin/initdb')));
  return newest ? join(versions, newest, 'bin') : null;
}

/** @param {string} python */
function hasIcalendar(python) {
  return existsSync(python) && spawnSync(python, ['-c', 'import icalendar, zoneinfo'], { stdio: 'ignore' }).status === 0;
}

/** @param {string | null} program */
function folderOf(program) {
  return program ? join(program, '..') : null;
}
