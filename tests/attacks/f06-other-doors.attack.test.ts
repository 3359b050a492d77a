// F6: a second, shadow identity beside the presenter's own; and the media server's other entrances: WHIP, its API, its agents' socket.
import { expect, test } from 'vitest';
import { allRights, innerMedia, roomOf } from './inner-media.ts';
import { openRawConnection } from './raw-connection.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.2] nobody joins a second time under another name', async () => {
  const stage = theStage();
  const { app, ann, ben, cid, benBot, annBot, cidBot } = stage;
  await stage.benIsHeard();
  const door = await stage.door(ben);
  const { gateway } = await innerMedia(app);
  const pass = await gateway.mintPass(roomOf(door), ben.id, allRights);
  const query = `access_token=${pass}&publish=ghost&protocol=16&auto_subscribe=1`;

  // The positive control: a shadow that joins the media server directly does appear there, and the app removes it.
  const inner = await openRawConnection(`ws://127.0.0.1:${(await innerMedia(app)).port}/rtc?${query}`);
  expect(inner.joined?.participant?.identity).toBe(`${ben.id}#ghost`);
  await expect
    .poll(() => gateway.presences(roomOf(door)).then((all) => all.map(({ identity }) => identity)))
    .not.toContain(`${ben.id}#ghost`);
  inner.close();

  const confirmed = await stage.stepBack();
  await stage.benIsSilentSince(confirmed);
  // A person's newest connection replaces the older one; here only one of them may fight for the place.
  await benBot.leave();
  const shadow = await openRawConnection(`${door}/rtc?${query}`);
  expect(shadow.joined?.participant?.identity, `${shadow.status} ${shadow.body}`).toBe(ben.id);
  expect(shadow.joined?.participant?.permission?.canPublishSources).toHaveLength(1);
  const identities = (await gateway.presences(roomOf(door))).map(({ identity }) => identity);
  expect(identities.filter((identity) => ![ann.id, ben.id, cid.id].includes(identity))).toEqual([]);
  await stage.benIsSilent();
  shadow.close();

  await stage.comesBack();
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
  for (const bot of [annBot, cidBot]) expect((await bot.others()).join()).not.toContain('#');
});

test('no other entrance of the media server is open', async () => {
  const stage = theStage();
  const { app, ben } = stage;
  const door = await stage.door(ben);
  const pass = await (await innerMedia(app)).gateway.mintPass(roomOf(door), ben.id, allRights);
  const authorization = `Bearer ${pass}`;
  const places = [app.url, door.replace('ws', 'http')];
  const paths = [
    '/whip/v1',
    '/twirp/livekit.RoomService/ListRooms',
    '/twirp/livekit.RoomService/UpdateParticipant',
    '/agent',
    '/settings/regions',
  ];
  for (const place of places) {
    for (const path of paths) {
      const answer = await fetch(`${place}${path}`, {
        method: 'POST',
        headers: { authorization, origin: app.url, 'content-type': path === '/whip/v1' ? 'application/sdp' : 'application/json' },
        body: '{}',
      });
      expect([404, 405, 415], `${path} answered ${answer.status}`).toContain(answer.status);
      expect(await answer.text()).not.toContain(pass);
    }
  }
  for (const path of ['/rtc', '/rtc/v1', '/agent', '/whip/v1']) {
    const connection = await openRawConnection(`${app.url.replace('http', 'ws')}${path}?access_token=${pass}&protocol=16`, {
      authorization,
    });
    expect(connection.joined, path).toBeNull();
  }
  const agent = await openRawConnection(`${door}/agent?protocol=16`, { authorization });
  expect(agent.joined).toBeNull();
});
