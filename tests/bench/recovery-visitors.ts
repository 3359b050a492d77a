// Two people in separate browsers, and the moment at which each hears the other again: not when a packet arrives anywhere in the
// page, but when packets arrive for a sound that the page plays.
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type App, Visitor } from '../e2e/visitor.ts';
import { alsoEnd } from './endings.ts';
import { nowMs } from './machine.ts';

const lookEveryMs = 30;
const patienceMs = 60_000;

export async function seatTwo(app: App): Promise<readonly Visitor[]> {
  const visitors: Visitor[] = [];
  for (const name of ['Ann', 'Ben']) {
    const visitor = alsoEnd(await Visitor.arrive(name, app), (arrived) => arrived.leave());
    await visitor.takeSeat();
    visitors.push(visitor);
  }
  await Promise.all(visitors.map((visitor) => hearsAgain(visitor, new Set())));
  return visitors;
}

/** What a person does from now on to be heard again: presses, keys, and reloads. */
export async function countTouches({ page }: Visitor): Promise<() => Promise<number>> {
  let loaded = 0;
  const load = () => {
    loaded += 1;
  };
  page.on('load', load);
  await page.evaluate(() => {
    const counted = window as unknown as { touches: number };
    counted.touches = 0;
    for (const touch of ['pointerdown', 'keydown'] as const) {
      window.addEventListener(
        touch,
        () => {
          counted.touches += 1;
        },
        true,
      );
    }
  });
  return async () => {
    page.off('load', load);
    return loaded + ((await page.evaluate(() => (window as unknown as { touches?: number }).touches)) ?? 0);
  };
}

/** The sounds that are played now; a voice that is heard again after a break is another one. */
export async function played({ page }: Visitor): Promise<ReadonlyMap<string, number>> {
  return new Map(await packetsPlayed(page));
}

/** The moment at which packets of a new sound are played. */
export async function hearsAgain(visitor: Visitor, known: { has(track: string): boolean }): Promise<number> {
  const deadline = nowMs() + patienceMs;
  while (nowMs() < deadline) {
    for (const [track, packets] of await played(visitor)) if (packets > 0 && !known.has(track)) return nowMs();
    await pause(lookEveryMs);
  }
  throw new Error(`${visitor.name} heard nobody in ${patienceMs} ms`);
}

/** For each track that an element of the room plays: packets received so far. */
function packetsPlayed(page: Page): Promise<[track: string, packets: number][]> {
  return page.evaluate(async () => {
    const { ear } = window as unknown as { ear: { connections: Set<RTCPeerConnection> } };
    const isPlayed = new Set<string>();
    for (const sound of document.querySelectorAll<HTMLAudioElement>('[data-sounds] audio')) {
      if (!sound.paused && sound.srcObject instanceof MediaStream)
        for (const { id } of sound.srcObject.getTracks()) isPlayed.add(id);
    }
    const found: [string, number][] = [];
    if (isPlayed.size === 0) return found;
    for (const connection of ear.connections) {
      if (connection.connectionState === 'closed') {
        ear.connections.delete(connection);
        continue;
      }
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === 'inbound-rtp' && isPlayed.has(entry.trackIdentifier))
          found.push([entry.trackIdentifier, entry.packetsReceived]);
      }
    }
    return found;
  });
}
