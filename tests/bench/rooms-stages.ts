// The load in stages: more and more rooms open on the same servers, and at each stage a period of acts, with what the servers used.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from './machine.ts';
import { Crowd } from './rooms-crowd.ts';
import type { Measured, PersonPlan, RoomPlan } from './rooms-driver.ts';
import { type Ground, type Servers, type Spent, spentBy } from './rooms-servers.ts';

export interface Stage {
  readonly rooms: number;
  readonly minutes: number;
  readonly measured: Measured;
  /** The samples of the room that only changes its phase. */
  readonly flips: Measured;
  readonly before: Spent;
  readonly after: Spent;
}

export interface StagePlan {
  /** Growing. */
  readonly counts: readonly number[];
  readonly actMs: number;
  readonly everyMs: readonly [number, number];
  readonly flipEveryMs: readonly [number, number];
}

type Say = (line: string) => void;
/** Connections have settled: nobody is still arriving. */
const calmMs = 3_000;

/** `groups`: those of the load, and the large one that only changes its phase, if there is one. */
export async function runStages(
  servers: Servers,
  ground: Ground,
  plan: StagePlan,
  groups: { readonly load: readonly (readonly PersonPlan[])[]; readonly large: readonly PersonPlan[] | null },
  walk: 'case' | 'bare',
  say: Say,
): Promise<Stage[]> {
  const crowd = new Crowd(servers.urls);
  const stages: Stage[] = [];
  if (groups.large) await crowd.open([{ people: groups.large, walk: 'flip', begins: 0, everyMs: plan.flipEveryMs }]);
  let open = 0;
  for (const rooms of plan.counts) {
    const began = nowMs();
    await crowd.open(groups.load.slice(open, rooms).map((people, i) => roomPlan(people, walk, open + i, plan)));
    open = rooms;
    say(`${walk}: ${rooms} rooms are open after ${seconds(nowMs() - began)} s more`);
    await pause(calmMs);
    const before = await spentBy(servers, ground, true);
    const from = nowMs();
    const measured = await crowd.act(plan.actMs);
    const minutes = (nowMs() - from) / 60_000;
    const stage = { rooms, minutes, measured: measured[walk], flips: measured.flip, before, after: await spentBy(servers, ground) };
    stages.push(stage);
    say(`${walk}: ${stage.measured.acts} acts in ${rooms} rooms`);
  }
  await crowd.quit();
  return stages;
}

function roomPlan(people: readonly PersonPlan[], walk: 'case' | 'bare', number: number, { everyMs }: StagePlan): RoomPlan {
  return { people, walk, begins: number % 20, everyMs };
}

const seconds = (ms: number) => Math.round(ms / 1000);
