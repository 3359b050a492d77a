// A8: the machine's clock is changed by minutes, or the machine sleeps. Sound is back within ten seconds, and the media server is not restarted.
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { done } from '../support/test-person.ts';
import { stageForAll } from './stage.ts';

const soundAgainMs = 10_000;
const preload = new URL('./moving-clock.mjs', import.meta.url).href;
const theStage = stageForAll(() => ({ env: { NODE_OPTIONS: `--import=${preload}` } }));

async function livekitPid(): Promise<number> {
  const [, pid] = (await readFile(`${theStage().app.dataDir}/livekit/livekit.pid`, 'utf8')).split(' ').map(Number);
  if (!pid) throw new Error('the media server has left no process id');
  return pid;
}

/** Two people join the media anew, and a third, who stayed, hears the one that speaks. Answers with that moment (ms since 1970). */
async function soundIsBack(): Promise<number> {
  const stage = theStage();
  const { ann, cid, annBot, benBot, cidBot } = stage;
  const deadline = Date.now() + 30_000;
  await benBot.forget();
  for (;;) {
    try {
      await cidBot.join(await stage.door(cid));
      await annBot.join(await stage.door(ann));
      await annBot.speak();
      break;
    } catch (failure) {
      if (Date.now() > deadline) throw failure;
      await pause(100);
    }
  }
  await benBot.untilHeard(ann.id, 20, 20_000);
  return Date.now();
}

/** The room's idea of the time, from the newest view. */
async function roomTime(): Promise<number> {
  const { ann } = theStage();
  const before = ann.room.serverNow;
  await done(ann.perform({ type: 'pause' }));
  await done(ann.perform({ type: 'resume' }));
  await ann.seesRoom(({ serverNow }) => serverNow > before);
  return ann.room.serverNow;
}

/** A machine that is slow at this anyway may take longer. */
async function soundComesBackBy(move: () => unknown): Promise<void> {
  const livekit = await livekitPid();
  const before = Date.now();
  const usualMs = (await soundIsBack()) - before;
  await move();
  const moved = Date.now();
  expect((await soundIsBack()) - moved).toBeLessThan(Math.max(soundAgainMs, 4 * usualMs));
  expect(await livekitPid()).toBe(livekit);
}

const signal = (name: NodeJS.Signals) => process.kill(theStage().app.pid, name);

test('a machine whose clock differs from the media server’s has sound all the same', async () => {
  expect(Date.now() - (await roomTime())).toBeGreaterThan(500_000);
});

test('the machine slept: sound is back within 10 s, and the room knows how late it is', async () => {
  await soundComesBackBy(() => signal('SIGWINCH'));
  expect(Math.abs(Date.now() - (await roomTime()))).toBeLessThan(60_000);
});

test.each(['ten minutes ahead', 'ten minutes behind', 'right again'])(
  'the clock is set %s: sound is back within 10 s, and the room keeps its time',
  async () => {
    await soundComesBackBy(() => signal('SIGURG'));
    expect(Math.abs(Date.now() - (await roomTime()))).toBeLessThan(60_000);
  },
);

test('server and media server stand still for ten seconds, and the clock is set meanwhile: sound is back within 10 s', async () => {
  await soundComesBackBy(async () => {
    const both = [theStage().app.pid, await livekitPid()];
    for (const pid of both) process.kill(pid, 'SIGSTOP');
    signal('SIGURG');
    await pause(10_000);
    for (const pid of both.reverse()) process.kill(pid, 'SIGCONT');
  });
});
