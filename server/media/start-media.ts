// Sets up the media server that the configuration asks for: one of our own, a given one, or none.
import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import type { MediaGateway, MediaNames } from '../ports/media.ts';
import type { RoomId } from '../ports/rooms.ts';
import { CannotStart } from '../process/cannot-start.ts';
import type { MediaChoice } from '../process/media-config.ts';
import { livekitAlone } from './livekit/livekit-alone.ts';
import { type LiveKitAddress, LiveKitGateway, noticeReceiver } from './livekit/livekit-gateway.ts';
import { LiveKitLeftovers } from './livekit/livekit-leftovers.ts';
import { LiveKitNodes } from './livekit/livekit-nodes.ts';
import { SharedLiveKit } from './livekit/livekit-shared.ts';
import { LiveKitProcess, mustBeAProgram } from './livekit/own/livekit-process.ts';
import type { MediaParts } from './media.ts';

export interface StartedMedia {
  readonly parts: MediaParts | null;
  /** Starts a media server of our own, and tells it where to send its notices. */
  begin(webhookUrl: string): Promise<void>;
  /** Resolves when the media server answers, or after `ms` in any case. Throws `CannotStart` when it refuses our keys. */
  firstAnswer(ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

export interface MediaSurroundings {
  readonly dataDir: string;
  /** For a media server with several nodes. */
  readonly names: MediaNames;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called at each change; it starts as down. */
  readonly onChange: (isUp: boolean) => void;
}

const lookEveryMs = 1_000;
/** Faster, because people are waiting. */
const lookWhileDownMs = 150;
const lookPatienceMs = 1_000;

const refused = 'LiveKit refuses our keys: set LIVEKIT_API_KEY and LIVEKIT_API_SECRET to a pair from its own settings.';
const ownRefused =
  'The LiveKit that this server started refuses our keys: its settings in DATA_DIR/livekit were changed, or another program answers at its port. Start the server again.';

/** Throws `CannotStart` if what should be the media server is no program. */
export async function refuseNoProgram(choice: MediaChoice): Promise<void> {
  if (choice.kind === 'own') await mustBeAProgram(choice.binary);
}

export async function startMedia(choice: MediaChoice, around: MediaSurroundings): Promise<StartedMedia> {
  if (choice.kind === 'none')
    return { parts: null, begin: async () => undefined, firstAnswer: async () => false, stop: async () => undefined };
  const why = choice.kind === 'own' ? ownRefused : refused;
  const waiting = new Set<() => void>();
  let known: Look = { isUp: false, isRefusing: false };
  let hasStarted = false;
  const seen = (look: Look) => {
    const before = known;
    known = look;
    if (look.isUp || look.isRefusing) for (const wake of waiting) wake();
    if (hasStarted && look.isRefusing && !before.isRefusing) around.log.warn(why);
    if (look.isUp !== before.isUp) around.onChange(look.isUp);
  };
  const firstAnswer = async (ms: number) => {
    if (!known.isUp && !known.isRefusing)
      await new Promise<void>((resolve) => {
        const cancel = around.clock.after(ms, resolve);
        waiting.add(() => {
          cancel();
          resolve();
        });
      });
    if (known.isRefusing) throw new CannotStart(why);
    hasStarted = true;
    return known.isUp;
  };
  if (choice.kind === 'given') {
    const { urls, apiKey, apiSecret } = choice;
    const addresses = urls.map((url) => ({ url, apiKey, apiSecret }));
    const { parts, look, stop } = urls.length === 1 ? alone(addresses[0] as LiveKitAddress, around) : shared(addresses, around);
    const stopLooking = lookAgain(look, around.clock, seen);
    return {
      parts,
      begin: async () => undefined,
      firstAnswer,
      async stop() {
        stopLooking();
        stop();
      },
    };
  }
  const { binary, mediaIp, udpPort, tcpPort } = choice;
  const livekit = new LiveKitProcess({
    binary,
    ...around,
    onChange: (isUp, isRefusing) => seen({ isUp, isRefusing }),
    ...(mediaIp !== undefined && { mediaIp }),
    ...(udpPort !== undefined && { mediaUdpPort: udpPort }),
    ...(tcpPort !== undefined && { mediaTcpPort: tcpPort }),
  });
  const { parts, stop } = alone(livekit.address, around);
  const begin = async (webhookUrl: string) => void (await livekit.start(webhookUrl));
  return {
    parts,
    begin,
    firstAnswer,
    stop() {
      stop();
      return livekit.stop();
    },
  };
}

interface Look {
  readonly isUp: boolean;
  /** It answers, but refuses our keys; with several nodes: one of them does. */
  readonly isRefusing: boolean;
}

interface Chosen {
  readonly parts: MediaParts;
  readonly look: () => Promise<Look>;
  readonly stop: () => void;
}

function alone(address: LiveKitAddress, { names, clock, log }: MediaSurroundings): Chosen {
  const gateway = new LiveKitGateway(address);
  const look = async () => {
    const health = await gateway.health(lookPatienceMs);
    return { isUp: health === 'up', isRefusing: health === 'refusing' };
  };
  const leftovers = new LiveKitLeftovers({ close: (name) => gateway.closeRoom(name), names, clock });
  const closeForGood = nowOrLater(gateway, (room) => leftovers.add(room), log);
  const parts = { gateway, nodes: livekitAlone(gateway), receive: noticeReceiver(address), closeForGood };
  return { parts, look, stop: () => leftovers.stop() };
}

function shared(addresses: readonly LiveKitAddress[], { names, clock, log }: MediaSurroundings): Chosen {
  const nodes = new LiveKitNodes(addresses, clock);
  nodes.watch();
  const livekit = new SharedLiveKit(nodes, names, clock);
  const stop = () => {
    livekit.stop();
    nodes.stop();
  };
  const look = async () => ({ isUp: nodes.isSomeUp, isRefusing: nodes.isSomeRefusing });
  const receive = noticeReceiver(addresses[0] as LiveKitAddress);
  const closeForGood = nowOrLater(livekit, (room) => livekit.closeLater(room), log);
  return { parts: { gateway: livekit, nodes: livekit, receive, closeForGood }, look, stop };
}

function nowOrLater(
  gateway: Pick<MediaGateway, 'closeRoom'>,
  closeLater: (room: RoomId) => Promise<void>,
  log: Logger,
): MediaParts['closeForGood'] {
  return (room) =>
    gateway.closeRoom(room).catch((err: unknown) => {
      log.warn({ err, room }, 'a media room could not be closed yet');
      return closeLater(room);
    });
}

/** A media server that somebody else runs is checked regularly. */
function lookAgain(look: () => Promise<Look>, clock: Clock, seen: (look: Look) => void): () => void {
  let isStopped = false;
  let cancel = () => {};
  const again = async () => {
    const found = await look();
    if (isStopped) return;
    seen(found);
    cancel = clock.after(found.isUp ? lookEveryMs : lookWhileDownMs, again);
  };
  void again();
  return () => {
    isStopped = true;
    cancel();
  };
}
