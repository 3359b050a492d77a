// The only way to the media server, tried with real clients over the real LiveKit: who gets in, with which rights, and when not.
import { once } from 'node:events';
import { LeaveRequest_Action, SignalResponse } from '@livekit/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { room } from '../support/given.ts';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';
import { openStage, type Stage } from '../support/media-stage.ts';
import { ann, ben, cid, dee, eve } from '../support/persons.ts';
import { upgrade } from '../support/upgrade.ts';

let livekit: TestLiveKit;
let benBot: MediaBot;
let cidBot: MediaBot;
let stage: Stage;

beforeAll(async () => {
  [livekit, benBot, cidBot] = await Promise.all([startLiveKit(), startBot(), startBot()]);
});

beforeEach(async () => {
  stage = await openStage(livekit, room().in('clarifying'));
  return () => stage.close();
});

afterAll(async () => {
  await Promise.all([benBot.quit(), cidBot.quit()]);
  await livekit.stop();
});

const presences = () => livekit.gateway.presences(stage.room);

/** The status that a plain WebSocket client gets; 101 when it gets in, 0 when the connection is dropped. */
async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers });
  const refused = new Promise<number>((resolve) =>
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0)),
  );
  const opened = new Promise<number>((resolve) => socket.on('open', () => resolve(101)));
  const hungUp = new Promise<number>((resolve) => socket.on('error', () => resolve(0)));
  const status = await Promise.race([refused, opened, hungUp]);
  socket.terminate();
  return status;
}

describe('a person of the room', () => {
  test('joins with the present rights, is heard, and no pass reaches the client', async () => {
    await Promise.all([benBot.join(stage.url(ben), 'whatever'), cidBot.join(stage.url(cid))]);
    await benBot.speak();
    await cidBot.untilHeard('ben');
    expect(await benBot.state()).toMatchObject({ isConnected: true, token: 'whatever' });
    expect(stage.connections.isOpen(stage.room, 'ben')).toBe(true);
  });

  test('[R3.2] stepped back: silent at once, still hears, and a rejoin with an old pass changes nothing', async () => {
    await Promise.all([benBot.join(stage.url(ben)), cidBot.join(stage.url(cid))]);
    await Promise.all([benBot.speak(), cidBot.speak()]);
    await Promise.all([cidBot.untilHeard('ben'), benBot.untilHeard('cid')]);
    const oldPass = await livekit.gateway.mintPass(stage.room, 'ben', { mayHear: true, mayBeHeard: true, mayBeSeen: true });

    stage.wish(ann.advancesTo('associative'));
    await expect.poll(() => stage.state.people.ben?.silentSince).not.toBeNull();
    await benBot.untilHeard('cid');
    await cidBot.forget();
    await benBot.join(`${stage.url(ben)}`, oldPass);
    await expect(benBot.speak()).rejects.toThrow('not answered');
    expect((await cidBot.ear('ben')).audible).toBe(0);
    await benBot.untilHeard('cid');

    stage.wish(ann.advancesTo('closingRound'));
    stage.wish(ben.comesIn());
    await expect.poll(async () => (await presences()).find(({ identity }) => identity === 'ben')?.rights?.mayBeHeard).toBe(true);
    // The library waits forever for the refused publication; a new join does not.
    await benBot.join(stage.url(ben));
    await benBot.speak();
    await cidBot.untilHeard('ben');
  });

  test('a change of phase while the join is held: the client gets its first byte when the new rights hold', async () => {
    await cidBot.join(stage.url(cid));
    await cidBot.forget();
    stage.whileHeld = () => {
      stage.whileHeld = () => null;
      stage.wish(ann.advancesTo('associative'));
    };
    await benBot.join(stage.url(ben));
    expect((await presences()).find(({ identity }) => identity === 'ben')?.rights).toMatchObject({
      mayHear: true,
      mayBeHeard: false,
    });
    await expect(benBot.speak()).rejects.toThrow('not answered');
    expect((await cidBot.ear('ben')).frames).toBe(0);
  });

  test('shown the door while the join is held: refused, and nobody is left in the room', async () => {
    stage.whileHeld = () => stage.wish(ann.asksOut(dee));
    expect(await statusOf(`${stage.url(dee)}/rtc?protocol=16`)).toBe(0);
    await expect.poll(presences).toEqual([]);
  });

  test('[R3.2] a lost connection is resumed with the present rights, and sound goes on both ways as allowed', async () => {
    await Promise.all([benBot.join(stage.url(ben)), cidBot.join(stage.url(cid))]);
    await Promise.all([benBot.speak(), cidBot.speak()]);
    await Promise.all([benBot.untilHeard('cid'), cidBot.untilHeard('ben')]);
    await benBot.drop();
    await Promise.all([benBot.untilHeard('cid'), cidBot.untilHeard('ben')]);
    stage.wish(ann.advancesTo('associative'));
    await expect.poll(() => stage.state.people.ben?.silentSince).not.toBeNull();
    await benBot.untilHeard('cid');
    await cidBot.forget();
    await benBot.restart().catch(() => benBot.join(stage.url(ben)));
    await benBot.untilHeard('cid');
    expect((await cidBot.ear('ben')).audible).toBe(0);
  });

  test('a person’s newest connection replaces the older one', async () => {
    const older = new WebSocket(`${stage.url(dee)}/rtc?protocol=16&auto_subscribe=1`);
    await once(older, 'open');
    const closed = once(older, 'close');
    const newer = new WebSocket(`${stage.url(dee)}/rtc?protocol=16&auto_subscribe=1`);
    await Promise.all([once(newer, 'open'), closed]);
    expect((await presences()).map(({ identity }) => identity)).toEqual(['dee']);
    newer.terminate();
  });

  test('[R6.5] another device takes the seat: the first one’s connection is cut, and its ticket opens nothing', async () => {
    const first = new WebSocket(`${stage.url(dee)}/rtc?protocol=16`);
    const oldUrl = stage.url(dee);
    await once(first, 'open');
    const closed = once(first, 'close');
    stage.wish(dee.entersInsteadWith('dee-phone'));
    await closed;
    expect(await statusOf(`${oldUrl}/rtc?protocol=16`)).toBe(403);
    expect(await statusOf(`${stage.url(dee)}/rtc?protocol=16`)).toBe(101);
  });

  test('[R6.4] asked to step out: cut and removed', async () => {
    await benBot.join(stage.url(ben));
    stage.wish(ann.asksOut(ben));
    expect(stage.connections.isOpen(stage.room, 'ben')).toBe(false);
    await expect.poll(presences).toEqual([]);
  });
});

