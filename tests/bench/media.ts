// What one room costs the media server, through the product's own proxy: two people speak, everybody shows a small picture and is sent
// everything that everybody else sends, with more and more people.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { livekitBinary } from '../support/livekit.ts';
import { startPostgres } from '../support/postgres.ts';
import { done, TestPerson } from '../support/test-person.ts';
import { alsoEnd, endAll } from './endings.ts';
import type { Bench } from './figure.ts';
import { nowMs } from './machine.ts';
import { cpuMsOf, rssKbOf } from './machine-use.ts';
import { type MeasuredApp, startApp } from './measured-app.ts';
import { MediaCrowd, type Picture } from './media-crowd.ts';
import { type MediaSize, mediaFigures } from './media-figures.ts';
import type { PersonPlan } from './rooms-driver.ts';
import { seedGroups, seedSecret } from './rooms-seed.ts';

/** As a page sends its smallest picture. */
const small: Picture = { width: 320, height: 240, perSecond: 10, kbitPerSecond: 160 };
/** Fourteen simulated people who draw and watch larger ones starve LiveKit on a machine with two processors. */
const tiny: Picture = { width: 160, height: 120, perSecond: 5, kbitPerSecond: 40 };
const rooms = [
  { people: 4, picture: small },
  { people: 7, picture: small },
  { people: 10, picture: small },
  { people: 14, picture: tiny },
];
/** They overlap: one begins before the other has ended. */
const speakers = 2;
/** Joining and the first pictures cost more than what follows. */
const warmMs = 10_000;
const windowMs = 5_000;
const patienceMs = 60_000;

export const bench: Bench = {
  name: 'media',
  about: `One app server as it is built, with a LiveKit of its own and the signalling proxy between. In one room everybody has an open microphone and shows a picture of
320 by 240 ten times a second at up to 160 kbit/s, as a page does with the smallest of its pictures, and is sent all of everybody else; two speak without pause, the
others are silent, of which hardly anything is sent. Four people, then seven, then ten; then fourteen, with pictures of 160 by 120 five times a second at up to 40 kbit/s,
since the simulated people draw and watch them on the same two processors. They are \`@livekit/rtc-node\`; what they cost is told but not counted. Packets and bytes are those that arrived.`,
  async run({ isQuick, say }) {
    const [windows, chosen] = isQuick ? [2, rooms.slice(0, 2)] : [12, rooms];
    const postgres = alsoEnd(await startPostgres(), (started) => started.stop());
    const groups = await seedGroups(
      postgres.url,
      chosen.map(({ people }) => people),
    );
    const app = await startApp({ DATABASE_URL: postgres.url, SECRET: seedSecret, LIVEKIT_BIN: livekitBinary });
    const livekit = Number((await readFile(join(app.folder, 'livekit/livekit.pid'), 'utf8')).split(' ')[1]);
    const idle = await measureIdle(app, livekit);
    const measured: MediaSize[] = [];
    for (const [i, group] of groups.entries()) {
      measured.push(await measureRoom(app, livekit, group, chosen[i]?.picture ?? small, windows));
      say(`${group.length} people: ${measured.at(-1)?.livekitMs.map(Math.round).join(', ')} ms of LiveKit for each second`);
    }
    await endAll();
    return { figures: mediaFigures(idle, measured), unsound: unsoundIn(measured) };
  },
};

async function measureIdle(app: MeasuredApp, livekit: number) {
  const before = { at: nowMs(), livekit: cpuMsOf(livekit), app: (await app.process.used({ clean: true })).cpuMs };
  await pause(windowMs);
  const seconds = (nowMs() - before.at) / 1000;
  const livekitMs = (cpuMsOf(livekit) - before.livekit) / seconds;
  return {
    livekitMs,
    appMs: ((await app.process.used({ clean: false })).cpuMs - before.app) / seconds,
    livekitKb: rssKbOf(livekit),
  };
}

async function measureRoom(
  app: MeasuredApp,
  livekit: number,
  group: readonly PersonPlan[],
  picture: Picture,
  windows: number,
): Promise<MediaSize> {
  const crowd = alsoEnd(new MediaCrowd(), (started) => started.quit());
  const people = group.map(({ ref, session }, i) => new TestPerson(`Person ${i}`, app.url, ref, `br_${ref}=${session}`));
  for (const [i, person] of people.entries()) {
    alsoEnd(person, (entered) => entered.drop());
    await done(person.enter());
    await person.sees((view) => view.kind === 'room');
    const door = await person.mediaDoor();
    if (!door) throw new Error('there is no media address');
    await crowd.join(`person-${i}`, `${app.url.replace('http', 'ws')}${door.path}`, i < speakers, picture);
  }
  await untilAllReceived(crowd, (group.length - 1) * 2);
  await pause(warmMs);
  const measured = await measureWindows(app, livekit, crowd, windows);
  await crowd.leave();
  await crowd.quit();
  for (const person of people) person.drop();
  return { people: group.length, picturesDue: group.length * (group.length - 1) * picture.perSecond, ...measured };
}

async function measureWindows(app: MeasuredApp, livekit: number, crowd: MediaCrowd, windows: number) {
  const look = async () => ({
    ...(await crowd.received()),
    livekitMs: cpuMsOf(livekit),
    crowdMs: cpuMsOf(crowd.pid),
    appMs: (await app.process.used({ clean: false })).cpuMs,
  });
  const looks = [await look()];
  for (let i = 0; i < windows; i++) {
    await pause(windowMs);
    looks.push(await look());
  }
  const perSecond = (count: Exclude<keyof (typeof looks)[number], 'at' | 'fewestTracks'>) =>
    looks.slice(1).map((now, i) => {
      const before = looks[i] ?? now;
      return ((now[count] - before[count]) / (now.at - before.at)) * 1000;
    });
  return {
    livekitMs: perSecond('livekitMs'),
    appMs: perSecond('appMs'),
    crowdMs: perSecond('crowdMs'),
    packets: perSecond('packets'),
    bytes: perSecond('bytes'),
    lost: perSecond('lost'),
    pictures: perSecond('pictures'),
    livekitKb: rssKbOf(livekit),
    fewestTracks: looks.at(-1)?.fewestTracks ?? 0,
  };
}

async function untilAllReceived(crowd: MediaCrowd, tracks: number): Promise<void> {
  const until = nowMs() + patienceMs;
  for (;;) {
    const { fewestTracks } = await crowd.received();
    if (fewestTracks >= tracks) return;
    if (nowMs() > until) throw new Error(`somebody is sent ${fewestTracks} sounds and pictures instead of ${tracks}`);
    await pause(200);
  }
}

/** A crowd starved of processor time sends and receives less than a room does. */
function unsoundIn(measured: readonly MediaSize[]): string[] {
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  return measured.flatMap(({ people, packets, lost, pictures, picturesDue }) => {
    const due = picturesDue * pictures.length;
    return [
      ...(sum(lost) > 0.02 * sum(packets) ? [`of ${people} people’s packets more than 2 % were lost`] : []),
      ...(sum(pictures) < 0.8 * due
        ? [`${people} people were shown ${Math.round((sum(pictures) / due) * 100)} % of the pictures`]
        : []),
    ];
  });
}
