// Who hears whom, in browsers: judged by the tone of each voice and by packets, whatever a page shows.
import { expect } from '@playwright/test';
import type { Listener } from './listener.ts';

/** Levels of a tone in dBFS: a voice comes at -20 to -36, and what clicks at its pitch when another voice stumbles has been seen at -59. */
const audible = -45;
export const quiet = -50;

/** Everyone of them hears the speaker's tone. */
export async function hear(listeners: readonly Listener[], speaker: Listener): Promise<void> {
  for (const listener of listeners) {
    await expect
      .poll(() => listener.levelOf(speaker.name), { message: `${listener.name} hears ${speaker.name}`, timeout: 60_000 })
      .toBeGreaterThan(audible);
  }
}

/** While a hundred packets of another voice arrive, none of the speaker's does, and their tone is nowhere. */
export async function hearNothing(listener: Listener, speaker: Listener, other: Listener): Promise<void> {
  await expect
    .poll(() => listener.levelOf(speaker.name), { message: `${speaker.name} falls silent for ${listener.name}` })
    .toBeLessThan(quiet);
  const ssrc = await untilKnown(listener, other);
  const from = await packetsFrom(listener, ssrc);
  let loudest = Number.NEGATIVE_INFINITY;
  await expect
    .poll(
      async () => {
        loudest = Math.max(loudest, await listener.levelOf(speaker.name));
        return (await packetsFrom(listener, ssrc)) - from;
      },
      { message: `${listener.name} goes on hearing ${other.name}`, intervals: [50], timeout: 60_000 },
    )
    .toBeGreaterThan(100);
  expect(loudest, `${speaker.name}'s tone at ${listener.name}`).toBeLessThan(quiet);
}

/** The sender that carries the other's voice, once it can be told from all others. */
async function untilKnown(listener: Listener, other: Listener): Promise<number> {
  let ssrc: number | null = null;
  const look = async () => {
    ssrc = await senderSsrc(listener, other.name);
    return ssrc !== null;
  };
  await expect.poll(look, { message: `${listener.name} hears ${other.name} at all`, timeout: 60_000 }).toBe(true);
  return ssrc ?? 0;
}

/** Packets of one sender so far. Fails at once when it is known no more: its sound then comes by a new media connection, or not at all. */
async function packetsFrom(listener: Listener, ssrc: number): Promise<number> {
  const { voices } = await listener.hears();
  const voice = voices.find((each) => each.ssrc === ssrc);
  if (!voice) throw new Error(`sender ${ssrc} is gone from ${listener.name}; there are ${JSON.stringify(voices)}`);
  return voice.packets;
}

/** While fifty packets of each other voice arrive, those are all that arrive: one sender for each, and none besides. */
export async function hearsNobodyBut(listener: Listener, others: readonly Listener[]): Promise<void> {
  const senders: number[] = [];
  for (const other of others) senders.push(await untilKnown(listener, other));
  const before = new Map((await listener.hears()).voices.map(({ ssrc, packets }) => [ssrc, packets]));
  let growing: number[] = [];
  await expect
    .poll(
      async () => {
        const { voices } = await listener.hears();
        const grown = voices.map(({ ssrc, packets }) => ({ ssrc, by: packets - (before.get(ssrc) ?? 0) }));
        growing = grown.filter(({ by }) => by > 0).map(({ ssrc }) => ssrc);
        return Math.min(...senders.map((sender) => grown.find(({ ssrc }) => ssrc === sender)?.by ?? 0));
      },
      { message: `${listener.name} goes on hearing the others`, timeout: 60_000 },
    )
    .toBeGreaterThan(50);
  expect(growing.sort(), `senders whose packets reach ${listener.name}`).toEqual(senders.sort());
}

/** A sender's sound on a new connection is a new one. */
export async function senderSsrc(listener: Listener, name: string): Promise<number | null> {
  return (await listener.senderOf(name))?.ssrc ?? null;
}
