// Members of a cluster die, lose each other or are slow while people act: everything goes on, and nothing is lost, done twice or heard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FaultStage } from './fault-stage.ts';
import { planOf } from './plan.ts';
import { promises } from './promises.ts';

let stage: FaultStage | undefined;

beforeAll(async () => {
  stage = await FaultStage.open();
});
afterAll(() => stage?.close());

const plan = planOf({ isQuick: true }).steps.map(({ phase, fault }) => [phase, promises[fault.id].says, fault] as const);

test.each(plan)('%s: %s', async (phase, _says, fault) => {
  if (!stage) throw new Error('the stage is not open');
  await stage.leadTo(phase);
  await fault.run(stage);
  await stage.settle();
});

test('[R3.2] nobody ever heard the silent presenter, who tried to speak', async () => {
  await stage?.voices.endSilence();
  expect(stage?.voices.attempts).toBeGreaterThan(0);
  expect(stage?.voices.audible).toBe(0);
});

test('[R1.6] everything that was reported as done is in the log exactly once, no phase was skipped, and no view was older than the one before', async () => {
  expect(await stage?.verdict()).toEqual({ lost: [], doubled: [], leaps: [], backwards: [] });
});
