// Where the silence is measured: the whole running server in the clarifying questions, Ann leading and speaking, Ben presenting
// through a modified client, Cid listening, Dee with a seat and no sound; and beside it, on the same LiveKit, a bare room without rules.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayBePlayed } from '../../client/src/media/listener-gate.ts';
import type { RoomView, View } from '../../shared/ritual/view.ts';
import { type InnerMedia, innerMedia, roomOf } from '../attacks/inner-media.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';
import { Ear } from './ear.ts';
import { alsoEnd } from './endings.ts';
import { Seen } from './seen.ts';

/** The ear's two connections, and the rooms they lead to. */
export const ours = 'ours';
export const bare = 'bare';
/** Whoever speaks in the bare room. */
export const anybody = 'anybody';

export class SilenceStage {
  readonly app: TestApp;
  readonly inner: InnerMedia;
  readonly ann: TestPerson;
  readonly ben: TestPerson;
  readonly dee: TestPerson;
  readonly desk: Seen;
  readonly listenersScreen: Seen;
  /** The one that listens now. */
  ear: Ear;
  readonly cid: TestPerson;
  /** The presenter's modified client. */
  readonly benBot: MediaBot;
  readonly bareBot: MediaBot;
  /** The media room's name. */
  room = '';

  constructor(
    app: TestApp,
    inner: InnerMedia,
    [ann, ben, cid, dee]: readonly TestPerson[],
    [ear, benBot, bareBot]: readonly [Ear, MediaBot, MediaBot],
  ) {
    if (!ann || !ben || !cid || !dee) throw new Error('four people make the stage');
    this.app = app;
    [this.ear, this.benBot, this.bareBot] = [ear, benBot, bareBot];
    this.inner = inner;
    [this.ann, this.ben, this.cid, this.dee] = [ann, ben, cid, dee];
    this.desk = new Seen(ann);
    this.listenersScreen = new Seen(cid);
  }

  async door(person: TestPerson): Promise<string> {
    const door = await person.mediaDoor();
    if (!door) throw new Error(`${person.name} gets no media address`);
    return `${this.app.url.replace('http', 'ws')}${door.path}`;
  }

  /** A listener grows with every voice that comes and goes: a new one takes over. */
  async renewEar(): Promise<void> {
    await this.ear.quit();
    this.ear = alsoEnd(new Ear(), (ear) => ear.quit());
    await this.listen();
    await this.ear.untilSteady(ours, this.ann.id);
  }

  async listen(): Promise<void> {
    await this.ear.join(ours, await this.door(this.cid));
    await this.ear.join(bare, this.bareUrl, await this.inner.strongPass(bare, 'ear'));
  }

  get bareUrl(): string {
    return `ws://127.0.0.1:${this.inner.port}`;
  }

  /** The leader's act; answers with the moment at which the desk reads that the silence is confirmed. */
  async stepBack(act: number): Promise<number> {
    await done(this.ann.advance('clarifying', 'associative'));
    return this.desk.firstSince(
      act,
      inRoom((view) => view.desk?.silences.some(isConfirmed(this.ben.id)) === true),
    );
  }

  /** Gate on: whether a listener's page would have played the presenter at that moment, by its newest view. */
  playsBenAt(ms: number): boolean {
    const track = { personId: this.ben.id, kind: 'audio', source: 'microphone' };
    return mayBePlayed(track, { view: this.listenersScreen.at(ms), isFresh: true });
  }

  /** The first moment since then from which it plays nothing of him. */
  async gateShutsSince(since: number): Promise<number> {
    return this.listenersScreen.firstSince(
      since,
      inRoom(({ chairs }) => !chairs.some(({ personId, mayBeHeard }) => personId === this.ben.id && mayBeHeard)),
    );
  }

  /** R3.5: the leader's invitation gives the permission, and nothing else. */
  async invite(): Promise<void> {
    await done(this.ann.perform({ type: 'goBack', from: 'associative', to: 'clarifying' }));
    await this.ben.seesRoom(({ me }) => me.case === 'invitedBack');
  }

  async comeIn(): Promise<void> {
    await done(this.ben.perform({ type: 'comeIn' }));
  }
}

const isConfirmed = (id: string) => (silence: { personId: string; since: number | null }) =>
  silence.personId === id && silence.since !== null;
const inRoom = (isSo: (view: RoomView) => boolean) => (view: View) => view.kind === 'room' && isSo(view);

export async function openSilenceStage(): Promise<SilenceStage> {
  const endWithUs = new URL('../../scripts/setup/end-with-parent.mjs', import.meta.url).href;
  const dataDir = alsoEnd(await mkdtemp(join(tmpdir(), 'balint-bench-')), (folder) => rm(folder, { recursive: true, force: true }));
  const app = alsoEnd(
    await startApp({
      dataDir,
      env: { NODE_OPTIONS: `--import ${endWithUs}`, LOG_LEVEL: 'warn' },
    }),
    (started) => started.stop(),
  );
  const people: TestPerson[] = [];
  for (const name of ['Ann', 'Ben', 'Cid', 'Dee']) {
    const person = alsoEnd(await signIn(app, name), (signedIn) => signedIn.drop());
    await done(person.enter());
    await person.sees((view) => view.kind === 'room');
    people.push(person);
  }
  const [ann, ben, cid] = people;
  if (!ann || !ben || !cid) throw new Error('nobody came');
  await leadTo('clarifying', ann, ben);
  const ear = alsoEnd(new Ear(), (started) => started.quit());
  const [annBot, benBot, bareBot] = await Promise.all([newBot(), newBot(), newBot()]);
  const stage = new SilenceStage(app, await innerMedia(app), people, [ear, benBot, bareBot]);
  stage.room = roomOf(await stage.door(cid));
  await stage.inner.gateway.openRoom(bare);
  await stage.listen();
  await annBot.join(await stage.door(ann));
  await annBot.speak();
  await ear.untilSteady(ours, ann.id);
  return stage;
}

export async function newBot(): Promise<MediaBot> {
  return alsoEnd(await startBot(), (bot) => bot.quit());
}
