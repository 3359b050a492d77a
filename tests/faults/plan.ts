// All faults on a cluster: what each does, and in which phases of a case it happens. What is promised for each is in promises.ts.
import { type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import type { CuttableConnection } from '../support/cuttable-connection.ts';
import { jumpClock } from './clocks.ts';
import {
  breakConnections,
  breakMediaConnections,
  cutKeeperOff,
  cutOffDee,
  muteDeesSound,
  muteKeeper,
  type Outage,
  slowRedis,
} from './cuts.ts';
import { fillPostgresDisk, fillRedisDisk } from './disks.ts';
import type { FaultStage } from './fault-stage.ts';
import { killAllMedia, killKeeper, killMediaNode, killOther, killPostgres, killRedis, killWhileSteppingBack } from './kills.ts';
import type { TimeId } from './promises.ts';

/** Measured, in milliseconds. */
export type Times = Readonly<Partial<Record<TimeId, number>>>;

export interface Fault {
  /** What else is measured. */
  readonly id: TimeId;
  readonly phases: readonly PhaseId[];
  /** Redis and PostgreSQL have small disks of their own. */
  readonly onSmallDisks?: boolean;
  /** One of the few that every whole test run includes. */
  readonly isDaily?: boolean;
  run(stage: FaultStage): Promise<Times>;
}

export interface Step {
  readonly phase: PhaseId;
  readonly fault: Fault;
}

/** A case from its beginning to its end. */
const walk = phaseIds.slice(0, phaseIds.indexOf('farewell') + 1);
const silent = 'associative';
const takeover: TimeId = 'takeover-100';
const outageMs = 3_000;

const killed: readonly Fault[] = [
  {
    id: 'keeper-killed',
    phases: walk,
    isDaily: true,
    async run(stage) {
      const { people, takeover } = await killKeeper(stage);
      return { 'keeper-killed': people, takeover };
    },
  },
  { id: 'other-killed', phases: walk, run: async (stage) => ({ 'other-killed': await killOther(stage) }) },
  { id: 'redis-killed', phases: walk, isDaily: true, run: async (stage) => ({ 'redis-killed': await killRedis(stage) }) },
  { id: 'postgres-killed', phases: walk, run: async (stage) => ({ 'postgres-killed': await killPostgres(stage) }) },
  { id: 'node-killed', phases: walk, run: async (stage) => ({ 'node-killed': await killMediaNode(stage) }) },
  { id: 'media-killed', phases: walk, run: async (stage) => ({ 'media-killed': await killAllMedia(stage) }) },
  {
    id: 'stepping-back-killed',
    phases: ['clarifying'],
    isDaily: true,
    run: async (stage) => ({ 'stepping-back-killed': await killWhileSteppingBack(stage) }),
  },
];

const broken: readonly Fault[] = (['cut', 'mute'] as const).flatMap((outage) => [
  ...(['keeper', 'other'] as const).flatMap((role) => [
    connectionBroken(`${role}-redis-${outage}`, outage, async (stage) => [await lineOf(stage, role, 'redis')]),
    connectionBroken(`${role}-postgres-${outage}`, outage, async (stage) => [await lineOf(stage, role, 'postgres')]),
    connectionBroken(`${role}-node-${outage}`, outage, (stage) =>
      Promise.all(stage.cluster.nodes.map(({ name }) => lineOf(stage, role, name))),
    ),
  ]),
  mediaConnectionBroken(`node-redis-${outage}`, outage, async (stage) => [stage.cluster.line(await stage.mediaNode(), 'redis')]),
  mediaConnectionBroken(`notices-${outage}`, outage, async (stage) =>
    stage.cluster.nodes.map(({ name }) => stage.cluster.line(name, 'balancer')),
  ),
]);

type Find = (stage: FaultStage) => Promise<readonly CuttableConnection[]>;

async function lineOf(stage: FaultStage, role: 'keeper' | 'other', member: string): Promise<CuttableConnection> {
  return stage.cluster.line((await stage.roles())[role], member);
}

function connectionBroken(id: TimeId, outage: Outage, find: Find): Fault {
  return {
    id,
    phases: [silent],
    run: async (stage) => ({ [id]: await breakConnections(stage, await find(stage), outage, outageMs) }),
  };
}

function mediaConnectionBroken(id: TimeId, outage: Outage, find: Find): Fault {
  const run = async (stage: FaultStage) => ({ [id]: await breakMediaConnections(stage, await find(stage), outage, outageMs) });
  return { id, phases: [silent], run };
}

function away(seconds: 5 | 25 | 84): Fault {
  const id = `away-${seconds}-s` as const;
  return {
    id,
    phases: [silent],
    async run(stage) {
      const { acting, hearing } = await cutOffDee(stage, seconds * 1000);
      return { [id]: acting, [`${id}-hearing`]: hearing };
    },
  };
}

const unheard: Fault = {
  id: 'sound-mute',
  phases: [silent],
  run: async (stage) => ({ 'sound-mute': await muteDeesSound(stage, 10_000) }),
};

const cutOff: readonly Fault[] = [
  { id: 'balancer-cut', phases: [silent], run: async (stage) => ({ 'balancer-cut': await cutKeeperOff(stage) }) },
  { id: 'balancer-mute', phases: [silent], run: async (stage) => ({ 'balancer-mute': await muteKeeper(stage, outageMs) }) },
];

const slow: Fault = {
  id: 'redis-slow',
  phases: [silent],
  run: async (stage) => ({ 'redis-slow': await slowRedis(stage, 2_000, 8_000) }),
};

const jumped: Fault = {
  id: 'clock-jumped',
  phases: [silent],
  async run(stage) {
    const times: number[] = [];
    for (let jump = 0; jump < 3; jump++) times.push(await jumpClock(stage, (await stage.roles()).keeper));
    return { 'clock-jumped': Math.max(...times) };
  },
};

const full: readonly Fault[] = [
  {
    id: 'redis-disk-full',
    phases: [silent],
    onSmallDisks: true,
    run: async (stage) => ({ 'redis-disk-full': await fillRedisDisk(stage) }),
  },
  {
    id: 'postgres-disk-full',
    phases: [silent],
    onSmallDisks: true,
    run: async (stage) => ({ 'postgres-disk-full': await fillPostgresDisk(stage) }),
  },
];

const faults = [...killed, ...cutOff, ...broken, slow, jumped, away(5), away(25), away(84), unheard, ...full];

/** In the order in which a case goes through them. */
export interface Plan {
  readonly steps: readonly Step[];
  /** A separate case, on a cluster whose Redis and PostgreSQL have small disks. */
  readonly onSmallDisks: readonly Step[];
  /** Also a hundred rooms whose server dies. */
  readonly isTakeoverIncluded: boolean;
}

/**
 * Quick: each fault in one phase only, the silent one if possible, and only the daily ones unless some are named. Throws for an unknown
 * name.
 */
export function planOf({ isQuick, only = [] }: { readonly isQuick: boolean; readonly only?: readonly string[] }): Plan {
  const ids: readonly string[] = [...faults.map(({ id }) => id), takeover];
  for (const name of only) if (!ids.includes(name)) throw new Error(`There is no fault "${name}"; there are ${ids.join(', ')}.`);
  const wanted = faults.filter(({ id, isDaily }) => (only.length > 0 ? only.includes(id) : !isQuick || isDaily));
  const phasesOf = ({ phases }: Fault) => (isQuick && phases.includes(silent) ? [silent] : phases);
  const stepsOf = (some: readonly Fault[]) =>
    walk.flatMap((phase) => some.filter((fault) => phasesOf(fault).includes(phase)).map((fault) => ({ phase, fault })));
  return {
    steps: stepsOf(wanted.filter(({ onSmallDisks }) => !onSmallDisks)),
    onSmallDisks: stepsOf(wanted.filter(({ onSmallDisks }) => onSmallDisks)),
    isTakeoverIncluded: only.length > 0 ? only.includes(takeover) : !isQuick,
  };
}
