// The parts beneath a person's own devices: what is asked of the browser and when, what is told, and in which browsers no seat is offered.
import { describe, expect, test, vi } from 'vitest';
import { type Asker, DeviceQueue, type Why } from '../../client/src/media/device-queue.ts';
import { type Heard, HearingWatch } from '../../client/src/media/hearing.ts';
import { nothingIntended, type Source } from '../../client/src/media/intents.ts';
import { microphoneTold } from '../../client/src/media/room-media-state.ts';
import { TalkNotice } from '../../client/src/media/unheard-talk.ts';
import type { DeviceTrouble } from '../../client/src/model/own-device.ts';
import { type PageParts, unfitIn } from '../../client/src/model/this-page.ts';

describe('asking the browser', () => {
  function browser() {
    const asked: { wanted: readonly Source[]; why: Why; answer: () => void }[] = [];
    const works = new Set<Source>();
    const asker: Asker = {
      ask: (wanted, why) => new Promise((answer) => asked.push({ wanted, why, answer })),
      isWorking: (source) => works.has(source),
    };
    const settle = () => new Promise((done) => setTimeout(done));
    return { asked, works, settle, queue: new DeviceQueue(asker) };
  }

  test('a second device lost while the first is asked for is asked for too', async () => {
    const { asked, queue, settle } = browser();
    void queue.ask(['microphone'], 'loss');
    await settle();
    void queue.ask(['camera'], 'loss');
    await settle();
    expect(asked.map(({ wanted }) => wanted)).toEqual([['microphone'], ['camera']]);
  });

  test('one kind is never asked for twice at once; what happened meanwhile is looked into afterwards, unless it works by then', async () => {
    const { asked, works, queue, settle } = browser();
    const done = vi.fn();
    void queue.ask(['microphone'], 'loss').then(done);
    await settle();
    void queue.ask(['microphone'], 'loss');
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]?.answer();
    await settle();
    expect(asked).toHaveLength(2);
    expect(done).not.toHaveBeenCalled();
    void queue.ask(['microphone'], 'loss');
    works.add('microphone');
    asked[1]?.answer();
    await settle();
    expect(asked).toHaveLength(2);
    expect(done).toHaveBeenCalled();
    expect(queue.isAsking).toBe(false);
  });

  test('a person’s own choice is asked for even though a device works, and is not lost behind another reason', async () => {
    const { asked, works, queue, settle } = browser();
    works.add('camera');
    void queue.ask(['camera'], 'loss');
    await settle();
    void queue.ask(['camera'], 'choice');
    void queue.ask(['camera'], 'loss');
    asked[0]?.answer();
    await settle();
    expect(asked.map(({ why }) => why)).toEqual(['loss', 'choice']);
  });
});

