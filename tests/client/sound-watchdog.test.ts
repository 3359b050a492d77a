// Sound that stops: a track is asked for again, and when that was in vain the connection is made anew; a sender's own trouble costs one connection at most.
import { expect, test } from 'vitest';
import { SoundWatchdog } from '../../client/src/media/sound-watchdog.ts';

const second = 1000;

/** Looks once a second while each sound has `packets(t)` packets at second t. */
function watch(seconds: number, sounds: Record<string, (t: number) => number>): string[] {
  const watchdog = new SoundWatchdog();
  const acts: string[] = [];
  for (let t = 0; t <= seconds; t += 1) {
    const samples = Object.entries(sounds).map(([sid, packets]) => ({ sid, packets: packets(t) }));
    const { subscribeAgain, connectAgain } = watchdog.look(samples, t * second);
    for (const sid of subscribeAgain) acts.push(`${t} subscribe ${sid}`);
    if (connectAgain) acts.push(`${t} connect`);
  }
  return acts;
}

const flowing = (t: number) => t * 50;
const stopsAt = (end: number) => (t: number) => Math.min(t, end) * 50;

test('flowing sound is left alone', () => {
  expect(watch(120, { ann: flowing, ben: flowing })).toEqual([]);
});

/** Flows until `end`; from `back` on a new receiver counts from nothing, and gets nothing unless `flowsFrom` comes. */
const arrivesAnew =
  (end: number, back: number, flowsFrom = Number.POSITIVE_INFINITY) =>
  (t: number) =>
    t < back ? Math.min(t, end) * 50 : Math.max(0, t - flowsFrom) * 50;

test('a track without packets for four seconds is asked for again, once', () => {
  expect(watch(21, { ann: flowing, ben: stopsAt(10) })).toEqual(['14 subscribe ben']);
});

test('a track that never arrived is asked for again too', () => {
  expect(watch(5, { ann: flowing, ben: () => 0 })).toEqual(['4 subscribe ben']);
});

test('a falling counter means a new receiver, not sound: the connection is renewed no later for it', () => {
  const acts = watch(18, { ann: arrivesAnew(10, 15), ben: arrivesAnew(10, 16) });
  expect(acts).toEqual(['14 subscribe ann', '14 subscribe ben', '18 connect']);
});

test('a new receiver that gets sound is well, however little it has had so far', () => {
  expect(watch(120, { ann: flowing, ben: arrivesAnew(10, 15, 16) })).toEqual(['14 subscribe ben']);
});

test('if nothing flows even then, the connection is renewed, but not twice within a minute', () => {
  const acts = watch(80, { ann: stopsAt(10), ben: stopsAt(10) });
  expect(acts.slice(0, 3)).toEqual(['14 subscribe ann', '14 subscribe ben', '18 connect']);
  expect(acts.filter((act) => act.endsWith('connect'))).toEqual(['18 connect', '78 connect']);
});

test('for a single sound that asking again did not bring, the connection is renewed once, and not again until it has been heard', () => {
  const acts = watch(600, { ann: flowing, ben: stopsAt(10) });
  expect(acts.filter((act) => act.endsWith('connect'))).toEqual(['22 connect']);
});

test('heard and lost again, a single sound gets another new connection', () => {
  const twice = (t: number) => (t < 200 ? Math.min(t, 10) : Math.min(t, 210)) * 50;
  const acts = watch(600, { ann: flowing, ben: twice });
  expect(acts.filter((act) => act.endsWith('connect'))).toEqual(['22 connect', '222 connect']);
});

test('a sound that is no longer expected, because its person turned off the microphone, costs nothing', () => {
  const watchdog = new SoundWatchdog();
  const ann = (t: number) => ({ sid: 'ann', packets: t * 50 });
  const remedies = Array.from({ length: 60 }, (_, t) =>
    watchdog.look(t % 6 < 3 ? [ann(t), { sid: 'ben', packets: 100 }] : [ann(t)], t * second),
  );
  expect(remedies).toEqual(remedies.map(() => ({ subscribeAgain: [], connectAgain: false })));
});
