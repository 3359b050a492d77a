// How soon people hear each other again by themselves after the media server or the app server was killed.
import { setTimeout as pause } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import type { Visitor } from '../e2e/visitor.ts';
import { type OwnedLiveKit, ownLiveKit } from '../support/owned-livekit.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { alsoEnd } from './endings.ts';
import { type Bench, type Figure, figureOf } from './figure.ts';
import { nowMs } from './machine.ts';
import { countTouches, hearsAgain, played, seatTwo } from './recovery-visitors.ts';

const mostMs = 2000;
const lookEveryMs = 20;
/** Between two rounds, so that each begins with connections that have held for a while. */
const calmMs = 3000;

type Say = (line: string) => void;

interface Recovered {
  /** From the moment the server answered until both heard the other again. */
  readonly ms: number;
  readonly touches: number;
}

async function round(visitors: readonly Visitor[], killAndRevive: () => Promise<number>): Promise<Recovered> {
  await pause(calmMs);
  const counts = await Promise.all(visitors.map(countTouches));
  const before = await Promise.all(visitors.map(played));
  const answered = await killAndRevive();
  const moments = await Promise.all(visitors.map((visitor, i) => hearsAgain(visitor, before[i] ?? new Map())));
  const touches = await Promise.all(counts.map((count) => count()));
  return { ms: Math.max(...moments) - answered, touches: touches.reduce((sum, each) => sum + each, 0) };
}

async function measureLiveKit(cases: readonly (readonly [downMs: number, rounds: number])[], say: Say) {
  const port = await freeTcpPort();
  const livekit = alsoEnd(await ownLiveKit(`http://127.0.0.1:${port}/internal/livekit-webhook`), (started) => started.stop());
  await livekit.start();
  const app = alsoEnd(await startApp({ env: { PORT: String(port), ...livekit.env } }), (started) => started.stop());
  const visitors = await seatTwo(app);
  const rejoins = await measureRejoins(livekit, visitors, cases[0]?.[1] ?? 1);
  const samples = new Map<number, Recovered[]>();
  for (const [downMs, rounds] of cases) {
    const own: Recovered[] = [];
    samples.set(downMs, own);
    for (let i = 0; i < rounds; i++) {
      const recovered = await round(visitors, async () => {
        await livekit.kill();
        await pause(downMs);
        await livekit.start();
        return nowMs();
      });
      say(`LiveKit down for ${downMs / 1000} s: heard again after ${Math.round(recovered.ms)} ms`);
      own.push(recovered);
    }
  }
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  await app.stop();
  await livekit.stop();
  return { rejoins, samples };
}

/** The floor: both are removed from a LiveKit that keeps running, and join anew by themselves. */
async function measureRejoins(livekit: OwnedLiveKit, visitors: readonly Visitor[], rounds: number): Promise<number[]> {
  const rooms = new RoomServiceClient(livekit.address.url, livekit.address.apiKey, livekit.address.apiSecret);
  const samples: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const { ms } = await round(visitors, async () => {
      for (const { name } of await rooms.listRooms()) {
        const present = await rooms.listParticipants(name);
        await Promise.all(present.map(({ identity }) => rooms.removeParticipant(name, identity)));
      }
      return nowMs();
    });
    samples.push(ms);
  }
  return samples;
}

/** With the server's own LiveKit, which dies and comes back with it. */
async function measureApp(rounds: number, say: Say): Promise<Recovered[]> {
  const app = alsoEnd(await startApp(), (started) => started.stop());
  const visitors = await seatTwo(app);
  const samples: Recovered[] = [];
  for (let i = 0; i < rounds; i++) {
    const recovered = await round(visitors, async () => {
      await app.end('SIGKILL');
      const [answered] = await Promise.all([untilReady(app), app.start()]);
      return answered;
    });
    say(`app server restarted: heard again after ${Math.round(recovered.ms)} ms`);
    samples.push(recovered);
  }
  return samples;
}

async function untilReady({ url }: TestApp): Promise<number> {
  for (;;) {
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return nowMs();
    await pause(lookEveryMs);
  }
}

function recovery(id: string, says: string, samples: readonly Recovered[], floor: readonly number[]): Figure {
  const took = samples.map(({ ms }) => ms);
  return figureOf({ id, unit: 'ms', says }, took, { at: 'p95', floor, most: () => mostMs });
}

export const bench: Bench = {
  name: 'recovery',
  about: `The whole server with a real LiveKit and two Chromium pages with fake devices. LiveKit is killed with SIGKILL and kept down, then the app server (and with it
a LiveKit of its own) is killed with SIGKILL and started again. The clock runs from the first moment the killed server answers again until both pages play packets of
the other's voice. Nobody touches or loads a page.`,
  async run({ isQuick, say }) {
    const cases: [number, number][] = isQuick
      ? [[1000, 2]]
      : [
          [1000, 8],
          [20_000, 4],
          [60_000, 3],
        ];
    const { rejoins, samples: livekit } = await measureLiveKit(cases, say);
    const app = await measureApp(isQuick ? 2 : 8, say);
    const figures = [...livekit].map(([downMs, samples]) => {
      const seconds = downMs / 1000;
      return recovery(
        `livekit-${seconds}s`,
        `heard again after LiveKit was killed and kept down for ${seconds} s.`,
        samples,
        rejoins,
      );
    });
    figures.push(recovery('app-1s', 'heard again after the app server was killed and started at once.', app, rejoins));
    figures.push(
      figureOf(
        { id: 'rejoin', unit: 'ms', says: 'the floor: heard again after LiveKit, itself unharmed, put both out of its room.' },
        rejoins,
      ),
    );
    const clicks = [...[...livekit.values()].flat(), ...app].map(({ touches }) => touches);
    figures.push(
      figureOf({ id: 'clicks', unit: 'count', says: 'presses, keys and loaded pages on both screens during a recovery.' }, clicks, {
        at: 'max',
        most: () => 0,
      }),
    );
    return { figures, unsound: [] };
  },
};
