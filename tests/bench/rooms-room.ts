// One room of the load: its people's lines, half on each server, and the clock between an act and each screen that shows it.
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import { nowMs } from './machine.ts';
import type { Measured, RoomPlan } from './rooms-driver.ts';
import { RoomLine } from './rooms-line.ts';

const screensWithinMs = 10_000;

export class LoadRoom {
  readonly plan: RoomPlan;
  readonly lines: readonly RoomLine[];
  /** What is performed while the room is brought into its place counts for nothing. */
  measured: Measured | null = null;
  #arrivals: [line: RoomLine, version: number, at: number][] = [];
  #looked = () => {};
  #acts = 0;

  constructor(plan: RoomPlan, urls: readonly string[]) {
    this.plan = plan;
    const told = {
      view: (line: RoomLine, version: number, at: number) => {
        this.#arrivals.push([line, version, at]);
        this.#looked();
      },
      lost: () => {
        if (this.measured) this.measured.lost += 1;
      },
    };
    this.lines = plan.people.map((person, i) => new RoomLine(person, urls, i % urls.length, told));
  }

  /** The two leaders in turn. */
  get leader(): RoomLine {
    return this.line(this.#acts % 2);
  }

  line(place: number): RoomLine {
    const line = this.lines[place];
    if (!line) throw new Error(`nobody sits on chair ${place}`);
    return line;
  }

  async enterAll(): Promise<void> {
    for (const line of this.lines) {
      await line.connect();
      if (this.plan.walk !== 'bare') await this.act(line, line.entering);
    }
  }

  advance(from: PhaseId, to: PhaseId): Promise<void> {
    return this.act(this.leader, { type: 'advance', from, to });
  }

  /** From the moment the command leaves until every open screen of the room shows what it made. */
  async act(by: RoomLine, command: WireCommand): Promise<void> {
    this.#acts += 1;
    this.#arrivals = [];
    const known = Math.max(...this.lines.map(({ version }) => version));
    const { measured } = this;
    const emitted = nowMs();
    const reply = await by.perform(command);
    if (!reply.ok) {
      if (!measured) throw new Error(`${command.type} was refused: ${JSON.stringify(reply)}`);
      measured.refused.push(`${command.type}: ${JSON.stringify(reply)}`);
      return;
    }
    if (!measured || reply.version <= known) return;
    const screens = this.lines.filter(({ isOpen }) => isOpen);
    const came = screens.map((line) => this.#arrival(line, reply.version));
    const late = setTimeout(() => this.#looked(), screensWithinMs);
    while (came.includes(undefined) && nowMs() - emitted < screensWithinMs) {
      await new Promise<void>((look) => {
        this.#looked = look;
      });
      for (const [i, line] of screens.entries()) came[i] ??= this.#arrival(line, reply.version);
    }
    clearTimeout(late);
    const took = came.flatMap((at) => (at === undefined ? [] : [at - emitted]));
    measured.missing += came.length - took.length;
    measured.screens.push(...took);
    measured.answered.push(Math.max(...took));
    measured.acts += 1;
  }

  #arrival(line: RoomLine, version: number): number | undefined {
    return this.#arrivals.find(([on, shown]) => on === line && shown >= version)?.[2];
  }
}
