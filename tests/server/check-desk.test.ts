// Who may test the routes to the media, how many at once, and that a closed tab leaves no test running.
import { beforeEach, expect, test, vi } from 'vitest';
import type { ReachTry } from '../../server/media/signalling/reach-room.ts';
import type { Accounts, Membership } from '../../server/ports/records.ts';
import { CheckDesk, type CheckVisitor } from '../../server/sockets/check-desk.ts';
import type { CandidateMessage } from '../../shared/protocol/check.ts';
import { FakeClock } from '../support/fake-clock.ts';

const seat = '0123456789abcdef01';
const cookie = `br_${seat}=${'s'.repeat(43)}`;
const accounts = { membership: async (ref: string) => (ref === seat ? ({ ref } as Membership) : null) } as unknown as Accounts;

let tries: { readonly tried: ReachTry; readonly tell: (candidate: string) => void }[];
let heard: CandidateMessage[];
let begins: () => Promise<void>;

const reach = {
  async begin(tell: (candidate: string) => void): Promise<ReachTry> {
    await begins();
    const tried: ReachTry = { offer: { ok: true, sdp: 'v=0', relays: [] }, answer: vi.fn(), candidate: vi.fn(), end: vi.fn() };
    tries.push({ tried, tell });
    return tried;
  },
};

beforeEach(() => {
  tries = [];
  heard = [];
  begins = async () => {};
});

function visitor(as: { seat?: string | null; cookies?: string; reach?: typeof reach | null } = {}): CheckVisitor {
  const desk = new CheckDesk({ accounts, clock: new FakeClock(), reach: as.reach === undefined ? reach : as.reach });
  return desk.visitor(as.seat === undefined ? seat : as.seat, as.cookies ?? cookie, (message) => heard.push(message));
}

test.each([
  ['nobody', { seat: null }],
  ['somebody without a session', { cookies: '' }],
  ['somebody with a session of another seat', { seat: 'fedcba987654321000' }],
])('%s may not test, and nothing is begun', async (_who, as) => {
  expect(await visitor(as).reach({ way: 'udp' })).toEqual({ ok: false, why: 'not-signed-in' });
  expect(tries).toEqual([]);
});

test('without a media server it says so', async () => {
  expect(await visitor({ reach: null }).reach({ way: 'udp' })).toEqual({ ok: false, why: 'none' });
});

test('each route once at a time; what the media server says comes back under its route, what the page says goes to its test', async () => {
  const dee = visitor();
  expect(await dee.reach({ way: 'udp' })).toEqual({ ok: true, sdp: 'v=0', relays: [] });
  await dee.reach({ way: 'relay' });
  expect(await dee.reach({ way: 'udp' })).toEqual({ ok: false, why: 'unavailable' });
  tries[1]?.tell('one');
  expect(heard).toEqual([{ way: 'relay', candidate: 'one' }]);
  dee.answer({ way: 'udp', sdp: 'mine' });
  dee.candidate({ way: 'tcp', candidate: 'of a try that was never begun' });
  expect(tries[0]?.tried.answer).toHaveBeenCalledExactlyOnceWith('mine');
  expect(tries[1]?.tried.answer).not.toHaveBeenCalled();
  dee.letGo({ way: 'udp' });
  expect(tries[0]?.tried.end).toHaveBeenCalledTimes(1);
  expect(await dee.reach({ way: 'udp' })).toMatchObject({ ok: true });
});

test('closing a tab ends its tests, even one that was just beginning', async () => {
  const dee = visitor();
  await dee.reach({ way: 'udp' });
  let go = () => {};
  begins = () => new Promise((resolve) => (go = resolve));
  const late = dee.reach({ way: 'tcp' });
  await expect.poll(() => go).not.toBe(undefined);
  dee.gone();
  await new Promise((resolve) => setImmediate(resolve));
  go();
  expect(await late).toEqual({ ok: false, why: 'unavailable' });
  for (const { tried } of tries) expect(tried.end).toHaveBeenCalledTimes(1);
  expect(tries).toHaveLength(2);
});
