// The presenter's modified client rejoins constantly, at random moments around many steppings back. REJOINS says how often in all, SEED
// repeats a run. Judged with the gate off (frames spoken after the confirmed silence) and with the gate on (frames played against the view).
import { afterAll, expect, test } from 'vitest';
import { endAll } from '../bench/endings.ts';
import { measureBareRejoins, measureRejoins } from '../bench/silence-rejoins.ts';
import { openSilenceStage } from '../bench/silence-stage.ts';
import { seededRandom } from '../support/seeded-random.ts';

const times = Number(process.env.REJOINS ?? 200);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

afterAll(endAll);

test(`[R3.2] of ${times} rejoins around phase changes nothing is heard once the silence holds (SEED=${seed})`, async () => {
  console.log(`SEED=${seed} REJOINS=${times}`);
  const stage = await openSilenceStage();
  const [withoutUs] = await measureBareRejoins(stage, 1);
  expect(withoutUs, 'where no rules watch the attack succeeds').toBeGreaterThan(0);

  const { audible, played, unsound } = await measureRejoins(stage, times, () => {}, seededRandom(seed));
  expect(unsound).toEqual([]);
  expect(audible).toHaveLength(times);
  expect(
    audible.filter((frames) => frames > 0),
    'gate off: spoken in silence, and heard',
  ).toEqual([]);
  expect(
    played.filter((frames) => frames > 0),
    'gate on: played against the newest view',
  ).toEqual([]);
}, 600_000);
