// The process behind rooms-driver.ts, which documents the commands: some hundred rooms, all their sockets, and their acts.
import { setTimeout as pause } from 'node:timers/promises';
import { nowMs } from './machine.ts';
import { type Asked, type MeasuredWalks, nothingMeasured } from './rooms-driver.ts';
import { LoadRoom } from './rooms-room.ts';
import { holdMeeting, leadIn, walks } from './rooms-steps.ts';

const urls = process.argv.slice(2);
/** How many rooms are opened, or walk through a meeting, at the same time. */
const atOnce = 16;
let rooms: LoadRoom[] = [];

const acts = {
  async open({ plans = [] }: Asked) {
    const opened = plans.map((plan) => new LoadRoom(plan, urls));
    await inTurn(opened, async (room) => {
      await room.enterAll();
      await leadIn(room);
    });
    rooms.push(...opened);
  },
  async act({ ms = 0 }: Asked): Promise<MeasuredWalks> {
    const measured: MeasuredWalks = { case: nothingMeasured(), flip: nothingMeasured(), bare: nothingMeasured() };
    const until = nowMs() + ms;
    for (const room of rooms) room.measured = measured[room.plan.walk];
    await Promise.all(rooms.map((room) => walkOn(room, until)));
    for (const room of rooms) room.measured = null;
    for (const [walk, measure] of Object.entries(measured)) measure.viewBytes = viewBytes(walk);
    return measured;
  },
  async hold({ plans = [] }: Asked) {
    const ends: Promise<unknown>[] = [];
    await inTurn(
      plans.map((plan) => new LoadRoom(plan, urls)),
      async (room) => void ends.push((await holdMeeting(room)).over),
    );
    await Promise.all(ends);
  },
  async close() {
    for (const room of rooms) for (const tab of room.tabs) tab.drop();
    rooms = [];
  },
};

const places = new WeakMap<LoadRoom, number>();

async function walkOn(room: LoadRoom, until: number): Promise<void> {
  const { walk, begins, everyMs } = room.plan;
  const [least, most] = everyMs;
  const steps = walks[walk];
  let place = places.get(room) ?? (walk === 'case' ? begins : 0);
  let next = nowMs() + Math.random() * most;
  while (next < until) {
    await pause(Math.max(0, next - nowMs()));
    await steps[place++ % steps.length]?.(room);
    next += least + Math.random() * (most - least);
    next = Math.max(next, nowMs());
  }
  places.set(room, place);
}

function viewBytes(walk: string): number {
  const sizes = rooms.filter(({ plan }) => plan.walk === walk).flatMap(({ tabs }) => tabs.map(({ bytes }) => bytes));
  const seen = sizes.filter((bytes) => bytes > 0);
  return seen.length === 0 ? 0 : seen.reduce((sum, bytes) => sum + bytes, 0) / seen.length;
}

async function inTurn(all: readonly LoadRoom[], work: (room: LoadRoom) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let room = waiting.shift(); room; room = waiting.shift()) await work(room);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

process.on('message', async (asked: Asked) => {
  try {
    process.send?.({ id: asked.id, value: (await acts[asked.act](asked)) ?? null });
  } catch (error) {
    process.send?.({ id: asked.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; the parent decides when people go.
process.on('SIGINT', () => undefined);
