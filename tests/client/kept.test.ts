// What a browser keeps for its owner, and the one thing that the server is told of it: whether there may be anything.
import { beforeEach, expect, test, vi } from 'vitest';
import { keptCookie } from '../../shared/protocol/kept-cookie.ts';

class Shelf {
  readonly #kept = new Map<string, string>();
  get length() {
    return this.#kept.size;
  }
  getItem(key: string) {
    return this.#kept.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.#kept.set(key, value);
  }
  clear() {
    this.#kept.clear();
  }
}

let cookies: string[];
/** Seconds for which the server is told that something is kept; 0: no longer. */
const told = () => Number(/max-age=(\d+)$/.exec(cookies.at(-1) ?? '')?.[1]);

beforeEach(() => {
  cookies = [];
  vi.resetModules();
  vi.stubGlobal('localStorage', new Shelf());
  vi.stubGlobal('sessionStorage', new Shelf());
  const document = Object.defineProperty({}, 'cookie', { set: (cookie: string) => cookies.push(cookie) });
  vi.stubGlobal('document', document);
  return () => vi.unstubAllGlobals();
});

test('the server is told whether anything is kept, and nothing more; for as long as it is kept', async () => {
  const { keptByBrowser, forgetAll, sayIfKept } = await import('../../client/src/model/kept.ts');
  sayIfKept();
  expect(told()).toBe(0);
  keptByBrowser.setItem('balint-room.preferences', '{"theme":"light"}');
  expect(told()).toBeGreaterThan(0);
  expect(cookies.at(-1)).toMatch(new RegExp(`^${keptCookie}=1; path=/; samesite=lax; max-age=\\d+$`));
  sayIfKept();
  expect(told(), 'said again by every page').toBeGreaterThan(0);
  forgetAll();
  expect(told()).toBe(0);
});

test('[R6.8] on somebody else’s computer the tab alone keeps it, and no cookie outlasts the tab', async () => {
  const { keptByBrowser, keepForTabOnly } = await import('../../client/src/model/kept.ts');
  keptByBrowser.setItem('balint-room.devices', '{}');
  keepForTabOnly();
  expect(told()).toBe(0);
  keptByBrowser.setItem('balint-room.devices', '{"camera":null}');
  expect(keptByBrowser.getItem('balint-room.devices')).toBe('{"camera":null}');
  expect(told()).toBe(0);
});

test('a browser that lets a page keep nothing, neither here nor as a cookie, disturbs nobody', async () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage']) vi.stubGlobal(name, undefined);
  vi.stubGlobal('document', Object.defineProperty({}, 'cookie', { set: refuse }));
  const { keptByBrowser, forgetAll } = await import('../../client/src/model/kept.ts');
  keptByBrowser.setItem('balint-room.devices', '{}');
  expect(keptByBrowser.getItem('balint-room.devices'), 'the page itself remembers').toBe('{}');
  forgetAll();
  expect(keptByBrowser.getItem('balint-room.devices')).toBeNull();
});
