// A single LiveKit as the proxy sees it: every room is there, under its own name, or nowhere.
import type { LiveKitGateway } from './livekit-gateway.ts';
import type { Join, Joined, MediaNodes } from './nodes-of-media.ts';
import { dialMediaServer } from './upstream.ts';

export function livekitAlone(gateway: LiveKitGateway): MediaNodes {
  return {
    async dial({ room, personId, rights, target, userAgent, ending }: Join): Promise<Joined> {
      const pass = await gateway.mintPass(room, personId, rights);
      return { upstream: await dialMediaServer(`${gateway.url}${target}`, pass, userAgent, ending), name: room };
    },
    nameOf: async (room) => room,
    secure: async (room) => room,
    doubt: () => {},
    follow: () => () => {},
  };
}
