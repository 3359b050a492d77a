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

/** Knows what one person's browser has been told during its stay, across connections that break and resume. */
export class Discretion {
  readonly #others = new Map<string, Known>();
  #ownIdentity = '';
  #ownSid = '';
  #numbers = 0;

  /** The frame as the browser may have it; null when it gets nothing. */
  outward(frame: Uint8Array): Uint8Array | null {
    let response: SignalResponse;
    try {
      response = SignalResponse.fromBinary(frame);
    } catch {
      return null;
    }
    const said = response.message;
    if (plain.has(said.case)) return frame;
    if (said.case === 'reconnect') {
      for (const [identity, { sid }] of this.#others) this.#others.set(identity, { sid, told: null });
      return frame;
    }
    const message = this.#about(said);
    return message && new SignalResponse({ message }).toBinary();
  }

  #about(said: Said): Said | null {
    switch (said.case) {
      case 'join': {
        const join = said.value;
        this.#others.clear();
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
      if (info.identity === this.#ownIdentity) return [info];
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
