// F18: passes, tickets, personal links, people and their private lines are looked for where they must not be: in the log at its most
// talkative, LiveKit's own lines among it, in answers, in referrers.
import { expect, test } from 'vitest';
import { allRights, innerMedia, roomOf } from './inner-media.ts';
import { openRawLine } from './raw-connection.ts';
import { stageForAll } from './stage.ts';

const jwt = /^ey/;
const pass = /ey[\w-]{10,}\.ey[\w-]{10,}\.[\w-]{10,}/;

const theStage = stageForAll(() => ({ env: { LOG_LEVEL: 'trace' } }));

test('no secret is told to a log, in an answer, or to the next page', async () => {
  const stage = theStage();
  const { house, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  const door = await stage.door(ben);
  const ticket = door.split('/media/')[1] ?? '';
  const stolen = await (await innerMedia(house)).gateway.mintPass(roomOf(door), ben.id, allRights);
  expect(stolen).toMatch(pass);
  const wrong = door.replace(/.$/, door.endsWith('A') ? 'B' : 'A');

  const answers = [
    await openRawLine(`${wrong}/rtc?access_token=${stolen}`, { authorization: `Bearer ${stolen}` }),
    await openRawLine(`${door}/rtc/v1?access_token=${stolen}&join_request=broken`),
    await openRawLine(`${door}/other?access_token=${stolen}`),
  ];
  for (const { joined, body } of answers) {
    expect(joined).toBeNull();
    expect(body).not.toMatch(pass);
  }
  const web = door.replace('ws', 'http');
  for (const path of ['/rtc/validate', '/rtc/v1/validate', '/nothing']) {
    const answer = await fetch(`${web}${path}?access_token=${stolen}`, { headers: { origin: house.url } });
    expect(answer.headers.get('referrer-policy') ?? '').toMatch(/no-referrer|same-origin/);
    const text = await answer.text();
    expect(text).not.toContain(ticket);
    expect(text).not.toMatch(pass);
  }
  const link = house.link('Ben');
  const opened = await fetch(link, { redirect: 'manual' });
  expect(opened.headers.get('referrer-policy') ?? '').toMatch(/no-referrer|same-origin/);
  expect(opened.headers.get('cache-control')).toContain('no-store');
  await benBot.join(door, stolen);
  for (const bot of [cidBot, stage.annBot]) expect((await bot.state()).token ?? '', 'no pass was ever handed out').not.toMatch(jwt);
  // What he brought himself is all he has: nothing newer comes to him.
  expect((await benBot.state()).token).toBe(stolen);
  for (const { view } of [stage.ann, ben, stage.cid]) expect(JSON.stringify(view)).not.toMatch(pass);

  const line = 'a private line that no log may hold';
  await stage.ann.socket.emitWithAck('whisper', { to: 'leaders', text: line });

  const logged = house.said.split('\n').filter((line) => line.startsWith('{'));
  expect(logged.length, 'the log does speak').toBeGreaterThan(20);
  expect(logged.join('\n'), 'LiveKit’s own lines are among them').toContain('livekit');
  const people = [stage.ann, ben, stage.cid].flatMap(({ name, id, ref, device }) => [name, id, ref, device]);
  const secrets = [ticket, link.split('/in/')[1] ?? link, ben.cookie.split('=')[1] ?? ben.cookie, stolen, line, ...people];
  for (const secret of secrets) expect(logged.filter((line) => line.includes(secret))).toEqual([]);
  expect(logged.filter((line) => pass.test(line))).toEqual([]);
});
