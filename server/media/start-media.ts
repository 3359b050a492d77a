// Chooses the media server that the configuration asks for: one of our own, a given one, or none.
import type { Logger } from 'pino';
import type { MediaChoice } from '../config.ts';
import type { Clock, MediaNames } from '../ports.ts';
import { livekitAlone } from './livekit-alone.ts';
import { type LiveKitAddress, LiveKitGateway, noticeReceiver } from './livekit-gateway.ts';
import { LiveKitNodes } from './livekit-nodes.ts';
import { LiveKitProcess } from './livekit-process.ts';
import { SharedLiveKit } from './livekit-shared.ts';
import type { MediaParts } from './media-house.ts';

export interface StartedMedia {
  readonly parts: MediaParts | null;
  /** Resolves when the media server answers, or after `ms` whether it does or not. */
  firstAnswer(ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

export interface MediaSurroundings {
  readonly dataDir: string;
  readonly webhookUrl: string;
  /** For a media server of several nodes. */
  readonly names: MediaNames;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told at each change; it starts down. */
  readonly onChange: (isUp: boolean) => void;
}

const lookEveryMs = 1_000;
/** People wait for it. */
const lookWhileDownMs = 150;

export async function startMedia(choice: MediaChoice, around: MediaSurroundings): Promise<StartedMedia> {
  if (choice.kind === 'none') return { parts: null, firstAnswer: async () => false, stop: async () => undefined };
  const waiting = new Set<() => void>();
  let isUp = false;
  const onChange = (up: boolean) => {
    isUp = up;
    if (up) for (const wake of waiting) wake();
    around.onChange(up);
  };
  const firstAnswer = (ms: number) =>
    new Promise<boolean>((resolve) => {
      if (isUp) return resolve(true);
      const cancel = around.clock.after(ms, () => resolve(isUp));
      waiting.add(() => {
        cancel();
        resolve(true);
      });
    });
  if (choice.kind === 'given') {
    const { urls, apiKey, apiSecret } = choice;
    const addresses = urls.map((url) => ({ url, apiKey, apiSecret }));
    const { parts, stop } = urls.length === 1 ? alone(addresses[0] as LiveKitAddress) : shared(addresses, around);
    const stopLooking = lookAt(parts, around.clock, onChange);
    return {
      parts,
      firstAnswer,
      async stop() {
        stopLooking();
        stop();
      },
    };
  }
  const { binary, mediaIp, udpPort } = choice;
  const livekit = new LiveKitProcess({
    binary,
    ...around,
    onChange,
    ...(mediaIp !== undefined && { mediaIp }),
    ...(udpPort !== undefined && { mediaUdpPort: udpPort }),
  });
  const { parts } = alone(await livekit.start());
  return { parts, firstAnswer, stop: () => livekit.stop() };
}

interface Chosen {
  readonly parts: MediaParts;
  readonly stop: () => void;
}

function alone(address: LiveKitAddress): Chosen {
  const gateway = new LiveKitGateway(address);
  return { parts: { gateway, nodes: livekitAlone(gateway), receive: noticeReceiver(address) }, stop: () => {} };
}

function shared(addresses: readonly LiveKitAddress[], { names, clock }: MediaSurroundings): Chosen {
  const nodes = new LiveKitNodes(addresses, clock);
  nodes.watch();
  const livekit = new SharedLiveKit(nodes, names, clock);
  const stop = () => {
    livekit.stop();
    nodes.stop();
  };
  return { parts: { gateway: livekit, nodes: livekit, receive: noticeReceiver(addresses[0] as LiveKitAddress) }, stop };
}

/** A media server that somebody else keeps is asked now and again whether it answers. */
function lookAt({ gateway }: MediaParts, clock: Clock, onChange: (isUp: boolean) => void): () => void {
  let known = false;
  let isStopped = false;
  let cancel = () => {};
  const look = async () => {
    const isUp = await gateway.isUp();
    if (isStopped) return;
    if (isUp !== known) onChange(isUp);
    known = isUp;
    cancel = clock.after(isUp ? lookEveryMs : lookWhileDownMs, look);
  };
  void look();
  return () => {
    isStopped = true;
    cancel();
  };
}