describe('[R4.7] who cannot be heard', () => {
  const dee: Heard = { personId: 'dee', mayBeHeard: true, isConnected: true, isToldOff: false, sound: 'flowing', quality: 'good' };
  const shown = (watch: HearingWatch, person: Heard, at: number) => watch.look([person], at).get('dee') ?? null;

  test('a microphone turned off shows at once, and so does its return', () => {
    const watch = new HearingWatch();
    expect(shown(watch, dee, 0)).toBe(null);
    expect(shown(watch, { ...dee, sound: 'muted' }, 100)).toBe('off');
    expect(shown(watch, dee, 200)).toBe(null);
  });

  test('somebody who has just come is given time to publish', () => {
    const watch = new HearingWatch();
    expect(shown(watch, { ...dee, sound: 'none' }, 0)).toBe(null);
    expect(shown(watch, { ...dee, sound: 'none' }, 3000)).toBe('off');
  });

  test('a poor connection shows when it lasts, and nothing flickers', () => {
    const watch = new HearingWatch();
    for (let at = 0; at < 60_000; at += 1000) {
      expect(shown(watch, { ...dee, quality: (at / 1000) % 4 === 0 ? 'good' : 'poor' }, at)).toBe(null);
    }
    expect(shown(watch, { ...dee, quality: 'poor' }, 61_000)).toBe(null);
    expect(shown(watch, { ...dee, quality: 'poor' }, 70_000)).toBe('poor');
    expect(shown(watch, dee, 71_000)).toBe('poor');
    expect(shown(watch, dee, 77_000)).toBe(null);
  });

  const unseen: Heard = { ...dee, isConnected: false, sound: 'none' };

  test('somebody whose sound came, and of whom the media server speaks no more, is away', () => {
    const watch = new HearingWatch();
    expect(shown(watch, dee, 0)).toBe(null);
    expect(shown(watch, unseen, 1000)).toBe(null);
    expect(shown(watch, unseen, 7000)).toBe('away');
    expect(shown(watch, unseen, 60_000)).toBe('away');
  });

  test('somebody of whom the media server has never spoken is away', () => {
    const watch = new HearingWatch();
    expect(shown(watch, unseen, 0)).toBe(null);
    expect(shown(watch, unseen, 6000)).toBe('away');
  });

  const off: Heard = { ...unseen, isToldOff: true };

  test.each(['never', 'before'] as const)('whoever sends nothing and was %s heard has the microphone off, at once', (heard) => {
    const watch = new HearingWatch();
    if (heard === 'before') shown(watch, dee, 0);
    for (const at of [1000, 10_000, 60_000]) expect(shown(watch, off, at)).toBe('off');
    // Their own page tells that the microphone is on a moment after it is.
    expect(shown(watch, { ...dee, isToldOff: true }, 61_000)).toBe(null);
  });

  test('[R1.5] so has, after the end was undone, everybody whose page says so', () => {
    const watch = new HearingWatch();
    shown(watch, dee, 0);
    watch.look([], 1000);
    expect(shown(watch, unseen, 2000)).toBe(null);
    for (const at of [2500, 10_000, 60_000]) expect(shown(watch, off, at)).toBe('off');
  });

  test('whoever had it off and whose page says so no more, though nothing comes, is away', () => {
    const watch = new HearingWatch();
    shown(watch, off, 0);
    expect(shown(watch, unseen, 1000)).toBe('off');
    expect(shown(watch, unseen, 7000)).toBe('away');
  });

  test('[R4.2] somebody who is silenced has the microphone off, and so it stays once they may speak', () => {
    const watch = new HearingWatch();
    shown(watch, dee, 0);
    shown(watch, { ...unseen, mayBeHeard: false }, 1000);
    expect(shown(watch, { ...unseen, mayBeHeard: false }, 20_000)).toBe('off');
    expect(shown(watch, unseen, 20_100)).toBe('off');
    expect(shown(watch, off, 30_000)).toBe('off');
  });

  test('while this page knows nothing it says nothing, and finds out afterwards who was cut off meanwhile', () => {
    const watch = new HearingWatch();
    shown(watch, dee, 0);
    expect(watch.look(null, 1000).size).toBe(0);
    expect(shown(watch, unseen, 9000)).toBe(null);
    expect(shown(watch, unseen, 15_000)).toBe('away');
  });

  test.each([
    ['works', true, 'none', false, true, false],
    ['works: about to be on', true, 'none', false, true, true],
    ['works: not asked for yet', false, 'none', false, true, false],
    ['works: turned off by the person themselves', true, 'none', true, false, false],
    ['off: turned off, and nothing else is sent', true, 'none', true, false, true],
    ['off: never asked for', false, 'none', false, false, true],
    ['missing', false, 'denied', false, false, true],
    ['muted', true, 'none', true, true, true],
  ] as const)('is told by their own page: %s', (told, isThere, trouble: DeviceTrouble, isMuted, microphone, sendsNothing) => {
    const track = () => (isThere ? ({ readyState: 'live' } as MediaStreamTrack) : null);
    const devices = { track, trouble: () => trouble, isMuted: () => isMuted };
    expect(microphoneTold({ ...nothingIntended, microphone }, devices, { sendsNothing })).toBe(told.split(':')[0]);
  });
});

describe('talking with the microphone off', () => {
  const talk = (levels: readonly number[]) => {
    const notice = new TalkNotice();
    for (const [i, level] of levels.entries()) notice.heard(level, i * 100);
    return notice;
  };

  test('is noticed once, and shown for a while', () => {
    const notice = talk(Array(20).fill(0.6));
    expect(notice.isSaid(2000)).toBe(true);
    expect(notice.isSaid(60_000)).toBe(false);
    notice.heard(0.6, 60_000);
    expect(notice.isSaid(60_000)).toBe(false);
  });

  test('a cough, a door or a quiet room is not talk', () => {
    expect(talk([...Array(15).fill(0.1), 0.9, 0.9, 0.8, ...Array(15).fill(0.1)]).isOver).toBe(false);
    expect(talk(Array(300).fill(0.3)).isOver).toBe(false);
  });
});

describe('a page on which there can be no sound', () => {
  const whole: PageParts = { userAgent: '', isSecure: true, hasDevices: true, hasConnections: true };
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9';

  test.each([
    ['Instagram', `${iphone} Mobile/15E148 Instagram 350.0.0 (iPhone16,2; iOS 18_0)`],
    ['Facebook', `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0.0]`],
    ['LinkedIn', `${iphone} Mobile/15E148 [LinkedInApp]/9.30`],
    ['WeChat', `${iphone} Mobile/15E148 MicroMessenger/8.0.50`],
    ['an unnamed app on iOS', `${iphone} Mobile/15E148`],
    [
      'an unnamed app on an iPad or a Mac',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
    ],
    [
      'an unnamed app on Android',
      `${android}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    ],
  ])('is one in the built-in browser of %s', (_name, userAgent) => {
    expect(unfitIn({ ...whole, userAgent })).toEqual({ why: 'inApp', hasAll: true });
    expect(unfitIn({ ...whole, userAgent, hasConnections: false })).toEqual({ why: 'inApp', hasAll: false });
  });

  test.each([
    `${iphone} Version/18.0 Mobile/15E148 Safari/604.1`,
    `${iphone} CriOS/130.0 Mobile/15E148 Safari/604.1`,
    `${iphone} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`,
    `${android}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36`,
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  ])('is none in a browser of its own: %s', (userAgent) => expect(unfitIn({ ...whole, userAgent })).toBe(null));

  test('is one without https, or in a browser that lacks what it takes', () => {
    expect(unfitIn({ ...whole, isSecure: false, hasDevices: false })?.why).toBe('insecure');
    expect(unfitIn({ ...whole, hasConnections: false })?.why).toBe('tooOld');
    expect(unfitIn({ ...whole, hasDevices: false })?.why).toBe('tooOld');
  });
});
