// LiveKit as an adapter of `MediaGateway`: the only file that knows its server API.
// Does not decide who may do what: whole rights come in, and what is enforced goes back out.
import { type ParticipantInfo, type TrackInfo, TrackSource, TrackType } from '@livekit/protocol';
import { RoomServiceClient, type VideoGrant, WebhookReceiver } from 'livekit-server-sdk';
import type { Rights } from '../../../shared/ritual/rights.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import { Fault } from '../../ports/fault.ts';
import type { MediaGateway, MediaPresence, MediaTrack } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';
import { systemClock } from '../../process/system-clock.ts';
import { signPass } from './livekit-pass.ts';
import { permissionFor, rightsFrom } from './media-permission.ts';
import { roomOf } from './media-room-name.ts';
import { NodeForgotten, NodeUnreachable } from './node-unreachable.ts';

export interface LiveKitAddress {
  /** For example `http://127.0.0.1:7880`; not reachable from outside. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * `unready`: it answers, but has lost the store that it shares with the other nodes. `refusing`: it rejects whatever we sign, because its keys
 * are not ours.
 */
export type NodeHealth = 'up' | 'unready' | 'refusing' | 'down';

const passSeconds = 60;
/** A notice is only a reason to look, so its age does not matter by any clock; its signature does. */
const noticeLeewaySeconds = 366 * 86_400;
const requestSeconds = 2;
const upMilliseconds = 1000;
/** The name of no room: asking for it by name keeps the answer short. */
const noRoom = '-';

export class LiveKitGateway implements MediaGateway {
  readonly #address: LiveKitAddress;
  readonly #time = new TheirTime();

  constructor(address: LiveKitAddress) {
    this.#address = address;
  }

  /** Made anew each time, because the address may change. */
  get #rooms(): RoomServiceClient {
    return this.#within(requestSeconds);
  }

  get url(): string {
    return this.#address.url;
  }

