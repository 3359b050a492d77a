// Several real LiveKit nodes on a real Redis as one media server: each of them leads to every room, and none of them is indispensable.
import { once } from 'node:events';
import { SignalResponse } from '@livekit/protocol';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LocalMediaNames } from '../../server/cluster/local/local-media-names.ts';
import { LiveKitGateway, noticeReceiver } from '../../server/media/livekit/livekit-gateway.ts';
import { LiveKitNodes } from '../../server/media/livekit/livekit-nodes.ts';
import { SharedLiveKit } from '../../server/media/livekit/livekit-shared.ts';
import { livekitWebhook } from '../../server/media/livekit/webhook.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { startCluster, type TestCluster } from '../support/cluster.ts';
import { room } from '../support/given.ts';
import { openStage, type Stage } from '../support/media-stage.ts';
import { ann, ben, cid } from '../support/persons.ts';

const everything = { mayHear: true, mayBeHeard: true, mayBeSeen: true };
const hearing = { mayHear: true, mayBeHeard: false, mayBeSeen: false };
const names = new LocalMediaNames();
const noticed: string[] = [];
const notices = Fastify();
const stops: (() => void)[] = [];
let cluster: TestCluster;
let benBot: MediaBot;
let cidBot: MediaBot;

/** The media server as another of our servers sees it. */
async function lookFrom(): Promise<SharedLiveKit> {
  const nodes = new LiveKitNodes(cluster.nodes, systemClock);
  const livekit = new SharedLiveKit(nodes, names, systemClock);
  nodes.watch();
  stops.push(() => {
    livekit.stop();
    nodes.stop();
  });
  await expect.poll(() => nodes.areAllUp).toBe(true);
  return livekit;
}

beforeAll(async () => {
  let receive = noticeReceiver({ url: '', apiKey: 'none', apiSecret: 'none' });
  notices.register(livekitWebhook, { receive: (...notice) => receive(...notice), kick: (name) => void noticed.push(name) });
  const url = await notices.listen({ host: '127.0.0.1', port: 0 });
  [cluster, benBot, cidBot] = await Promise.all([
    startCluster({ apps: 0, nodes: 2, webhookUrl: `${url}/internal/livekit-webhook` }),
    startBot(),
    startBot(),
  ]);
  receive = noticeReceiver(cluster.nodes[0] as (typeof cluster.nodes)[0]);
});

afterAll(async () => {
  for (const stop of stops) stop();
  await Promise.all([benBot.quit(), cidBot.quit(), notices.close()]);
  await cluster.stop();
});

describe('each node', () => {
  test('answers for every room, whichever has it, and sends its notices', async () => {
    const [one, two] = cluster.nodes.map((address) => new LiveKitGateway(address)) as [LiveKitGateway, LiveKitGateway];
    const asked: string[] = [];
    const homes: string[] = [];
    const openOneMore = async () => {
      const name = `room ${asked.length}`;
      await one.openRoom(name);
      homes.push(await cluster.nodeOf(name));
      asked.push(name);
      return new Set(homes);
    };
    await expect.poll(openOneMore, { message: 'LiveKit has chosen each node once' }).toEqual(new Set(['node1', 'node2']));
    const [first, second] = ['node1', 'node2'].map((node) => asked[homes.indexOf(node)] ?? '') as [string, string];
    for (const [name, bot] of [
      [first, benBot],
      [second, cidBot],
    ] as const) {
      await bot.join(cluster.nodes[0]?.url ?? '', await one.mintPass(name, 'ben', everything));
      for (const gateway of [one, two]) {
        expect((await gateway.applyRights(name, 'ben', hearing)).rights).toEqual(hearing);
        expect((await gateway.presences(name)).map(({ identity, rights }) => [identity, rights])).toEqual([['ben', hearing]]);
        await gateway.applyRights(name, 'ben', everything);
      }
    }
    await expect.poll(() => noticed).toEqual(expect.arrayContaining([first, second]));
    await two.remove(first, 'ben');
    expect(await one.presences(first)).toEqual([]);
    await Promise.all(asked.map((name) => two.closeRoom(name)));
    expect(await one.presences(second)).toEqual([]);
  });
});

