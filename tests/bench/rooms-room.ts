// One room of the load: its people's tabs, half on each server, and the time between an act and each screen that shows it.
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import { nowMs } from './machine.ts';
import { RoomTab } from './rooms-connection.ts';
import type { Measured, RoomPlan } from './rooms-driver.ts';

const screensWithinMs = 10_000;
const forLeaders = new Set<WireCommand['type']>([
  ...(['offerCase', 'withdrawOffer', 'chooseCase', 'acceptCase'] as const),
  ...(['signalLeaders', 'acknowledgeSignal', 'withdrawSignal'] as const),
]);

/** On this chair, whenever anybody presents. */
export const presenter = 2;

export class LoadRoom {
  readonly plan: RoomPlan;
  readonly tabs: readonly RoomTab[];
  /** Acts that only bring the room into its place do not count. */
  measured: Measured | null = null;
  /** Since the act was sent. */
  #arrivals: [tab: RoomTab, at: number][] = [];
  #looked = () => {};
  #acts = 0;

  constructor(plan: RoomPlan, urls: readonly string[]) {
    this.plan = plan;
    const told = {
      view: (tab: RoomTab, at: number) => {
        this.#arrivals.push([tab, at]);
        this.#looked();
      },
      lost: () => {
        if (this.measured) this.measured.lost += 1;
      },
    };
    this.tabs = plan.people.map((person, i) => new RoomTab(person, urls, i % urls.length, told));
  }

  /** The two leaders in turn. */
  get leader(): RoomTab {
    return this.tab(this.#acts % 2);
  }

  tab(place: number): RoomTab {
    const tab = this.tabs[place];
    if (!tab) throw new Error(`nobody sits on chair ${place}`);
    return tab;
  }

  async enterAll(): Promise<void> {
    for (const tab of this.tabs) {
      await tab.connect();
      if (this.plan.walk !== 'bare') await this.act(tab, tab.entering);
    }
  }

  advance(from: PhaseId, to: PhaseId): Promise<void> {
    return this.act(this.leader, { type: 'advance', from, to });
  }

  /** From sending the command until every open screen that should show its effect does. */
  async act(by: RoomTab, command: WireCommand): Promise<void> {
    this.#acts += 1;
    this.#arrivals = [];
    const { measured } = this;
    const emitted = nowMs();
    const reply = await by.perform(command);
    if (!reply.ok) {
      if (!measured) throw new Error(`${command.type} was refused: ${JSON.stringify(reply)}`);
      measured.refused.push(`${command.type}: ${JSON.stringify(reply)}`);
      return;
    }
    // By the time of the answer its sender has seen it, or it has changed nothing.
    if (!measured || (this.plan.walk !== 'bare' && this.#arrival(by) === undefined)) return;
    const screens = this.tabs.filter((tab) => tab.isOpen && (tab === by || this.#isToSee(tab, command)));
    const came = screens.map((tab) => this.#arrival(tab));
    const late = setTimeout(() => this.#looked(), screensWithinMs);
    while (came.includes(undefined) && nowMs() - emitted < screensWithinMs) {
      await new Promise<void>((look) => {
        this.#looked = look;
      });
      for (const [i, tab] of screens.entries()) came[i] ??= this.#arrival(tab);
    }
    clearTimeout(late);
    const took = came.flatMap((at) => (at === undefined ? [] : [at - emitted]));
    measured.missing += came.length - took.length;
    measured.screens.push(...took);
    measured.answered.push(Math.max(...took));
    measured.acts += 1;
  }

  #arrival(tab: RoomTab): number | undefined {
    return this.#arrivals.find(([on]) => on === tab)?.[1];
  }

  /** R7.5: what is for leaders appears on their screens, and on those of the people concerned. */
  #isToSee(tab: RoomTab, command: WireCommand): boolean {
    if (!forLeaders.has(command.type) || this.tabs.indexOf(tab) < 2) return true;
    if (command.type === 'chooseCase') return tab.person.personId === command.personId;
    return command.type === 'acknowledgeSignal' && tab === this.tab(presenter);
  }
}
