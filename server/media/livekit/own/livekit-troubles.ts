// Says why our LiveKit does not run: once, and then not again until it has answered, however often it is tried. Repeats of its own words only what it
// printed before it ever answered, when nobody can have come yet, and nothing of its log.
import type { Logger } from 'pino';
import { plainWords } from './livekit-log.ts';

/** The first may be an accident, such as a port that was taken a moment earlier. */
const accidents = 1;
const telling = /^(panic|fatal|error)\b/i;

export class LiveKitTroubles {
  readonly #binary: string;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #said = new Set<string>();
  #hasEverAnswered = false;
  #answers = false;
  #hangs = false;
  #inVain = 0;
  /** The exit code of the last end, while its last words may still be on their way. */
  #untold: { readonly code: number | null } | null = null;
  #lastWords = '';
  /** What follows is about its insides. */
  #hasTold = false;

  constructor(binary: string, log: Pick<Logger, 'warn'>) {
    this.#binary = binary;
    this.#log = log;
  }

  /** It is tried again, some time after its end: by now all it said has come. */
  launched(): void {
    if (this.#untold) this.#once(this.#untold, this.#why());
    this.#untold = null;
    this.#answers = false;
    this.#hangs = false;
    this.#hasTold = false;
  }

  heard(line: string): void {
    if (this.#hasEverAnswered || this.#hasTold) return;
    const words = plainWords(line);
    if (words === null) return;
    this.#lastWords = words;
    this.#hasTold = telling.test(words);
  }

  answered(): void {
    this.#hasEverAnswered = true;
    this.#answers = true;
    this.#inVain = 0;
    this.#lastWords = '';
    this.#said.clear();
  }

  doesNotAnswer(): void {
    this.#hangs = true;
    this.#once({}, 'the media server does not answer and is being restarted');
  }

  ended(code: number | null, againInMs: number): void {
    this.#inVain += this.#answers ? 0 : 1;
    if (this.#inVain <= accidents) this.#log.warn({ code, againInMs }, 'the media server has ended');
    else this.#untold = { code };
  }

  failed(err: unknown, sentence: string): void {
    this.#once({ err }, sentence);
  }

  #why(): string {
    const words = this.#lastWords === '' ? ' (LOG_LEVEL=debug shows what it says)' : `: ${this.#lastWords}`;
    return `LIVEKIT_BIN=${this.#binary} ${this.#hangs ? 'does not answer' : 'ends at once'}${words}. There is no sound and no picture until it runs; it is tried again every few seconds. Start it by hand to see more, or set LIVEKIT_BIN to a LiveKit for this machine.`;
  }

  #once(fields: object, sentence: string): void {
    // Times and process numbers make nothing new of it.
    const gist = sentence.replace(/\d+/g, '0');
    if (this.#said.has(gist)) return;
    this.#said.add(gist);
    this.#log.warn(fields, sentence);
  }
}