describe('two of our servers', () => {
  test('open a room at the same moment and get the same one', async () => {
    const [one, two] = [await lookFrom(), await lookFrom()];
    await Promise.all([one.openRoom('same'), two.openRoom('same'), one.openRoom('same')]);
    expect(await one.nameOf('same')).toBe(await two.nameOf('same'));
    expect(await two.presences('same')).toEqual([]);
    await two.closeRoom('same');
    expect(await one.nameOf('same')).toBeNull();
  });

  test('open a lost room again under one name, whichever notices first', async () => {
    const [one, two] = [await lookFrom(), await lookFrom()];
    await one.openRoom('emptied');
    const before = await one.nameOf('emptied');
    await new LiveKitGateway(cluster.nodes[0] as (typeof cluster.nodes)[0]).closeRoom(before ?? '');
    await Promise.all([one.openRoom('emptied'), two.openRoom('emptied')]);
    expect(await one.nameOf('emptied')).not.toBe(before);
    await one.closeRoom('emptied');
  });
});

describe('the node that has the room', () => {
  let livekit: SharedLiveKit;
  let stage: Stage;
  let home: string;

  beforeEach(async () => {
    for (const { name } of cluster.nodes) if (cluster.pid(name) === 0) await cluster.start(name);
    livekit = await lookFrom();
    stage = await openStage({ gateway: livekit, nodes: livekit }, room().in('associative'));
    await Promise.all([benBot.join(stage.url(ben)), cidBot.join(stage.url(cid))]);
    await cidBot.speak();
    await benBot.untilHeard('cid');
    home = await cluster.nodeOf((await livekit.nameOf(stage.room)) ?? '');
    await expect.poll(() => stage.state.people.ben?.silentSince).not.toBeNull();
    await cidBot.forget();
    return () => stage.close();
  });

  test('[R3.2] killed: whoever joins is heard again, and the silence holds', async () => {
    await cluster.kill(home);
    await Promise.all([benBot.join(stage.url(ben)), cidBot.join(stage.url(cid))]);
    await cidBot.speak();
    await benBot.untilHeard('cid');
    await expect(benBot.speak()).rejects.toThrow('not answered');
    expect((await cidBot.ear('ben')).frames).toBe(0);
    expect((await livekit.presences(stage.room)).map(({ identity }) => identity).sort()).toEqual(['ben', 'cid']);
  });

  test('killed: its connections end, whichever node they lead through, and whoever would take up their stay is told to join anew', async () => {
    const connection = new WebSocket(`${stage.url(ann)}/rtc?protocol=16&auto_subscribe=1`);
    await once(connection, 'message');
    const closed = once(connection, 'close');
    await cluster.kill(home);
    await closed;
    const resume = new WebSocket(`${stage.url(ann)}/rtc?protocol=16&reconnect=1&sid=PA_gone`);
    const [answer] = (await once(resume, 'message')) as [Buffer];
    expect(SignalResponse.fromBinary(answer).message.case).toBe('leave');
  });

  test('killed, and nobody comes back: rights are settled, the room answers and is closed', async () => {
    for (const bot of [benBot, cidBot]) bot.freeze();
    await cluster.kill(home);
    await expect.poll(() => livekit.presences(stage.room).catch(() => null)).toEqual([]);
    stage.wish(ann.advancesTo('closingRound'));
    stage.wish(ann.advancesTo('farewell'));
    await livekit.closeRoom(stage.room);
    expect(await livekit.nameOf(stage.room)).toBeNull();
    for (const bot of [benBot, cidBot]) bot.thaw();
  });

  test('frozen: the room moves on, and what the node still has when it wakes is closed', async () => {
    const before = (await livekit.nameOf(stage.room)) ?? '';
    cluster.freeze(home);
    try {
      await cidBot.join(stage.url(cid));
      expect(await livekit.nameOf(stage.room)).not.toBe(before);
    } finally {
      cluster.thaw(home);
    }
    const direct = new LiveKitGateway(cluster.nodes[0] as (typeof cluster.nodes)[0]);
    await expect.poll(() => direct.hasRoom(before)).toBe(false);
    expect((await livekit.presences(stage.room)).map(({ identity }) => identity)).toContain('cid');
  });
});
