// R9.2, R9.5, with running servers: they are killed without warning in the middle of a silence and again when the meeting has just ended. Once
// their successors have closed it, no byte of what they stored, and no line that any process printed, tells of a note, a signal or the presenter.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { startCluster, type TestCluster } from '../support/cluster.ts';
import { startApp } from '../support/test-app.ts';
import { type AppAddress, done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';
import { foundIn, words } from './left-behind.ts';

const notes = ['a note that nobody else may read', 'a word to whoever stepped back', 'a private word from a member'] as const;
const acts = ['caseAccepted', 'signalRaised', 'phaseChanged', 'silenceConfirmed', 'signalLeaders', '"to":"associative"'];

/** What a meeting runs on here. */
interface Ground {
  readonly app: AppAddress;
  readonly folder: string;
  /** Kills every server of ours, and starts them again. */
  killAndStart(): Promise<void>;
  /** The one meeting that is on. */
  room(): Promise<string>;
  isGone(room: string): Promise<boolean>;
  /** Ends everything that runs; afterwards everything is on disk. */
  end(): Promise<void>;
  /** All that our servers printed. */
  said(): string;
  /** And what all the other programs printed, which tell who is there. */
  othersSaid?(): string;
}

async function joins(bot: MediaBot, person: TestPerson, { url }: AppAddress): Promise<void> {
  const attempt = async () => {
    const door = await person.mediaDoor();
    return (
      door !== null && (await bot.join(`${url.replace('http', 'ws')}${door.path}`).then(...([() => true, () => false] as const)))
    );
  };
  await expect.poll(attempt, { message: `${person.name} is in the media room` }).toBe(true);
}

async function isHeldKilledAndClosed(ground: Ground): Promise<void> {
  const { app, folder } = ground;
  const [ann, ben, cid] = (await Promise.all(['Ann', 'Ben', 'Cid'].map((name) => signIn(app, name)))) as [
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  const bot = await startBot();
  onTestFinished(async () => {
    for (const person of [ann, ben, cid]) person.drop();
    await bot.quit();
  });
  for (const person of [ann, ben, cid]) await done(person.enter());
  await leadTo('associative', ann, ben);
  await joins(bot, ben, app);
  await ann.seesRoom(({ desk }) => desk?.silences.some(({ since }) => since !== null) === true, 'the silence is confirmed');
  await done(ben.perform({ type: 'signalLeaders' }));
  await done(ann.socket.emitWithAck('whisper', { to: 'leaders', text: notes[0] }));
  await done(ann.socket.emitWithAck('whisper', { to: 'presenter', text: notes[1] }));
  await done(cid.socket.emitWithAck('whisper', { to: 'leaders', text: notes[2] }));
  await ben.sees((_view, { whispers }) => whispers.length > 0);
  const room = await ground.room();
  const presenter = ben.id;
  expect(foundIn([folder], words(room)), 'the search finds what is there').not.toEqual([]);

  await ground.killAndStart();
  await ann.seesRoom(({ phase }) => phase === 'associative');
  for (const person of [ann, ben]) await done(person.enter());
  await done(ann.advance('associative', 'ended'));
  await ground.killAndStart();
  await expect.poll(() => ground.isGone(room), { message: 'the room is gone', timeout: 120_000 }).toBe(true);
  await ground.end();

  expect(foundIn([folder], words(...notes, ...acts, `${room}.key`, `${room}.journal`))).toEqual([]);
  // Ben is on the roster and was there; his id must not be part of anything more.
  expect(foundIn([folder], words(`"presenter":"${presenter}"`, `${room}.`))).toEqual([]);
  expect(ground.said(), 'there is something to read').toContain('answered');
  for (const secret of [...notes, ...acts, presenter, 'ignalLeaders']) expect(ground.said()).not.toContain(secret);
  for (const secret of [...notes, ...acts, 'UpdateParticipant']) expect(ground.othersSaid?.() ?? '').not.toContain(secret);
}

test('one server, with its files, its database and its LiveKit', async () => {
  const app = await startApp({ env: { LOG_LEVEL: 'debug' } });
  onTestFinished(() => app.stop());
  const journals = join(app.dataDir, 'rooms');
  await isHeldKilledAndClosed({
    app,
    folder: app.dataDir,
    async killAndStart() {
      await app.end('SIGKILL');
      await app.start();
    },
    room: async () => readdirSync(journals).map((name) => name.split('.')[0] ?? '')[0] ?? '',
    isGone: async (room) => !readdirSync(journals).some((name) => name.startsWith(room)) && existsSync(journals),
    end: async () => void (await app.end('SIGTERM')),
    said: () => app.said,
  });
});

test('two servers on Redis and PostgreSQL, with a LiveKit that keeps its rooms there too', async () => {
  const cluster = await startCluster({ apps: 2, nodes: 1, env: { LOG_LEVEL: 'debug' } });
  onTestFinished(() => cluster.stop());
  let [said, othersSaid] = ['', ''];
  const note = (names: readonly string[]) => names.flatMap((name) => cluster.said(name)).join('\n');
  // At `info` LiveKit tells whose rights change, and when; an installation has it log only warnings.
  expect(readFileSync(new URL('../../deploy/livekit.yaml', import.meta.url), 'utf8')).toContain('logging: { level: warn,');
  const isWritten = (line: string) => !/"level":"(info|debug)"/.test(line);
  await isHeldKilledAndClosed({
    app: cluster,
    folder: cluster.folder,
    async killAndStart() {
      said += note(['app1', 'app2']);
      await Promise.all(['app1', 'app2'].map((name) => cluster.kill(name)));
      for (const name of ['app1', 'app2']) await cluster.start(name);
    },
    room: () => onlyRoom(cluster),
    isGone: async (room) => (await cluster.redis('EXISTS', `balint:{${room}}:log`)) === 0 && (await isSwept(cluster)),
    async end() {
      said += note(['app1', 'app2']);
      othersSaid = note(['node1', 'redis', 'postgres']).split('\n').filter(isWritten).join('\n');
      for (const name of ['app1', 'app2', 'node1', 'redis']) await cluster.kill(name, 'SIGTERM');
      await cluster.kill('postgres', 'SIGINT');
    },
    said: () => said,
    othersSaid: () => othersSaid,
  });
});

test('[R9.5] a LiveKit that was killed in a silence and comes back after the meeting keeps nobody of it, also if our server was killed meanwhile', async () => {
  const cluster = await startCluster({ apps: 1, nodes: 1 });
  onTestFinished(() => cluster.stop());
  const stored = join(cluster.folder, 'redis');
  const [ann, ben] = (await Promise.all(['Ann', 'Ben'].map((name) => signIn(cluster, name)))) as [TestPerson, TestPerson];
  const bot = await startBot();
  onTestFinished(async () => {
    for (const person of [ann, ben]) person.drop();
    await bot.quit();
  });
  for (const person of [ann, ben]) await done(person.enter());
  await leadTo('associative', ann, ben);
  await joins(bot, ben, cluster);
  await ann.seesRoom(({ desk }) => desk?.silences.some(({ since }) => since !== null) === true, 'the silence is confirmed');
  const [room, presenter] = [await onlyRoom(cluster), ben.id];
  expect(foundIn([stored], words(presenter)), 'LiveKit keeps who is there').not.toEqual([]);

  await cluster.kill('node1');
  await done(ann.advance('associative', 'ended'));
  await expect
    .poll(() => cluster.redis('EXISTS', `balint:{${room}}:log`), { message: 'the room is gone', timeout: 120_000 })
    .toBe(0);
  expect(cluster.said('app1').join(), 'the log says so').toContain('a media room could not be closed yet');
  await cluster.kill('app1');
  // Whoever had not yet heard that it is over would come back to the next meeting, which knows them too.
  for (const person of [ann, ben]) person.drop();
  await cluster.start('app1');
  await cluster.start('node1');
  await expect.poll(() => cluster.redis('EXISTS', 'rooms'), { message: 'LiveKit has no room', timeout: 60_000 }).toBe(0);
  await expect.poll(() => isSwept(cluster), { message: 'Redis has written its files anew', timeout: 90_000 }).toBe(true);
  expect(await cluster.redis('KEYS', `*:${room}`), 'rows of LiveKit').toEqual([]);
  for (const name of ['app1', 'node1', 'redis']) await cluster.kill(name, 'SIGTERM');
  expect(foundIn([stored], words(presenter))).toEqual([]);
});

async function onlyRoom(cluster: TestCluster): Promise<string> {
  return String(((await cluster.redis('KEYS', 'balint:{*}:log')) as string[])[0]).replace(/.*\{(.*)\}.*/, '$1');
}

/** Nothing is left to close; whoever closes something asks for new files first, and strikes it off the list afterwards. */
async function isSwept(cluster: TestCluster): Promise<boolean> {
  if ((await cluster.redis('EXISTS', 'balint:media:given-up')) === 1) return false;
  return (await cluster.redis('GET', 'balint:sweep')) === null;
}