describe('refused', () => {
  test('a wrong ticket, a person who is not in, a second device, a foreign page', async () => {
    expect(await statusOf(`${stage.url(dee).slice(0, -1)}/rtc`)).toBe(401);
    expect(await statusOf(`${stage.url(eve)}/rtc`)).toBe(403);
    expect(await statusOf(`${stage.url(dee, 'dee-phone')}/rtc`)).toBe(403);
    expect(await statusOf(`${stage.url(dee)}/rtc`, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await statusOf(`${stage.url(dee)}/rtc`, { origin: stage.httpUrl })).toBe(101);
  });

  test('a device that was left behind, as often as it likes; what it tries is not counted for the person', async () => {
    const tries: number[] = [];
    for (let at = 0; at < 200; at++) tries.push(await statusOf(`${stage.url(dee, 'dee-lost')}/rtc`));
    expect(new Set(tries)).toEqual(new Set([403, 429]));
    expect(await statusOf(`${stage.url(dee)}/rtc`)).toBe(101);
  });

  test('everything else of LiveKit, and every unknown upgrade', async () => {
    const base = stage.httpUrl.replace('http', 'ws');
    for (const path of ['/rtc', '/agent', '/whip/v1', '/twirp/livekit.RoomService/ListRooms', '/socket.iox', '/']) {
      expect(await statusOf(`${base}${path}`)).toBe(404);
      expect(await statusOf(`${stage.url(dee)}${path === '/rtc' ? '/rtc/v2' : path}`)).toBe(404);
    }
  });

  test('and a connection that is reset meanwhile ends only itself', async () => {
    for (const path of ['/socket.iox', `${new URL(stage.url(dee)).pathname}/rtc?protocol=16`]) {
      for (let i = 0; i < 10; i++) (await upgrade(stage.httpUrl, path)).resetAndDestroy();
    }
    expect(await statusOf(`${stage.url(dee)}/rtc?protocol=16`)).toBe(101);
  });

  test('a shadow name', async () => {
    const socket = new WebSocket(`${stage.url(dee)}/rtc?protocol=16&publish=ghost&access_token=x&attributes=e30`);
    await once(socket, 'open');
    expect((await presences()).map(({ identity }) => identity)).toEqual(['dee']);
    socket.terminate();
  });

  test('a resume of a stay nobody knows, which is told to join anew', async () => {
    const socket = new WebSocket(`${stage.url(dee)}/rtc?protocol=16&reconnect=1&sid=PA_gone`);
    const closed = once(socket, 'close');
    const [said] = (await once(socket, 'message')) as [Buffer];
    const { RECONNECT } = LeaveRequest_Action;
    expect(SignalResponse.fromBinary(said).message).toMatchObject({ case: 'leave', value: { action: RECONNECT } });
    await closed;
    expect(await presences()).toEqual([]);
    expect(stage.connections.isOpen(stage.room, 'dee')).toBe(false);
  });

  test('asked why, it answers with a bare status', async () => {
    const ask = async (who: typeof dee, path = '/rtc/validate') => {
      const answer = await fetch(`${stage.url(who).replace('ws', 'http')}${path}`);
      return [answer.status, await answer.text()];
    };
    expect(await ask(dee)).toEqual([200, '']);
    expect(await ask(dee, '/rtc/v1/validate')).toEqual([200, '']);
    expect(await ask(eve)).toEqual([403, '']);
    expect(await ask(dee, '/rtc')).toEqual([404, '']);
  });

  test('a shadow that got into the room another way is removed within two looks', async () => {
    const pass = await livekit.gateway.mintPass(stage.room, 'ben#ghost', { mayHear: true, mayBeHeard: true, mayBeSeen: true });
    await livekit.gateway.openRoom(stage.room);
    await benBot.join(livekit.address.url, pass);
    await expect.poll(presences).toEqual([]);
  });
});
