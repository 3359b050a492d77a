// Carries signals between a browser and LiveKit, frame by frame: inward only what the filter passes, outward only what this browser may know.
import type { RawData, WebSocket } from 'ws';
import type { Upstream } from '../livekit/upstream.ts';
import { bytesOf } from './bytes-of.ts';
import { discretionOf } from './signal-discretion.ts';
import { judgeSignal } from './signal-filter.ts';
import type { TrackKinds } from './track-kinds.ts';

export interface RelayEnds {
  readonly browser: WebSocket;
  readonly upstream: Upstream;
  readonly kinds: TrackKinds;
  readonly ending: AbortSignal;
  /** LiveKit has closed its side; its last words are still on their way to the browser. */
  readonly onInnerEnd: () => void;
  readonly onEnd: () => void;
  readonly onLie: (why: string) => void;
  /** Whether the person may send this much more now. */
  readonly mayCome: (bytes: number) => boolean;
}

/** A browser with this much still unread is as good as gone. */
const mostUnread = 4 * 1024 * 1024;
/** The media server reports those who send nothing yet every three seconds. */
const introductionMs = 4_000;

export function relay({ browser, upstream, kinds, ending, onInnerEnd, onEnd, onLie, mayCome }: RelayEnds): void {
  const { socket: media, early } = upstream;
  const discretion = discretionOf(kinds);
  let patience: NodeJS.Timeout | undefined;
  const send = (frames: readonly Uint8Array[]) => {
    for (const frame of frames) {
      if (browser.bufferedAmount > mostUnread) return onEnd();
      if (browser.readyState === browser.OPEN) browser.send(frame);
    }
    if (discretion.isWaiting) {
      patience ??= setTimeout(() => send(discretion.giveUp()), introductionMs);
      return;
    }
    clearTimeout(patience);
    patience = undefined;
  };
  const outward = (data: RawData, isBinary: boolean) => {
    if (isBinary) send(discretion.outward(bytesOf(data)));
  };
  media.removeAllListeners('message');
  for (const { data, isBinary } of early) outward(data, isBinary);
  media.on('message', outward);

  browser.on('message', (data, isBinary) => {
    const bytes = bytesOf(data);
    if (!mayCome(bytes.length)) return onEnd();
    const verdict = judgeSignal(bytes, isBinary, kinds);
    if (verdict.outcome === 'pass' && media.readyState === media.OPEN) media.send(verdict.frame);
    if (verdict.outcome !== 'lie') return;
    onEnd();
    onLie(verdict.why);
  });

  ending.addEventListener('abort', () => browser.terminate(), { once: true });
  // A clean close lets the browser read LiveKit's last words first; ws itself gives up on a browser that never answers.
  const innerEnd = () => {
    onInnerEnd();
    browser.close(1000);
  };
  media.on('close', innerEnd);
  media.on('error', innerEnd);
  browser.on('close', () => {
    clearTimeout(patience);
    onEnd();
  });
  browser.on('error', onEnd);
  if (media.readyState !== media.OPEN) innerEnd();
}
