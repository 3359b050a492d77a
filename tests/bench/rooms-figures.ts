// The load's samples as figures: their names, their meanings and their targets.
import { type Figure, figureOf } from './figure.ts';
import type { Churn } from './rooms-churn.ts';
import type { Stage } from './rooms-stages.ts';

/** A room of fourteen must see a change of phase within this time. */
const soonMs = 100;
/** The noise of a heap: smaller differences mean nothing. */
const noiseKb = 1000;
/** The number of rooms for which the ratio to the floor is promised. */
const promisedAt = 300;

export function stageFigures(ours: readonly Stage[], bare: readonly Stage[]): Figure[] {
  const [least, most] = [ours[0], ours.at(-1)];
  if (!least || !most) return [];
  return [
    ...ours.flatMap((stage) =>
      screensFigures(
        stage,
        bare.find(({ rooms }) => rooms === stage.rooms),
      ),
    ),
    figureOf(
      {
        id: 'act-to-14-screens',
        unit: 'ms',
        says: `a phase change in one room of fourteen, seven on each server, until the last of their screens shows it, while ${ours.map(({ rooms }) => rooms).join(', then ')} other rooms go on.`,
      },
      ours.flatMap(({ flips }) => flips.answered),
      { at: 'p95', most: () => soonMs },
    ),
    ...ours.map((stage) =>
      cpuFigure(
        stage,
        bare.find(({ rooms }) => rooms === stage.rooms),
      ),
    ),
    figureOf(
      { id: 'cpu-per-room-redis', unit: 'ms', says: `processor time of Redis for each room and minute, in ${most.rooms} rooms.` },
      [perRoomMinute(most, ({ redisMs }) => redisMs)],
    ),
    figureOf(
      {
        id: 'cpu-per-room-postgres',
        unit: 'ms',
        says: 'processor time of PostgreSQL for each room and minute: people who come back are asked who they are.',
      },
      [perRoomMinute(most, ({ postgresMs }) => postgresMs)],
    ),
    ...memoryFigures(least, most, bare),
    figureOf({ id: 'view-size', unit: 'bytes', says: 'one view of twelve chairs as JSON, the mean of members’ and leaders’.' }, [
      most.measured.viewBytes,
    ]),
    figureOf(
      { id: 'lost-connections', unit: 'count', says: 'sockets that ended though nobody ended them, for each number of rooms.' },
      ours.map(({ measured }) => measured.lost),
      { at: 'max', most: () => 0 },
    ),
  ];
}

function screensFigures({ rooms, minutes, measured }: Stage, bare: Stage | undefined): Figure[] {
  const floor = bare?.measured.screens ?? [];
  const p99 = quantile(measured.screens, 0.99);
  const pace = Math.round((measured.acts / minutes / rooms) * 10) / 10;
  const own = figureOf(
    {
      id: `act-to-screens-${rooms}`,
      unit: 'ms',
      says: `from the emitted act to the view that shows it, on every screen of its room, ${rooms} rooms of twelve on two servers, ${pace} acts a minute in each; p99 ${p99} ms (floor ${quantile(floor, 0.99)} ms).`,
    },
    measured.screens,
    { at: 'p95', floor, ...(rooms === promisedAt && { most: (ms: number) => 2 * ms }) },
  );
  if (!bare) return [own];
  const says = `the same number of sockets and the same pace on Socket.IO alone.`;
  return [own, figureOf({ id: `act-to-screens-${rooms}-floor`, unit: 'ms', says }, floor)];
}

function cpuFigure(stage: Stage, bare: Stage | undefined): Figure {
  return figureOf(
    {
      id: `cpu-per-room-${stage.rooms}`,
      unit: 'ms',
      says: `processor time of both app servers together for each room and minute, in ${stage.rooms} rooms; the floor is that of Socket.IO alone.`,
    },
    [perRoomMinute(stage, appMs)],
    bare ? { at: 'max', floor: [perRoomMinute(bare, appMs)] } : undefined,
  );
}

function memoryFigures(least: Stage, most: Stage, bare: readonly Stage[]): Figure[] {
  if (least === most) return [];
  const [bareLeast, bareMost] = [bare[0], bare.at(-1)];
  const growth = (from: Stage, to: Stage, read: (stage: Stage) => number) => (read(to) - read(from)) / (to.rooms - from.rooms);
  const floor = (read: (stage: Stage) => number) =>
    bareLeast && bareMost && bareLeast !== bareMost
      ? { at: 'max' as const, floor: [growth(bareLeast, bareMost, read)] }
      : undefined;
  const apps = (read: 'rssKb' | 'heapKb') => (stage: Stage) => stage.before.apps.reduce((sum, app) => sum + app[read], 0);
  return [
    figureOf(
      {
        id: 'memory-per-room',
        unit: 'kB',
        says: `resident memory of both app servers together for each room of twelve, from ${least.rooms} rooms to ${most.rooms}, after collecting garbage.`,
      },
      [growth(least, most, apps('rssKb'))],
      floor(apps('rssKb')),
    ),
    figureOf(
      { id: 'heap-per-room', unit: 'kB', says: 'of that, heap in use and memory outside of it that belongs to it.' },
      [growth(least, most, apps('heapKb'))],
      floor(apps('heapKb')),
    ),
    figureOf({ id: 'redis-per-room', unit: 'kB', says: 'memory of Redis for each room, with the journal so far.' }, [
      growth(least, most, ({ before }) => before.redisKb),
    ]),
  ];
}

export function churnFigures({ heapPerThousand, redisPerThousand, meetings, meetingsPerHour }: Churn): Figure[] {
  return [
    figureOf(
      {
        id: 'memory-growth',
        unit: 'kB',
        says: `heap that a thousand meetings leave behind when they are over, one sample for each server: the slope over ${meetings} whole meetings at ${Math.round(meetingsPerHour)} an hour, after collecting garbage.`,
      },
      heapPerThousand,
      { at: 'max', most: () => noiseKb },
    ),
    figureOf(
      {
        id: 'redis-growth',
        unit: 'kB',
        says: 'memory of Redis that a thousand ended meetings leave for a day: the mark that each is over.',
      },
      [redisPerThousand],
    ),
  ];
}

function perRoomMinute({ rooms, minutes, before, after }: Stage, read: (spent: Stage['before']) => number): number {
  return (read(after) - read(before)) / rooms / minutes;
}

const appMs = ({ apps }: Stage['before']) => apps.reduce((sum, { cpuMs }) => sum + cpuMs, 0);

function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return Math.round((sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0) * 10) / 10;
}

/** What makes the run worthless. */
export function unsoundIn(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ rooms, measured, flips }) => {
    const missing = measured.missing + flips.missing;
    const refused = [...measured.refused, ...flips.refused];
    return [
      ...(missing > 0 ? [`${missing} screens of ${rooms} rooms never showed an act`] : []),
      ...(refused.length > 0 ? [`${refused.length} acts in ${rooms} rooms were refused, such as ${refused[0]}`] : []),
      ...(measured.acts === 0 ? [`nothing was done in ${rooms} rooms`] : []),
    ];
  });
}
