import { afterEach, expect, test, vi } from 'vitest';
import { fetched } from '../../client/src/connection/fetched.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what comes is handed on', async () => {
  expect(await fetched(async () => 'there')).toBe('there');
});

test('where a file does not come the page is loaded again, once the server answers; a sign-in page of the network is no answer', async () => {
  vi.useFakeTimers();
  const reload = vi.fn();
  const answers = [
    () => Promise.reject(new TypeError('Failed to fetch')),
    async () => new Response('<h1>Sign in to the Wi-Fi</h1>'),
    async () => new Response('{"ready":false}', { status: 503 }),
    async () => new Response('{"ready":true}'),
  ];
  const ask = vi.fn(() => (answers.shift() ?? answers[0])?.());
  vi.stubGlobal('fetch', ask);
  vi.stubGlobal('location', { reload });
  let isSettled = false;
  void fetched(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))).finally(() => {
    isSettled = true;
  });
  for (let asked = 1; asked <= 4; asked++) {
    expect(reload).not.toHaveBeenCalled();
    await vi.advanceTimersToNextTimerAsync();
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(asked));
  }
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  expect(isSettled, 'nothing goes on in a page that is on its way out').toBe(false);
});
