// All faults on a cluster: what each does, how soon all has to be well again, and in which phases of a case it happens.
import { type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import { jumpClock } from './clocks.ts';
import { breakLine, cutOffDee, type Outage, slowRedis } from './cuts.ts';
import type { FaultStage } from './fault-stage.ts';
import { killAllMedia, killKeeper, killMediaNode, killOther, killPostgres, killRedis, killWhileSteppingBack } from './kills.ts';

/** Measured, in milliseconds. */
export type Times = Readonly<Record<string, number>>;

export interface Fault {
  readonly name: string;
  readonly phases: readonly PhaseId[];
  /** Fewer, for every day. */
  readonly quickly: readonly PhaseId[];
  run(stage: FaultStage): Promise<Times>;
}

export interface Step {
  readonly phase: PhaseId;
  readonly fault: Fault;
}

/** A case from its beginning to its end. */
const walk = phaseIds.slice(0, phaseIds.indexOf('farewell') + 1);
const silence = ['associative'] as const;
const outageMs = 3_000;

/** What is promised of each time, and what it is. */
export const promises: Readonly<Record<string, { readonly most: number; readonly says: string }>> = {
  'keeper-killed': { most: 3000, says: 'the server that looks after the room is killed: its people act again on the other one.' },
  takeover: { most: 3000, says: 'the other server looks after the room of a killed one.' },
  'other-killed': { most: 3000, says: 'the server that does not look after the room is killed: its people act again.' },
  'stepping-back-killed': {
    most: 3000,
    says: 'the server is killed in the moment in which the leader lets the presenter step back: until the silence is confirmed.',
  },
  'redis-killed': { most: 2000, says: 'Redis is killed and is back after a second: everybody acts again, from its return on.' },
  'postgres-killed': {
    most: 2000,
    says: 'PostgreSQL is killed and is back after a second: both servers are ready and somebody whose line broke is in again.',
  },
  'node-killed': { most: 8000, says: 'the LiveKit node that has the room is killed for good: a voice is heard again.' },
  'media-killed': { most: 8000, says: 'all LiveKit nodes are killed and are back after a second: a voice is heard again.' },
  'keeper-redis-cut': { most: 2000, says: 'the line from the server that looks after the room to Redis is cut for 3 s.' },
  'keeper-redis-mute': { most: 2000, says: 'the same line stays and carries nothing for 3 s.' },
  'other-redis-cut': { most: 2000, says: 'the line from the other server to Redis is cut for 3 s.' },
  'other-redis-mute': { most: 2000, says: 'the same line stays and carries nothing for 3 s.' },
  'postgres-cut': { most: 2000, says: 'the line from a server to PostgreSQL is cut for 3 s.' },
  'postgres-mute': { most: 2000, says: 'the same line stays and carries nothing for 3 s.' },
  'node-cut': { most: 2000, says: 'the lines from the server that looks after the room to LiveKit are cut for 3 s.' },
  'node-mute': { most: 2000, says: 'the same lines stay and carry nothing for 3 s.' },
  'redis-slow': { most: 2000, says: 'every word to and from Redis comes 2 s late for 8 s.' },
  'clock-jumped': { most: 2000, says: 'the clock of a server’s machine is set an hour ahead, then back, then right again.' },
  'away-5-s': { most: 2000, says: 'a person’s network is dead for 5 s.' },
  'away-25-s': { most: 2000, says: 'a person’s network is dead for 25 s.' },
  'away-84-s': { most: 2000, says: 'a person’s network is dead for 84 s.' },
};

const killed: readonly Fault[] = [
  {
    name: 'the server that looks after the room is killed',
    phases: walk,
    quickly: ['caseCall', ...silence, 'closingRound'],
    async run(stage) {
      const { people, takeover } = await killKeeper(stage);
      return { 'keeper-killed': people, takeover };
    },
  },
  {
    name: 'the other server is killed',
    phases: walk,
    quickly: silence,
    run: async (stage) => ({ 'other-killed': await killOther(stage) }),
  },
  {
    name: 'Redis is killed',
    phases: walk,
    quickly: ['presentation', ...silence],
    run: async (stage) => ({ 'redis-killed': await killRedis(stage) }),
  },
  {
    name: 'PostgreSQL is killed',
    phases: walk,
    quickly: silence,
    run: async (stage) => ({ 'postgres-killed': await killPostgres(stage) }),
  },
  {
    name: 'the LiveKit node that has the room is killed',
    phases: walk,
    quickly: silence,
    run: async (stage) => ({ 'node-killed': await killMediaNode(stage) }),
  },
  {
    name: 'all LiveKit nodes are killed',
    phases: walk,
    quickly: silence,
    run: async (stage) => ({ 'media-killed': await killAllMedia(stage) }),
  },
  {
    name: 'the server is killed while the presenter steps back',
    phases: ['clarifying'],
    quickly: ['clarifying'],
    run: async (stage) => ({ 'stepping-back-killed': await killWhileSteppingBack(stage) }),
  },
];

const broken: readonly Fault[] = (['cut', 'blackhole'] as const).flatMap((outage) => [
  lineBroken('keeper', 'redis', outage),
  lineBroken('other', 'redis', outage),
  lineBroken('other', 'postgres', outage),
  lineBroken('keeper', 'node', outage),
]);

function lineBroken(role: 'keeper' | 'other', member: string, outage: Outage): Fault {
  const id = `${member === 'redis' ? `${role}-` : ''}${member}-${outage === 'cut' ? 'cut' : 'mute'}`;
  return {
    name: id,
    phases: silence,
    quickly: id === 'postgres-cut' || id === 'node-cut' ? [] : silence,
    run: async (stage) => ({ [id]: await breakLine(stage, (await stage.roles())[role], member, outage, outageMs) }),
  };
}

function away(seconds: number, quickly: readonly PhaseId[]): Fault {
  return {
    name: `a person is away for ${seconds} s`,
    phases: silence,
    quickly,
    run: async (stage) => ({ [`away-${seconds}-s`]: await cutOffDee(stage, seconds * 1000) }),
  };
}

const slow: Fault = {
  name: 'Redis is slow',
  phases: silence,
  quickly: silence,
  run: async (stage) => ({ 'redis-slow': await slowRedis(stage, 2_000, 8_000) }),
};

const jumped: Fault = {
  name: 'a clock jumps',
  phases: silence,
  quickly: silence,
  async run(stage) {
    const times: number[] = [];
    for (let jump = 0; jump < 3; jump++) times.push(await jumpClock(stage, (await stage.roles()).keeper));
    return { 'clock-jumped': Math.max(...times) };
  },
};

const faults = [...killed, ...broken, slow, jumped, away(5, silence), away(25, silence), away(84, [])];

/** In the order in which a case goes through them. */
export function planOf(isQuick: boolean): readonly Step[] {
  return walk.flatMap((phase) =>
    faults.filter(({ phases, quickly }) => (isQuick ? quickly : phases).includes(phase)).map((fault) => ({ phase, fault })),
  );
}
