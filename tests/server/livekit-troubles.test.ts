// What is said of a LiveKit that does not run: a reason once, and nothing that it prints once somebody may have come.
import { expect, test } from 'vitest';
import { LiveKitTroubles } from '../../server/media/livekit/own/livekit-troubles.ts';

function stage() {
  const said: string[] = [];
  const troubles = new LiveKitTroubles('/livekit', { warn: (_: unknown, sentence: string) => void said.push(sentence) } as never);
  troubles.launched();
  /** Until it is tried again. */
  const run = (...lines: string[]) => {
    for (const line of lines) troubles.heard(line);
    troubles.ended(1, 100);
    troubles.launched();
  };
  return { said, troubles, run };
}

const ended = 'the media server has ended';

test('the reason is told at the second time, once', () => {
  const { said, run } = stage();
  for (let i = 0; i < 9; i++) run(`2026/11/30 07:55:0${i} cannot bind (pid ${i * 37})`);
  expect(said).toEqual([
    ended,
    expect.stringMatching(/^LIVEKIT_BIN=\/livekit ends at once: 2026.* cannot bind \(pid 37\)\. There/),
  ]);
});

test('of a crash the first line is the reason, and of a long line the beginning', () => {
  const { said, run } = stage();
  for (let i = 0; i < 2; i++) run('starting', 'panic: no such device', '', 'goroutine 1 [running]:', 'main.main()');
  expect(said[1]).toContain('ends at once: panic: no such device. There');
  run('x'.repeat(900));
  expect(said[2]).toContain(`ends at once: ${'x'.repeat(200)}…. There`);
});

test('lines of its log, pieces of its settings, tokens and addresses are not repeated', () => {
  const { said, run } = stage();
  const log = ['{"level":"error","msg":"p-ben","participant":"p-ben"}', '"room12": "hush",', '}', '(node:7) Warning: old'];
  for (let i = 0; i < 2; i++) run('dial 203.0.113.7:6379 with eyJhbGciOiJIUzI1NiJ9.e30.x refused\u0007.', ...log);
  expect(said[1]).toContain('ends at once: dial [address]:6379 with [token] refused');
  expect(said.join()).not.toMatch(/p-ben|hush|node:7|eyJ|203\.0/);
});

test('once it has answered, nothing that it says is repeated, and each end is said until it ends in vain again', () => {
  const { said, troubles, run } = stage();
  troubles.heard('before anybody came');
  troubles.answered();
  run('panic: Ben spoke');
  for (let i = 0; i < 4; i++) run('panic: Ben spoke');
  const inVain = expect.stringMatching(/ends at once \(LOG_LEVEL=debug shows what it says\)\. There/);
  expect(said).toEqual([ended, ended, inVain]);
  troubles.answered();
  for (let i = 0; i < 3; i++) run('panic: Ben spoke');
  expect(said.slice(3)).toEqual([ended, ended, inVain]);
});

test('one that does not answer, or cannot be started or set up, is said once too', () => {
  const { said, troubles, run } = stage();
  for (let i = 0; i < 5; i++) {
    troubles.heard('waiting for the network');
    troubles.doesNotAnswer();
    run();
    troubles.failed(new Error('no process left'), 'the media server could not be started');
  }
  expect(said).toEqual([
    'the media server does not answer and is being restarted',
    ended,
    'the media server could not be started',
    expect.stringMatching(/^LIVEKIT_BIN=\/livekit does not answer: waiting for the network\. There/),
  ]);
});
