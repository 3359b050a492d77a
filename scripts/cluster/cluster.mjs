// A whole cluster on this machine: PostgreSQL, Redis, LiveKit nodes, servers, and a load balancer in front of them. Each member has a name and
// a port of its own while the cluster runs, and can be killed and started again by itself. Nothing outlives the process that made it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, freeUdpPort } from '../setup/free-ports.mjs';
import { balance } from './balancer.mjs';
import { Crew } from './crew.mjs';
import { app, node, postgres, redis } from './members.mjs';

/**
 * @typedef {import('./members.mjs').Member} Member
 * @typedef {import('./members.mjs').Keys} Keys
 * @typedef {{ postgres: string, redis: string, livekit: string }} Programs paths: a folder of programs, and two programs
 * @typedef {{ name: string, role: string, url: string }} Link
 * @typedef {{ address: { url: string } & Keys, ports: { http: number, udp: number }, mediaIp: string, webhookUrl: string, redis: string }}
 * NodeChoices
 *
 * @typedef {object} Plan
 * @property {string} folder contains everything, and is reused by later starts
 * @property {number} apps called app1, app2, …
 * @property {number} nodes called node1, node2, …
 * @property {Programs} programs
 * @property {(choices: NodeChoices) => string} livekitConfig
 * @property {number} [port] of the balancer; the servers have those after it. Left out: any free ports
 * @property {boolean} [isFromSource] the servers run from the source tree, not from the build
 * @property {boolean} [isDurable] what the database says is written survives a crash of the machine
 * @property {string} [webhookUrl] where the nodes send their notices; the balancer when left out
 * @property {Readonly<Record<string, string>>} [env] of the servers
 * @property {(from: string, to: string, port: number) => Promise<number>} [through] answers with another port by which one member reaches
 * another, or the balancer
 * @property {boolean} [sharesSession] a signal of the terminal reaches every member by itself. Linux shares the processor out among sessions
 * first: beside a busy one, a session of its own can get next to nothing
 * @property {(line: string) => void} [say]
 */

export class Cluster {
  /** @type {Plan} */ #plan;
  /** @type {Map<string, Member>} */ #members = new Map();
  /** @type {{ close: () => Promise<void> } | null} */ #balancer = null;
  #crew;
  /** @type {Record<string, number>} */ ports = {};
  /** Of the media nodes. @type {Record<string, number>} */ udpPorts = {};
  /** Of the media nodes. @type {Keys} */ keys;

  /** @param {Plan} plan */
  constructor(plan) {
    this.#plan = plan;
    this.#crew = new Crew({ sharesSession: plan.sharesSession ?? false });
    mkdirSync(plan.folder, { recursive: true });
    this.keys = { apiKey: 'cluster', apiSecret: secretIn(plan.folder, 'livekit-secret') };
  }

  /** The address that people open: the balancer's. */
  get url() {
    return this.urlOf('balancer');
  }

