// The publish queue under rapid flips: never two steps at once, the newest wish wins, and what is withheld is never sent.
import { fc, test as property } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Source, sources } from '../../client/src/media/intents.ts';
import { type Publisher, PublishQueue, type Wanted } from '../../client/src/media/publish-queue.ts';

/** Behaves as a media connection does: every step takes its time, and a step that overlaps another is a fault. */
class SlowPublisher implements Publisher {
  readonly is: Record<Source, 'none' | 'open' | 'muted'> = { microphone: 'none', camera: 'none' };
  readonly steps: string[] = [];
  may = true;
  overlaps = 0;
  busy = false;
  fails = (_step: string): boolean => false;
  takesTime: () => Promise<void> = () => Promise.resolve();
  before: (step: string, source: Source) => void = () => {};

  canPublish = () => this.may;
  published = (source: Source) => this.is[source];
  publish = (source: Source) => this.#step('publish', source, 'open');
  unpublish = (source: Source) => this.#step('unpublish', source, 'none');
  mute = (source: Source) => this.#step('mute', source, 'muted');
  unmute = (source: Source) => this.#step('unmute', source, 'open');

  async #step(name: string, source: Source, then: 'none' | 'open' | 'muted'): Promise<void> {
    if (this.busy) this.overlaps += 1;
    this.before(name, source);
    this.busy = true;
    this.steps.push(`${name} ${source}`);
    await this.takesTime();
    this.busy = false;
    if (this.fails(`${name} ${source}`)) throw new Error('refused');
    this.is[source] = then;
  }
}

type Intent = Record<Source, Wanted>;
const wish = (microphone: Wanted, camera: Wanted = 'withheld'): Intent => ({ microphone, camera });
const anyWanted = fc.constantFrom<Wanted>('open', 'closed', 'withheld');
const reached = (is: string, wanted: Wanted) =>
  wanted === 'open' ? is === 'open' : wanted === 'withheld' ? is === 'none' : is !== 'open';

property.prop([fc.array(fc.record({ microphone: anyWanted, camera: anyWanted }), { minLength: 1, maxLength: 25 }), fc.scheduler()])(
  '[F15] rapid flips: steps never overlap, the newest wish is reached, nothing withheld is ever sent',
  async (intents, scheduler) => {
    const publisher = new SlowPublisher();
    publisher.takesTime = () => scheduler.schedule(Promise.resolve());
    const queue = new PublishQueue(publisher, () => {});
    let newest = wish('withheld');
    publisher.before = (step, source) => {
      if (step === 'publish' || step === 'unmute') expect(newest[source]).toBe('open');
    };
    scheduler.scheduleSequence(
      intents.map((wanted) => async () => {
        newest = wanted;
        queue.want(wanted);
      }),
    );
    await scheduler.waitIdle();
    expect(publisher.overlaps).toBe(0);
    for (const source of sources) expect(reached(publisher.is[source], newest[source])).toBe(true);
    queue.stop();
  },
);

describe('failures', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('are tried once more after five seconds, then reported', async () => {
    const publisher = new SlowPublisher();
    const failed = vi.fn();
    publisher.fails = (step) => step === 'publish microphone';
    const queue = new PublishQueue(publisher, failed);
    queue.want(wish('open', 'open'));
    await vi.advanceTimersByTimeAsync(4999);
    expect(publisher.steps).toEqual(['publish microphone', 'publish camera']);
    expect(failed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(publisher.steps).toEqual(['publish microphone', 'publish camera', 'publish microphone']);
    expect(failed).toHaveBeenCalledExactlyOnceWith('microphone');
  });

  test('do not count against a new connection', async () => {
    const publisher = new SlowPublisher();
    publisher.fails = () => publisher.steps.length === 1;
    const queue = new PublishQueue(publisher, () => {});
    queue.want(wish('open'));
    await vi.advanceTimersByTimeAsync(10);
    queue.startOver();
    await vi.advanceTimersByTimeAsync(10);
    expect(publisher.is.microphone).toBe('open');
  });
});

test('nothing is tried without a connection or permission; both come in their own time', async () => {
  const publisher = new SlowPublisher();
  publisher.may = false;
  const queue = new PublishQueue(publisher, () => {});
  queue.want(wish('open'));
  expect(publisher.steps).toEqual([]);
  publisher.may = true;
  queue.startOver();
  await expect.poll(() => publisher.is.microphone).toBe('open');
});

test('[R3.2] a track the media server took away is not sent again while it is withheld', async () => {
  const publisher = new SlowPublisher();
  const queue = new PublishQueue(publisher, () => {});
  queue.want(wish('open'));
  await expect.poll(() => publisher.is.microphone).toBe('open');
  publisher.is.microphone = 'none';
  queue.want(wish('withheld'));
  queue.look();
  queue.startOver();
  expect(publisher.steps).toEqual(['publish microphone']);
});

test('a step that a lost connection never answers holds up nothing on the next connection', async () => {
  const publisher = new SlowPublisher();
  publisher.takesTime = () => new Promise(() => {});
  const failed = vi.fn();
  const queue = new PublishQueue(publisher, failed);
  queue.want(wish('open'));
  await expect.poll(() => publisher.busy).toBe(true);
  publisher.may = false;
  queue.connectionLost();
  publisher.may = true;
  publisher.takesTime = () => Promise.resolve();
  queue.startOver();
  await expect.poll(() => publisher.is.microphone).toBe('open');
  expect(failed).not.toHaveBeenCalled();
});
