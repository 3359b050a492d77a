// What a browser may hear from the media server: about others only what they send, and only when that has changed (R7.5). Their permissions,
// their coming and going without sound or picture, and their number would tell what only leaders may know. Unknown messages are dropped.
import {
  ConnectionQualityUpdate,
  ParticipantInfo,
  ParticipantInfo_State,
  ParticipantUpdate,
  Room,
  SignalResponse,
  SpeakersChanged,
} from '@livekit/protocol';
import type { TrackKinds } from './track-kinds.ts';

type Said = SignalResponse['message'];

/** About this browser's own stay and what it receives. Left out: passes, which open nothing here, and anything that counts who is in the room. */
const plain = new Set<Said['case']>([
  'answer',
  'offer',
  'trickle',
  'trackPublished',
  'trackUnpublished',
  'trackSubscribed',
  'leave',
  'mute',
  'streamStateUpdate',
  'subscribedQualityUpdate',
  'subscribedAudioCodecUpdate',
  'subscriptionResponse',
  'requestResponse',
  'mediaSectionsRequirement',
  'pong',
  'pongResp',
]);

interface Known {
  readonly sid: string;
  /** What was last told, without its number; null when it may not have arrived. */
  readonly told: string | null;
}

/** A session description that names senders whom the browser has not met. */
interface Waiting {
  readonly kind: Said['case'];
  readonly frame: Uint8Array;
  readonly strangers: readonly string[];
}

/** Knows what one person's browser has been told during its stay, across connections that break and resume. */
export class Discretion {
  readonly #others = new Map<string, Known>();
  /** Everybody the browser was told of, even if they send nothing now. */
  readonly #met = new Set<string>();
  #waiting: Waiting[] = [];
  #ownIdentity = '';
  #ownSid = '';
  #numbers = 0;

  /** What the browser gets now, in this order. */
  outward(frame: Uint8Array): readonly Uint8Array[] {
    let response: SignalResponse;
    try {
      response = SignalResponse.fromBinary(frame);
    } catch {
      return [];
    }
    const said = response.message;
    if (said.case === 'reconnect') {
      for (const [identity, { sid }] of this.#others) this.#others.set(identity, { sid, told: null });
      this.#waiting = [];
    }
    if (said.case === 'reconnect' || plain.has(said.case)) return this.#waits(said, frame) ? [] : [frame];
    const message = this.#about(said);
    return message ? [new SignalResponse({ message }).toBinary(), ...this.#released()] : [];
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Nobody says who they are: the browser gets what has waited for it. */
  giveUp(): readonly Uint8Array[] {
    for (const { strangers } of this.#waiting) for (const sid of strangers) this.#met.add(sid);
    return this.#released();
  }

  /**
   * A browser drops for good the sound of somebody of whom it has not heard. Those who send nothing are not reported, and the media server may
   * offer the first track of somebody who has just come before it reports it.
   */
  #waits({ case: kind, value }: Said, frame: Uint8Array): boolean {
    if (kind !== 'offer' && kind !== 'answer') return false;
    const senders = [...value.sdp.matchAll(/^a=msid:(PA_\w+)/gm)].map(([, sid = '']) => sid);
    const strangers = senders.filter((sid) => sid !== this.#ownSid && !this.#met.has(sid));
    if (strangers.length === 0 && !this.#waiting.some((one) => one.kind === kind)) return false;
    this.#waiting.push({ kind, frame, strangers });
    return true;
  }

  #released(): Uint8Array[] {
    const stays = this.#waiting.findIndex(({ strangers }) => strangers.some((sid) => !this.#met.has(sid)));
    return this.#waiting.splice(0, stays < 0 ? this.#waiting.length : stays).map(({ frame }) => frame);
  }

  #about(said: Said): Said | null {
    switch (said.case) {
      case 'join': {
        const join = said.value;
        this.#others.clear();
        this.#met.clear();
        this.#waiting = [];
        [this.#ownIdentity, this.#ownSid] = [join.participant?.identity ?? '', join.participant?.sid ?? ''];
        join.otherParticipants = this.#news(join.otherParticipants);
        if (join.room) join.room = new Room({ sid: join.room.sid, name: join.room.name, enabledCodecs: join.room.enabledCodecs });
        return said;
      }
      case 'update': {
        const participants = this.#news(said.value.participants);
        return participants.length > 0 ? { case: 'update', value: new ParticipantUpdate({ participants }) } : null;
      }
      case 'connectionQuality': {
        const updates = said.value.updates.filter(({ participantSid }) => this.#isKnown(participantSid));
        return updates.length > 0 ? { case: said.case, value: new ConnectionQualityUpdate({ updates }) } : null;
      }
      case 'speakersChanged': {
        const speakers = said.value.speakers.filter(({ sid }) => this.#isKnown(sid));
        return speakers.length > 0 ? { case: said.case, value: new SpeakersChanged({ speakers }) } : null;
      }
      default:
        return null;
    }
  }

  #isKnown(sid: string): boolean {
    return sid === this.#ownSid || [...this.#others.values()].some((known) => known.sid === sid);
  }

  #news(participants: readonly ParticipantInfo[]): ParticipantInfo[] {
    return participants.flatMap((info) => {
      if (info.identity === this.#ownIdentity) return info.sid === this.#ownSid ? [info] : []; // of an earlier stay
      const news = this.#newsOf(info);
      return news ? [news] : [];
    });
  }

  /** Somebody who sends nothing looks as if they were not there. */
  #newsOf({ identity, sid, state, tracks, kind }: ParticipantInfo): ParticipantInfo | null {
    const known = this.#others.get(identity);
    if (state === ParticipantInfo_State.DISCONNECTED || tracks.length === 0) {
      if (known?.sid !== sid) return null;
      this.#others.delete(identity);
      return new ParticipantInfo({ identity, sid, kind, state: ParticipantInfo_State.DISCONNECTED, version: ++this.#numbers });
    }
    const news = new ParticipantInfo({
      identity,
      sid,
      kind,
      state: ParticipantInfo_State.ACTIVE,
      isPublisher: true,
      tracks: [...tracks],
    });
    const told = news.toJsonString();
    if (known?.sid === sid && known.told === told) return null;
    this.#others.set(identity, { sid, told });
    this.#met.add(sid);
    news.version = ++this.#numbers;
    return news;
  }
}

const stays = new WeakMap<TrackKinds, Discretion>();

/** One for each stay. */
export function discretionOf(stay: TrackKinds): Discretion {
  const known = stays.get(stay) ?? new Discretion();
  stays.set(stay, known);
  return known;
}
