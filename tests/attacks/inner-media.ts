// What only the app itself has: its media server's address and key. Attacks use them to forge the strongest pass that a careless server
// could have handed out, and to look at the media server directly.
import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { AccessToken } from 'livekit-server-sdk';
import { LiveKitGateway } from '../../server/media/livekit/livekit-gateway.ts';
import type { Rights } from '../../shared/ritual/rights.ts';
import type { TestApp } from '../support/test-app.ts';

export const allRights: Rights = { mayHear: true, mayBeHeard: true, mayBeSeen: true };

export interface InnerMedia {
  readonly port: number;
  readonly gateway: LiveKitGateway;
  /** May do whatever the media server knows: what our own passes never allow. */
  strongPass(room: string, identity: string): Promise<string>;
}

export async function innerMedia(app: TestApp): Promise<InnerMedia> {
  const config = JSON.parse(await readFile(join(app.dataDir, 'livekit', 'livekit.yaml'), 'utf8'));
  const [[apiKey = '', apiSecret = ''] = []] = Object.entries(config.keys as Record<string, string>);
  const gateway = new LiveKitGateway({ url: `http://127.0.0.1:${config.port}`, apiKey, apiSecret });
  const strongPass = (room: string, identity: string): Promise<string> => {
    const pass = new AccessToken(apiKey, apiSecret, { identity, ttl: 600 });
    pass.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true, canPublishData: true, canUpdateOwnMetadata: true });
    return pass.toJwt();
  };
  return { port: config.port, gateway, strongPass };
}

/**
 * A room of the media server that no rule watches: an attack does succeed there, which shows that it is one.
 * Answers with the address and the pass for joining it.
 */
export async function bareRoom(app: TestApp): Promise<{ url: string; passFor(identity: string): Promise<string> }> {
  const { port, gateway, strongPass } = await innerMedia(app);
  await gateway.openRoom('bare');
  return { url: `ws://127.0.0.1:${port}`, passFor: (identity) => strongPass('bare', identity) };
}

/** The media room's name, as the ticket in a media address names it. */
export function roomOf(door: string): string {
  const ticket = door.split('/media/')[1]?.split('.')[0] ?? '';
  return JSON.parse(Buffer.from(ticket, 'base64url').toString())[0];
}

export function isReachable(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: address, port, timeout: 1000 });
    const answer = (isSo: boolean) => () => {
      socket.destroy();
      resolve(isSo);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}
