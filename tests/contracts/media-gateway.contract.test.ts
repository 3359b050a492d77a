// The contract of `MediaGateway` on the real LiveKit: rights are replaced as a whole and reported as enforced, and passes grant nothing more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fault } from '../../server/ports/fault.ts';
import type { Rights } from '../../shared/ritual/rights.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';

const everything: Rights = { mayHear: true, mayBeHeard: true, mayBeSeen: true };
const hearing: Rights = { mayHear: true, mayBeHeard: false, mayBeSeen: false };
const seen: Rights = { mayHear: true, mayBeHeard: false, mayBeSeen: true };
const nothing: Rights = { mayHear: false, mayBeHeard: false, mayBeSeen: false };

let livekit: TestLiveKit;
let ben: MediaBot;
let cid: MediaBot;
const join = async (bot: MediaBot, identity: string, rights: Rights) =>
  bot.join(livekit.address.url, await livekit.gateway.mintPass('room', identity, rights));

beforeAll(async () => {
  [livekit, ben, cid] = await Promise.all([startLiveKit(), startBot(), startBot()]);
  await livekit.gateway.openRoom('room');
});

afterAll(async () => {
  await Promise.all([ben.quit(), cid.quit()]);
  await livekit.stop();
});

describe('rooms', () => {
  test('opening one again is harmless, an unknown one is empty, closing an unknown one is no fault', async () => {
    await livekit.gateway.openRoom('room');
    expect(await livekit.gateway.presences('room')).toEqual([]);
    expect(await livekit.gateway.presences('no such room')).toEqual([]);
    await livekit.gateway.closeRoom('no such room');
  });

  test('nobody of that name: removing them is no fault, rights for them are "not found"', async () => {
    await livekit.gateway.remove('room', 'nobody');
    const fault = await livekit.gateway.applyRights('room', 'nobody', everything).catch((error) => error);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault.code).toBe('media-not-found');
  });

  test('a room that was not opened is not entered, whatever the pass says', async () => {
    const pass = await livekit.gateway.mintPass('unopened', 'ben', everything);
    await expect(ben.join(livekit.address.url, pass)).rejects.toThrow();
  });
});

describe('rights', () => {
  test.each([everything, hearing, seen, nothing])('a pass gives exactly %o', async (rights) => {
    if (!rights.mayHear) {
      const [, leases = ''] = (await livekit.gateway.mintPass('room', 'ben', rights)).split('.');
      const { video, exp, nbf = exp - 60 } = JSON.parse(Buffer.from(leases, 'base64url').toString());
      expect(video).toMatchObject({ canSubscribe: false, canPublish: false, canPublishData: false });
      expect(exp - nbf).toBe(60);
      return;
    }
    await join(ben, 'ben', rights);
    expect((await livekit.gateway.presences('room')).map((present) => [present.identity, present.rights])).toEqual([
      ['ben', rights],
    ]);
  });

  test('all taken: sound and picture end for the listener, hearing stays, and the answer says so', async () => {
    await Promise.all([join(ben, 'ben', everything), join(cid, 'cid', everything)]);
    await Promise.all([ben.speak(), ben.show(), cid.speak()]);
    await Promise.all([cid.untilHeard('ben'), cid.untilSeen('ben'), ben.untilHeard('cid')]);

    const answer = await livekit.gateway.applyRights('room', 'ben', seen);
    expect(answer.rights).toEqual(seen);
    expect(answer.tracks.map(({ kind, source }) => [kind, source])).toEqual([['video', 'camera']]);
    await ben.untilHeard('cid');
    await cid.forget();
    await cid.untilSeen('ben');
    await ben.untilHeard('cid');
    expect((await cid.ear('ben')).audible).toBe(0);

    await livekit.gateway.applyRights('room', 'ben', everything);
    await ben.speak();
    await cid.untilHeard('ben');
  });

  test('none at all: they cannot hear either', async () => {
    const answer = await livekit.gateway.applyRights('room', 'ben', nothing);
    expect(answer).toMatchObject({ identity: 'ben', rights: nothing, tracks: [] });
  });

  test('removed: gone from the live list', async () => {
    await livekit.gateway.remove('room', 'ben');
    expect((await livekit.gateway.presences('room')).map(({ identity }) => identity)).toEqual(['cid']);
  });
});

test('a media server that does not answer is a fault that quotes no secret', async () => {
  const { LiveKitGateway } = await import('../../server/media/livekit/livekit-gateway.ts');
  const gone = new LiveKitGateway({ ...livekit.address, url: 'http://127.0.0.1:9' });
  const fault = await gone.presences('room').catch((error) => error);
  expect(fault).toMatchObject({ name: 'Fault', code: 'media-unavailable' });
  expect(fault.message).not.toMatch(/eyJ/);
  expect(await gone.isUp()).toBe(false);
  expect(await livekit.gateway.isUp()).toBe(true);
});
