// The media part of the app over a real LiveKit, without accounts and sockets: a room that follows the rules, its keeper,
// its proxy on a real port. Use: `const stage = await openStage(livekit, room().in('presentation'))`, `stage.wish(ann.advancesTo(…))`,
// `bot.join(stage.url(ben))`; `await stage.close()`.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalPresenceRegistry } from '../../server/cluster/local/local-presence-registry.ts';
import { LocalServerBus } from '../../server/cluster/local/local-server-bus.ts';
import { RightsKeeper } from '../../server/media/enforcement/rights-keeper.ts';
import { livekitAlone } from '../../server/media/livekit/livekit-alone.ts';
import type { MediaNodes } from '../../server/media/livekit/nodes-of-media.ts';
import { MediaTickets } from '../../server/media/signalling/media-ticket.ts';
import type { OpenMediaConnections } from '../../server/media/signalling/open-media-connections.ts';
import { SharedMediaConnections } from '../../server/media/signalling/shared-media-connections.ts';
import { SignallingProxy } from '../../server/media/signalling/signalling-proxy.ts';
import type { MediaGateway } from '../../server/ports/media.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import type { Story } from './given.ts';
import type { TestLiveKit } from './livekit.ts';
import { media, type Somebody, type Wish } from './persons.ts';

export interface Stage {
  readonly room: string;
  readonly state: RoomState;
  readonly connections: OpenMediaConnections;
  readonly keeper: RightsKeeper;
  /** What the keeper and the proxy have logged. */
  readonly said: readonly string[];
  /** Runs while a join is held, before its rights are settled. */
  whileHeld: () => unknown;
  wish(wish: Wish): void;
  /** For `bot.join`; the device is the one that came in, unless told. */
  url(who: Somebody, device?: string): string;
  readonly httpUrl: string;
  close(): Promise<void>;
}

/** A real LiveKit, or several that work together. */
type StageMedia = Pick<TestLiveKit, 'gateway'> | { readonly gateway: MediaGateway; readonly nodes: MediaNodes };

let rooms = 0;

export async function openStage(
  livekit: StageMedia,
  told: { tell(): Story },
  gateway: MediaGateway = livekit.gateway,
): Promise<Stage> {
  const room = `stage-${++rooms}`;
  let { state } = told.tell();
  let version = 1;
  const said: string[] = [];
  const say = (...words: unknown[]) =>
    void said.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  const log = { info: say, warn: say };
  const shared = new SharedMediaConnections({
    presence: new LocalPresenceRegistry(),
    others: new LocalServerBus(),
    failed: () => {},
  });
  const connections = shared.here;
  const tickets = new MediaTickets('a secret of the stage');
  const roomState = async (asked: string) => (asked === room ? { version, state } : null);
  const wish = (next: Wish) => {
    const done = step(state, next.command(state), { now: systemClock.now(), by: next.by });
    if ('refused' in done) throw new Error(`refused: ${done.refused}`);
    const before = state;
    state = done.state;
    version++;
    keeper.roomChanged({ room, before, after: state, version, isOwn: true });
  };
  const keeper: RightsKeeper = new RightsKeeper({
    gateway,
    connections: shared,
    clock: systemClock,
    roomState,
    isOurs: () => true,
    onLie: () => {},
    log,
    onSilence: (_room, id, number, verdict) => {
      try {
        wish(verdict === 'confirmed' ? media.confirms({ id }, number) : media.doubts({ id }, number));
      } catch {
        // Reported twice, or too late: the room has moved on.
      }
    },
  });
  const proxy = new SignallingProxy({
    gateway,
    nodes: 'nodes' in livekit ? livekit.nodes : livekitAlone(livekit.gateway),
    tickets,
    connections,
    keeper: {
      settle: async (...who) => {
        await stage.whileHeld();
        return keeper.settle(...who);
      },
      lied: (...what) => keeper.lied(...what),
    },
    roomState,
    clock: systemClock,
    log,
  });
  const server = createServer(async (request, response) => {
    response.statusCode = await proxy.validate(request.url ?? '', request.headers);
    response.end();
  });
  proxy.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await keeper.watch(room, { version, state });
  const path = ({ id }: Somebody, device = state.people[id]?.device ?? 'none') =>
    `/media/${tickets.make({ room, personId: id, device }, systemClock.now())}`;
  const stage: Stage = {
    room,
    whileHeld: () => null,
    get state() {
      return state;
    },
    connections,
    keeper,
    said,
    wish,
    url: (who: Somebody, device?: string) => `ws://${host}${path(who, device)}`,
    httpUrl: `http://${host}`,
    async close() {
      proxy.close();
      keeper.stop();
      await livekit.gateway.closeRoom(room);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return stage;
}