  async openRoom(room: RoomId): Promise<void> {
    await asked('open the room', () => this.#rooms.createRoom({ name: room }));
  }

  async closeRoom(room: RoomId): Promise<void> {
    const close = () =>
      unlessAbsent(
        asked('close the room', () => this.#rooms.deleteRoom(room)),
        undefined,
      );
    await close().catch(async (error: unknown) => {
      if (!(error instanceof NodeForgotten)) throw error;
      await this.openRoom(room); // on a node that is there
      await close();
    });
  }

  async hasRoom(room: RoomId): Promise<boolean> {
    return (await asked('find the room', () => this.#rooms.listRooms([room]))).length > 0;
  }

  async presences(room: RoomId): Promise<readonly MediaPresence[]> {
    // For a room that LiveKit does not have, the live list would wait for an answer that never comes.
    if (!(await this.hasRoom(room))) return [];
    const present = await unlessAbsent(
      asked('list the room', () => this.#rooms.listParticipants(room)),
      [],
    );
    return present.map(presenceFrom);
  }

  async applyRights(room: RoomId, identity: PersonId, rights: Rights): Promise<MediaPresence> {
    const permission = permissionFor(rights);
    return presenceFrom(await asked('apply rights', () => this.#rooms.updateParticipant(room, identity, { permission })));
  }

  async remove(room: RoomId, identity: string): Promise<void> {
    await unlessAbsent(
      asked('remove a person', () => this.#rooms.removeParticipant(room, identity)),
      undefined,
    );
  }

  async mintPass(room: RoomId, identity: PersonId, rights: Rights): Promise<string> {
    const { canSubscribe, canPublish, canPublishSources } = permissionFor(rights);
    const { apiKey, apiSecret } = this.#address;
    const sources = canPublishSources.map((source) => TrackSource[source].toLowerCase());
    const closed = { canPublishData: false, canUpdateOwnMetadata: false, hidden: false, recorder: false };
    const video = { roomJoin: true, room, canSubscribe, canPublish, canPublishSources: sources, ...closed };
    return signPass(apiKey, apiSecret, { video, identity, seconds: passSeconds }, this.#time.now());
  }

  async isUp(): Promise<boolean> {
    return (await this.health(upMilliseconds)) === 'up';
  }

  async health(patienceMs: number): Promise<NodeHealth> {
    const refusal = this.#refusesUs(patienceMs);
    try {
      const answer = await fetch(this.#address.url, { signal: AbortSignal.timeout(patienceMs) });
      this.#time.learn(answer.headers.get('date'));
      await answer.arrayBuffer();
      if (!answer.ok) return 'unready';
      // The first question may have been signed by an outdated clock, so only a second refusal counts.
      return (await refusal) && (await this.#refusesUs(patienceMs)) ? 'refusing' : 'up';
    } catch {
      return 'down';
    }
  }

  /** Never throws: no answer is not a refusal. */
  #refusesUs(patienceMs: number): Promise<boolean> {
    return this.#within(patienceMs / 1000)
      .listRooms([noRoom])
      .then(
        () => false,
        (error: { status?: unknown }) => error.status === 401,
      );
  }

  #within(seconds: number): RoomServiceClient {
    const { url, apiKey, apiSecret } = this.#address;
    const options = { requestTimeout: seconds, failover: false };
    return new ByTheirTime(this.#time, url, apiKey, apiSecret, options);
  }
}

/**
 * LiveKit's own clock, from the date in its newest answer: it checks passes by that clock, which may be set and sleeps with its machine
 * while ours goes on. Until it has answered, this machine's clock.
 */
class TheirTime {
  #ahead: number | null = null;

  now(): number {
    return this.#ahead === null ? Date.now() : systemClock.now() + this.#ahead;
  }

  learn(date: string | null): void {
    const shown = Date.parse(date ?? '');
    this.#ahead = Number.isNaN(shown) ? null : shown - systemClock.now();
  }
}

class ByTheirTime extends RoomServiceClient {
  readonly #time: TheirTime;
  readonly #key: string;
  readonly #secret: string;

  constructor(time: TheirTime, ...[url, key, secret, options]: Required<ConstructorParameters<typeof RoomServiceClient>>) {
    super(url, key, secret, options);
    [this.#time, this.#key, this.#secret] = [time, key, secret];
  }

  override async authHeader(video: VideoGrant): Promise<Record<string, string>> {
    const pass = signPass(this.#key, this.#secret, { video: { ...video }, seconds: passSeconds }, this.#time.now());
    return { authorization: `Bearer ${pass}` };
  }
}

/** Reads a signed notice from LiveKit and answers with the room it is about; throws when the signature is wrong. */
export type ReceiveNotice = (body: string, authorization: string | undefined) => Promise<RoomId | null>;

export function noticeReceiver(address: LiveKitAddress): ReceiveNotice {
  const receiver = new WebhookReceiver(address.apiKey, address.apiSecret);
  return async (body, authorization) => {
    const { room } = await receiver.receive(body, authorization, false, noticeLeewaySeconds);
    return room?.name ? roomOf(room.name) : null;
  };
}

function presenceFrom(info: ParticipantInfo): MediaPresence {
  return { identity: info.identity, sid: info.sid, rights: rightsFrom(info.permission), tracks: info.tracks.map(trackFrom) };
}

function trackFrom(info: TrackInfo): MediaTrack {
  return { sid: info.sid, kind: kindOf(info), source: sourceOf(info.source) };
}

/** The type is what the publisher claims; the codec is what really arrives. Sound is sound, whatever it is called. */
function kindOf(info: TrackInfo): MediaTrack['kind'] {
  const codecs = [info.mimeType, ...info.codecs.map((codec) => codec.mimeType)];
  if (info.type === TrackType.AUDIO || codecs.some((codec) => codec.toLowerCase().startsWith('audio/'))) return 'audio';
  return info.type === TrackType.VIDEO ? 'video' : 'other';
}

function sourceOf(source: TrackSource): MediaTrack['source'] {
  if (source === TrackSource.MICROPHONE) return 'microphone';
  return source === TrackSource.CAMERA ? 'camera' : 'other';
}

async function asked<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { code, status, name } = error as { code?: unknown; status?: unknown; name?: unknown };
    if (typeof status !== 'number') throw new NodeUnreachable(`could not ${what}: ${reasonOf(error)}`, name === 'TimeoutError');
    const absent = code === 'not_found' || status === 404;
    if (code === 'unknown') throw new NodeForgotten('media-unavailable', `could not ${what}: ${reasonOf(error)}`);
    throw new Fault(absent ? 'media-not-found' : 'media-unavailable', `could not ${what}: ${reasonOf(error)}`);
  }
}

/** Never the server's own text: it may quote a token. */
function reasonOf(error: unknown): string {
  const { code, status, name } = error as { code?: unknown; status?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof status === 'number' ? `status ${status}` : String(name);
}

async function unlessAbsent<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Fault && error.code === 'media-not-found') return otherwise;
    throw error;
  }
}
