// The meters as Prometheus reads them: the only file that knows its client library, with every metric's name and buckets.
import { Counter, collectDefaultMetrics, Gauge as Dial, Histogram, Registry } from 'prom-client';
import { within } from '../limits/within.ts';
import type { Gauge, Meters } from '../ports/meters.ts';
import { systemClock } from '../process/system-clock.ts';

const gauges: Readonly<Record<Gauge, readonly [name: string, help: string]>> = {
  openSockets: ['balint_open_sockets', 'Sockets of browser tabs open on this server.'],
  openMediaConnections: ['balint_open_media_lines', 'Media connections that this server carries.'],
  roomsKnown: ['balint_rooms_known', 'Live rooms this server has read.'],
  roomsLookedAfter: ['balint_rooms_looked_after', 'Live rooms this server looks after: their silences, their graces, their end.'],
  oldestLookSeconds: [
    'balint_oldest_look_seconds',
    'Seconds since the last finished look at the media, for the room that has waited longest. Normally about one.',
  ],
};

/** The wait for the media server's confirmation, in seconds; after two the connection is cut. */
const silenceBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10];
const quickBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const joinBuckets = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
/** The longest wait for one of them. */
const partPatienceMs = 2_000;

export class PrometheusMeters implements Meters {
  readonly #registry = new Registry();
  readonly #commands = this.#counter('balint_commands_total', 'Commands answered, at the door or inside.', ['kind', 'outcome']);
  readonly #commandSeconds = this.#histogram('balint_command_seconds', 'From a command to its answer.', quickBuckets);
  readonly #refusals = this.#counter(
    'balint_refusals_total',
    'Commands that were refused: at the door by the reason, inside by any rule.',
    ['why'],
  );
  readonly #appends = this.#counter(
    'balint_log_appends_total',
    'Attempts to store a change; after a conflict it is decided again.',
    ['outcome'],
  );
  readonly #appendSeconds = this.#histogram('balint_log_append_seconds', 'How long storing a change took.', quickBuckets);
  readonly #catchUps = this.#counter('balint_catch_ups_total', 'How often missed entries of a known room were read.', []);
  readonly #fanOut = this.#histogram(
    'balint_fan_out_seconds',
    'From storing a change to handing it to the last connection here.',
    quickBuckets,
    ['stored_by'],
  );
  readonly #silences = this.#histogram(
    'balint_silence_confirmation_seconds',
    'From the event that took a voice to the confirmed silence.',
    silenceBuckets,
  );
  readonly #doubts = this.#counter('balint_silence_doubts_total', 'Confirmed silences that were taken back.', []);
  readonly #looks = this.#histogram(
    'balint_rights_look_seconds',
    'How long a look at one room in the media server took.',
    joinBuckets,
  );
  readonly #joins = this.#counter('balint_media_joins_total', 'Joins through the proxy.', ['outcome']);
  readonly #joinSeconds = this.#histogram(
    'balint_media_join_seconds',
    'How long a join was held back before its first byte.',
    joinBuckets,
  );
  readonly #parts = new Map<string, () => Promise<boolean>>();

  constructor() {
    const parts = this.#parts;
    collectDefaultMetrics({ register: this.#registry });
    new Dial({
      name: 'balint_up',
      help: 'Whether what this server depends on answers: the records, the log and the other servers, the media.',
      labelNames: ['part'],
      registers: [this.#registry],
      async collect() {
        const answers = await Promise.all([...parts].map(async ([part, isUp]) => [part, await inTime(isUp)] as const));
        for (const [part, isUp] of answers) this.set({ part }, isUp ? 1 : 0);
      },
    });
  }

  readonly commandAnswered: Meters['commandAnswered'] = (kind, outcome, seconds) => {
    const isRefused = typeof outcome === 'object';
    this.#commands.inc({ kind, outcome: isRefused ? 'refused' : outcome });
    if (isRefused) this.#refusals.inc({ why: outcome.refused });
    this.#commandSeconds.observe(seconds);
  };

  readonly appended: Meters['appended'] = (outcome, seconds) => {
    this.#appends.inc({ outcome });
    this.#appendSeconds.observe(seconds);
  };

  readonly caughtUp: Meters['caughtUp'] = () => this.#catchUps.inc();

  readonly told: Meters['told'] = (storedBy, seconds) => this.#fanOut.observe({ stored_by: storedBy }, seconds);

  readonly silenceConfirmed: Meters['silenceConfirmed'] = (seconds) => this.#silences.observe(seconds);

  readonly silenceDoubted: Meters['silenceDoubted'] = () => this.#doubts.inc();

  readonly lookedAtMedia: Meters['lookedAtMedia'] = (seconds) => this.#looks.observe(seconds);

  readonly mediaJoined: Meters['mediaJoined'] = (outcome, seconds) => {
    this.#joins.inc({ outcome });
    if (outcome === 'joined') this.#joinSeconds.observe(seconds);
  };

  readonly watch: Meters['watch'] = (gauge, read) => {
    const [name, help] = gauges[gauge];
    new Dial({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  };

  readonly watchPart: Meters['watchPart'] = (part, isUp) => void this.#parts.set(part, isUp);

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string, buckets: number[], labelNames: string[] = []): Histogram {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.#registry] });
  }
}

async function inTime(isUp: () => Promise<boolean>): Promise<boolean> {
  return within(systemClock, partPatienceMs, isUp(), () => false).catch(() => false);
}