  get names() {
    return [...this.#members.keys()];
  }

  /** Starts everything, in the order in which one needs the other. */
  async start() {
    const { apps, nodes, port, say = () => {} } = this.#plan;
    const appNames = numbered('app', apps);
    const nodeNames = numbered('node', nodes);
    const stores = ['redis', ...(apps > 0 ? ['postgres'] : [])];
    for (const name of [...stores, ...nodeNames]) this.ports[name] = await freePort();
    for (const [i, name] of ['balancer', ...appNames].entries()) this.ports[name] = port ? port + i : await freePort();
    await this.#describe(stores, nodeNames, appNames);
    say(`Starting ${stores.join(' and ')}…`);
    await Promise.all(stores.map((name) => this.startMember(name)));
    say(`Starting ${nodeNames.join(' and ')}…`);
    await Promise.all(nodeNames.map((name) => this.startMember(name)));
    if (apps === 0) return;
    this.#balancer = await balance(
      this.#port('balancer'),
      appNames.map((name) => this.#port(name)),
    );
    // The first server prepares the database for the others.
    for (const name of appNames) {
      say(`Starting ${name}…`);
      await this.startMember(name);
    }
  }

  /** Starts one that is not running, on its own port, and resolves when it is ready. @param {string} name */
  async startMember(name) {
    const member = this.#members.get(name);
    if (!member) throw new Error(`Nothing here is called ${name}; there are ${this.names.join(', ')}.`);
    await this.#crew.start(name, member);
  }

  /** Resolves when it is gone. @param {string} name @param {NodeJS.Signals} [signal] */
  kill(name, signal = 'SIGKILL') {
    return this.#crew.end(name, signal);
  }

  /** For example SIGSTOP or SIGCONT. PostgreSQL's children do not get it. @param {string} name @param {NodeJS.Signals} signal */
  signal(name, signal) {
    this.#crew.signal(name, signal);
  }

  /** 0 if it is not running. @param {string} name */
  pid(name) {
    return this.#crew.pid(name);
  }

  /** All it has printed since its last start. @param {string} name */
  said(name) {
    return this.#crew.said(name);
  }

  /** The personal links, leading through the balancer or straight to one server. @param {string} [name] of that server @returns {readonly Link[]} */
  links(name = 'balancer') {
    const note = readFileSync(join(this.#plan.folder, 'app1', 'server.json'), 'utf8');
    const { url, links } = /** @type {{ url: string, links: Link[] }} */ (JSON.parse(note));
    return links.map((link) => ({ ...link, url: link.url.replace(url, this.urlOf(name)) }));
  }

  /** @param {string} name */
  urlOf(name) {
    return `http://127.0.0.1:${this.#port(name)}`;
  }

  /** Ends everything; members that need others end before them. */
  async stop() {
    await this.#balancer?.close();
    for (const kind of [/^app/, /^node/, /./]) {
      const names = this.names.filter((name) => kind.test(name) && this.pid(name) !== 0);
      for (const name of names) this.signal(name, 'SIGCONT');
      await Promise.all(names.map((name) => this.kill(name, peaceful(name))));
    }
    await this.#crew.dismiss();
  }

  /** @param {readonly string[]} stores @param {readonly string[]} nodeNames @param {readonly string[]} appNames */
  async #describe(stores, nodeNames, appNames) {
    const { programs, livekitConfig, isFromSource = false, isDurable = false } = this.#plan;
    const at = (/** @type {string} */ name) => join(this.#plan.folder, name);
    for (const name of stores) {
      const place = /** @type {const} */ ([at(name), this.#port(name)]);
      this.#members.set(
        name,
        name === 'redis' ? redis(...place, programs.redis) : postgres(...place, programs.postgres, isDurable),
      );
    }
    for (const name of nodeNames) {
      const udp = await freeUdpPort();
      this.udpPorts[name] = udp;
      const config = livekitConfig({
        address: { url: this.urlOf(name), ...this.keys },
        ports: { http: this.#port(name), udp },
        mediaIp: '127.0.0.1',
        webhookUrl: this.#plan.webhookUrl ?? `http://127.0.0.1:${await this.#way(name, 'balancer')}/internal/livekit-webhook`,
        redis: `127.0.0.1:${await this.#way(name, 'redis')}`,
      });
      this.#members.set(name, node(at(name), this.urlOf(name), programs.livekit, config));
    }
    for (const name of appNames) this.#members.set(name, app(await this.#settingsOf(name, nodeNames), isFromSource));
  }

  /** A server's environment. @param {string} name @param {readonly string[]} nodeNames */
  async #settingsOf(name, nodeNames) {
    const { folder, env } = this.#plan;
    const at = async (/** @type {string} */ member) => `127.0.0.1:${await this.#way(name, member)}`;
    const nodes = await Promise.all(nodeNames.map(async (member) => `http://${await at(member)}`));
    return {
      HOST: '127.0.0.1',
      PORT: String(this.#port(name)),
      DATA_DIR: join(folder, name),
      SECRET: secretIn(folder, 'secret'),
      DATABASE_URL: `postgresql://postgres@${await at('postgres')}/postgres`,
      REDIS_URL: `redis://${await at('redis')}`,
      ...(nodes.length > 0 && {
        LIVEKIT_URL: nodes.join(','),
        LIVEKIT_API_KEY: this.keys.apiKey,
        LIVEKIT_API_SECRET: this.keys.apiSecret,
      }),
      ...env,
    };
  }

  /** The port by which one member reaches another. @param {string} from @param {string} to */
  async #way(from, to) {
    const port = this.#port(to);
    return this.#plan.through ? this.#plan.through(from, to, port) : port;
  }

  /** @param {string} name */
  #port(name) {
    const port = this.ports[name];
    if (port === undefined) throw new Error(`Nothing here is called ${name}.`);
    return port;
  }
}

/** The signal for a graceful end. @param {string} name @returns {NodeJS.Signals} */
function peaceful(name) {
  if (name === 'postgres') return 'SIGINT';
  return name.startsWith('node') ? 'SIGKILL' : 'SIGTERM';
}

/** @param {string} name @param {number} count */
function numbered(name, count) {
  return Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
}

/** Made once and reused. @param {string} folder @param {string} name */
function secretIn(folder, name) {
  const file = join(folder, name);
  if (!existsSync(file) && existsSync(join(folder, 'postgres', 'PG_VERSION')))
    throw new Error(
      `${file} is missing, and every personal link of the records beside it is made from it. Restore it, or move ${folder} away.`,
    );
  if (!existsSync(file)) writeFileSync(file, randomBytes(36).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
