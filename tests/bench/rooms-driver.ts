// A process that plays the people of many rooms. Use:
//   const driver = await startDriver(urls); await driver.open(plans); const measured = await driver.act(60_000); … await driver.quit();
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface PersonPlan {
  readonly ref: string;
  readonly session: string;
  readonly personId: string;
}

export interface RoomPlan {
  /** In the order of the circle; the first two lead. */
  readonly people: readonly PersonPlan[];
  readonly walk: 'case' | 'flip' | 'bare';
  /** The step of the case at which the room stands once everything is open. */
  readonly begins: number;
  /** Between two acts, at random. */
  readonly everyMs: readonly [number, number];
}

export interface Measured {
  acts: number;
  /** For each act and each screen: from sending the act to the arrival of the view. */
  readonly screens: number[];
  /** For each act: the last screen. */
  readonly answered: number[];
  /** Screens that never showed an act. */
  missing: number;
  /** Connections that ended, though nobody ended them. */
  lost: number;
  readonly refused: string[];
  /** A view, as JSON. */
  viewBytes: number;
}

export type MeasuredWalks = Readonly<Record<RoomPlan['walk'], Measured>>;

export interface Asked {
  readonly id: number;
  readonly act: 'open' | 'act' | 'hold' | 'close';
  readonly plans?: readonly RoomPlan[];
  readonly ms?: number;
}

export function nothingMeasured(): Measured {
  return { acts: 0, screens: [], answered: [], missing: 0, lost: 0, refused: [], viewBytes: 0 };
}

export class Driver {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #ids = 0;

  constructor(urls: readonly string[]) {
    this.#child = fork(fileURLToPath(new URL('./rooms-driver-process.ts', import.meta.url)), [...urls], {
      execArgv: ['--import', 'tsx', '--max-old-space-size=6000'],
    });
    this.#child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(error));
    });
    this.#child.once('exit', () => {
      for (const { reject } of this.#asked.values()) reject(new Error('a driver is gone'));
    });
  }

  /** Opens these rooms in addition to the open ones: everybody is seated, and each room stands where its walk begins. */
  async open(plans: readonly RoomPlan[]): Promise<void> {
    await this.#ask({ act: 'open', plans });
  }

  /** All open rooms walk on for this long. */
  async act(ms: number): Promise<MeasuredWalks> {
    return (await this.#ask({ act: 'act', ms })) as MeasuredWalks;
  }

  /** Whole meetings in these rooms, once each, until nothing of them is left. */
  async hold(plans: readonly RoomPlan[]): Promise<void> {
    await this.#ask({ act: 'hold', plans });
  }

  /** Everybody leaves. */
  async close(): Promise<void> {
    await this.#ask({ act: 'close' });
  }

  async quit(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }

  #ask(asked: Omit<Asked, 'id'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#ids;
      this.#asked.set(id, { resolve, reject });
      this.#child.send({ id, ...asked }, (error) => error && reject(error));
    });
  }
}
