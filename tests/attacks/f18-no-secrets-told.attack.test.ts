// F18: passes, tickets, personal links, people and their notes are looked for where they must not be: in the log at its most
// talkative, including LiveKit's own lines, in answers, and in referrers.
import { expect, test } from 'vitest';
import { allRights, innerMedia, roomOf } from './inner-media.ts';
import { openRawConnection } from './raw-connection.ts';
import { stageForAll } from './stage.ts';

const jwt = /^ey/;
const pass = /ey[\w-]{10,}\.ey[\w-]{10,}\.[\w-]{10,}/;

const theStage = stageForAll(() => ({ env: { LOG_LEVEL: 'trace' } }));

test('no secret is told to a log, in an answer, or to the next page', async () => {
  const stage = theStage();
  const { app, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  const door = await stage.door(ben);
  const ticket = door.split('/media/')[1] ?? '';
  const stolen = await (await innerMedia(app)).gateway.mintPass(roomOf(door), ben.id, allRights);
  expect(stolen).toMatch(pass);
  const wrong = door.replace(/.$/, door.endsWith('A') ? 'B' : 'A');

  const answers = [
    await openRawConnection(`${wrong}/rtc?access_token=${stolen}`, { authorization: `Bearer ${stolen}` }),
    await openRawConnection(`${door}/rtc/v1?access_token=${stolen}&join_request=broken`),
    await openRawConnection(`${door}/other?access_token=${stolen}`),
  ];
  for (const { joined, body } of answers) {
    expect(joined).toBeNull();
    expect(body).not.toMatch(pass);
  }
  const web = door.replace('ws', 'http');
  for (const path of ['/rtc/validate', '/rtc/v1/validate', '/nothing']) {
    const answer = await fetch(`${web}${path}?access_token=${stolen}`, { headers: { origin: app.url } });
    expect(answer.headers.get('referrer-policy') ?? '').toMatch(/no-referrer|same-origin/);
    const text = await answer.text();
    expect(text).not.toContain(ticket);
    expect(text).not.toMatch(pass);
  }
  const link = app.link('Ben');
  const opened = await fetch(link, { redirect: 'manual' });
  expect(opened.headers.get('referrer-policy') ?? '').toMatch(/no-referrer|same-origin/);
  expect(opened.headers.get('cache-control')).toContain('no-store');
  await benBot.join(door, stolen);
  for (const bot of [cidBot, stage.annBot]) expect((await bot.state()).token ?? '', 'no pass was ever handed out').not.toMatch(jwt);
  // He has only what he brought himself: nothing newer comes to him.
  expect((await benBot.state()).token).toBe(stolen);
  for (const { view } of [stage.ann, ben, stage.cid]) expect(JSON.stringify(view)).not.toMatch(pass);

  const note = 'a note that no log may contain';
  await stage.ann.socket.emitWithAck('whisper', { to: 'leaders', text: note });

  const logged = app.said.split('\n').filter((line) => line.startsWith('{'));
  expect(logged.length, 'the log does speak').toBeGreaterThan(20);
  expect(logged.join('\n'), 'LiveKit’s own lines are among them').toContain('livekit');
  const people = [stage.ann, ben, stage.cid].flatMap(({ id, ref, device }) => [id, ref, device]);
  const secrets = [ticket, link.split('/in/')[1] ?? link, ben.cookie.split('=')[1] ?? ben.cookie, stolen, note, ...people];
  for (const secret of secrets) expect(logged.filter((line) => line.includes(secret))).toEqual([]);
  // Three letters of a name stand by chance in LiveKit's own ids.
  expect(logged.filter((line) => /\b(Ann|Ben|Cid)\b/.test(line))).toEqual([]);
  expect(logged.filter((line) => pass.test(line))).toEqual([]);
});
