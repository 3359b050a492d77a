// F14: the server, and with it its media server, is killed in the silent phase. What was silent stays silent, and nothing is left over.
import { readdir, readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

/** Processes whose command line names the app's own media configuration. */
async function mediaServersOf(dataDir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(`${dataDir}/livekit/`));
}

test('[R3.2] after kill -9 in the associative phase the app comes back with phase, seats and the presenter’s silence', async () => {
  const stage = theStage();
  const { ann, ben, cid, annBot, benBot, cidBot, app } = stage;
  await stage.benIsHeard();
  await stage.stepBack();
  const before = ann.room;

  await app.end('SIGKILL');
  for (const person of [ann, ben, cid]) person.view = null;
  await vi.waitFor(async () => expect(await mediaServersOf(app.dataDir)).toEqual([]), { timeout: 60_000, interval: 100 });
  await app.start();

  await Promise.all([ann, ben, cid].map((person) => person.seesRoom(({ phase }) => phase === 'associative')));
  expect(ann.room.chairs.map(({ personId }) => personId)).toEqual(before.chairs.map(({ personId }) => personId));
  expect(ben.room.me).toMatchObject({ case: 'steppedBack', rights: { mayHear: true, mayBeHeard: false } });
  await stage.comesIn(cid, cidBot);
  await stage.comesIn(ann, annBot);
  await annBot.speak();
  await stage.comesIn(ben, benBot);
  await expect(benBot.speak()).rejects.toThrow();
  await stage.benIsSilent();
  await stage.untilSilent();
});

test('[R3.7] with only the media server killed, it is started again and the silence holds before anyone is heard', async () => {
  const stage = theStage();
  const { ann, ben, cid, annBot, benBot, cidBot, app } = stage;
  const [, livekit] = (await readFile(`${app.dataDir}/livekit/livekit.pid`, 'utf8')).split(' ').map(Number);
  if (!livekit) throw new Error('the media server has left no process id');
  process.kill(livekit, 'SIGKILL');
  await stage.comesIn(cid, cidBot);
  await stage.comesIn(ann, annBot);
  await annBot.speak();
  await stage.comesIn(ben, benBot);
  await expect(benBot.speak()).rejects.toThrow();
  await stage.benIsSilent();

  await stage.comesBack();
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
  expect(ann.room.phase).toBe('closingRound');
});
