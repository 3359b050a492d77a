// A single server's disk is full: nobody is told that something was done that is not on disk, and everything goes on when there is space again.
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '../../server/ports/rooms.ts';
import { openJournal } from '../support/open-journal.ts';
import { mayMountDisks, type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

let app: TestApp;
let ann: TestPerson;
/** Where the rooms' journals are. */
let small: SmallDisk;

const unavailable = { ok: false, trouble: 'unavailable' };

beforeAll(async () => {
  const prepared = await startApp({ media: false });
  await prepared.end('SIGTERM');
  const rooms = join(prepared.dataDir, 'rooms');
  await rm(rooms, { recursive: true, force: true });
  small = mayMountDisks() ? smallDisk(rooms, 64) : smallFiles();
  app = await startApp({ media: false, dataDir: prepared.dataDir });
  ann = await signIn(app, 'Ann');
  await done(ann.enter());
});

afterAll(async () => {
  ann?.drop();
  await app?.end('SIGTERM');
  small?.unmount();
  if (app) await rm(app.dataDir, { recursive: true, force: true });
});

async function journal(): Promise<readonly LogEntry[]> {
  const folder = join(app.dataDir, 'rooms');
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.journal'));
  expect((await readFile(join(folder, file), 'utf8')).endsWith('\n'), 'a whole last line').toBe(true);
  return openJournal(app.dataDir);
}

/** What has begun may still fit; answers with the first act that does not. */
async function actUntilFull(): Promise<{ id: string; type: 'pause' | 'resume' }> {
  for (let turn = 0; turn < 200; turn++) {
    const act = { id: `act-${turn}`, type: turn % 2 === 0 ? 'pause' : 'resume' } as const;
    const reply = await ann.perform({ type: act.type }, act.id);
    if (!reply.ok) {
      expect(reply).toEqual(unavailable);
      return act;
    }
  }
  throw new Error('the disk was never full');
}

test('with a full disk an act is answered as not done, and is not done; resent when there is space, it is done once', async () => {
  small.fill();
  const { id, type } = await actUntilFull();
  const whole = await journal();
  for (let again = 0; again < 3; again++) expect(await ann.perform({ type }, id)).toEqual(unavailable);
  expect(await journal()).toEqual(whole);
  small.free();
  const pausedBefore = ann.room.pausedAt;
  await done(ann.perform({ type }, id));
  await done(ann.perform({ type }, id));
  expect(ann.room.pausedAt).not.toBe(pausedBefore);
  const entries = await journal();
  expect(entries).toHaveLength(whole.length + 1);
  expect(entries.at(-1)).toMatchObject({ version: whole.length + 1, commandId: `${ann.id}.${id}` });
});

test('after kill -9 the room is what it was', async () => {
  const { phase, pausedAt } = ann.room;
  await app.end('SIGKILL');
  ann.view = null;
  await app.start();
  await ann.seesRoom((room) => room.phase === phase && room.pausedAt === pausedAt);
  await done(ann.perform({ type: pausedAt === null ? 'pause' : 'resume' }, 'after'));
});

/** Instead of a small disk: no file of the server may grow beyond a small size. */
function smallFiles(): SmallDisk {
  const allow = (bytes: string) => execFileSync('prlimit', ['--pid', String(app.pid), `--fsize=${bytes}:`]);
  return {
    fill: () => void allow('4096'),
    free: () => void allow('unlimited'),
    unmount: () => undefined,
    makeReadOnly: () => undefined,
  };
}
