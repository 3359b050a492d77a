// Sound that stops: one track is asked for again, all of them mean a new line.
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

test('a track without packets for four seconds is asked for again, once', () => {
  expect(watch(120, { ann: flowing, ben: stopsAt(10) })).toEqual(['14 subscribe ben']);
});

test('a track that never arrived is asked for again too', () => {
  expect(watch(5, { ann: flowing, ben: () => 0 })).toEqual(['4 subscribe ben']);
});

test('when nothing flows even then, the line is made anew, and not again within a minute', () => {
  const acts = watch(80, { ann: stopsAt(10), ben: stopsAt(10) });
  expect(acts.slice(0, 3)).toEqual(['14 subscribe ann', '14 subscribe ben', '18 connect']);
  expect(acts.filter((act) => act.endsWith('connect'))).toEqual(['18 connect', '78 connect']);
});
