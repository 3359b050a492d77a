// Closing waits for answers: for what is still arriving, then for what was accepted, and for neither forever.
import { beforeEach, expect, test } from 'vitest';
import { OpenAnswers } from '../../server/sockets/open-answers.ts';
import { FakeClock } from '../support/fake-clock.ts';

let clock: FakeClock;
let answers: OpenAnswers;
let isSettled: boolean;

beforeEach(() => {
  clock = new FakeClock();
  answers = new OpenAnswers(clock);
  isSettled = false;
});

function settle(): void {
  void answers.settled().then(() => {
    isSettled = true;
  });
}

test('when nothing is asked, a moment is enough', async () => {
  settle();
  await clock.advance(99);
  expect([answers.takesMore, isSettled]).toEqual([true, false]);
  await clock.advance(1);
  await clock.advance(0);
  expect([answers.takesMore, isSettled]).toEqual([false, true]);
});

test('what arrives meanwhile is accepted, and waited for', async () => {
  settle();
  await clock.advance(60);
  const answered = answers.begin();
  await clock.advance(400);
  expect([answers.takesMore, isSettled]).toEqual([true, false]);
  answered();
  await clock.advance(101);
  expect(isSettled).toBe(true);
});

test('if it never gets quiet, nothing new is accepted after a second, and what was accepted is still answered', async () => {
  settle();
  const first = answers.begin();
  await clock.advance(1_000);
  expect([answers.takesMore, isSettled]).toEqual([false, false]);
  first();
  await clock.advance(1);
  expect(isSettled).toBe(true);
});

test('an answer that never comes is not waited for forever', async () => {
  settle();
  answers.begin();
  await clock.advance(3_999);
  expect(isSettled).toBe(false);
  await clock.advance(1);
  expect(isSettled).toBe(true);
});
