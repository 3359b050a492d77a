// Plays what the listener gate permits and nothing else: sound on elements of its own, pictures where a chair attaches them.
import { RemoteAudioTrack, type RemoteTrackPublication, RemoteVideoTrack, type Room } from 'livekit-client';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Picture } from '../model/room-media.ts';
import { type Gate, mayBePlayed } from './listener-gate.ts';
import { PictureLimits } from './picture-limits.ts';
import { RemotePicture } from './remote-picture.ts';
import type { Allowance } from './voice-first.ts';

export interface RemoteSound {
  readonly personId: PersonId;
  readonly publication: RemoteTrackPublication;
}

export class RemoteTracks {
  readonly #room: Room;
  readonly #changed: () => void;
  readonly #place: HTMLElement;
  readonly #sounds = new Map<RemoteAudioTrack, HTMLMediaElement>();
  readonly #pictures = new Map<RemoteVideoTrack, RemotePicture>();
  readonly #limits = new PictureLimits();
  #allowance: Allowance = 'all';
  #gate: Gate = { view: null, isFresh: false };
  #volume = 1;

  /** `changed` is called when a picture freezes or moves again. */
  constructor(room: Room, changed: () => void) {
    this.#room = room;
    this.#changed = changed;
    this.#place = document.createElement('div');
    this.#place.hidden = true;
    this.#place.dataset.sounds = '';
    document.body.append(this.#place);
  }

  set volume(volume: number) {
    this.#volume = volume;
    for (const track of this.#sounds.keys()) track.setVolume(volume);
  }

  /** Holds every remote track to the gate, at once: what may not be played is silent when this returns. */
  apply(gate: Gate): void {
    this.#gate = gate;
    const permitted = [...this.#permitted()];
    const tracks = new Set(permitted.map(({ publication }) => publication.track));
    for (const [track, element] of this.#sounds) if (!tracks.has(track)) this.#endSound(track, element);
    for (const [track, picture] of this.#pictures) if (!tracks.has(track)) this.#endPicture(track, picture);
    for (const { personId, publication } of permitted) {
      const { track } = publication;
      if (track instanceof RemoteAudioTrack && !this.#sounds.has(track)) this.#beginSound(personId, track);
      if (track instanceof RemoteVideoTrack && !this.#pictures.has(track)) {
        this.#pictures.set(track, new RemotePicture(personId, track, this.#changed));
      }
    }
    this.limit(this.#allowance);
  }

  /** R10.3: how many pictures the connection carries beside the voices. */
  limit(allowance: Allowance): void {
    this.#allowance = allowance;
    this.#limits.apply([...this.#sentPictures()], this.expectedPictures(), allowance);
    for (const { publication } of this.#permitted()) {
      const picture = publication.track instanceof RemoteVideoTrack ? this.#pictures.get(publication.track) : undefined;
      if (picture) picture.isHeldBack = this.#limits.isHeldBack(publication);
    }
  }

  pictures(): ReadonlyMap<PersonId, Picture> {
    return new Map([...this.#pictures.values()].filter(({ isSent }) => isSent).map((picture) => [picture.personId, picture]));
  }

  /** Every sound that should be flowing in now. */
  expectedSounds(): RemoteSound[] {
    return [...this.#permitted()].filter(({ publication }) => publication.kind === 'audio' && !publication.isMuted);
  }

  /** Every picture that may be flowing in; one that nobody looks at is not sent. */
  expectedPictures(): RemoteTrackPublication[] {
    return [...this.#permitted()].map(({ publication }) => publication).filter(({ kind, isMuted }) => kind === 'video' && !isMuted);
  }

  close(): void {
    this.apply({ view: null, isFresh: false });
    this.#place.remove();
  }

  *#sentPictures(): Iterable<RemoteTrackPublication> {
    for (const { videoTrackPublications } of this.#room.remoteParticipants.values()) yield* videoTrackPublications.values();
  }

  *#permitted(): Iterable<RemoteSound> {
    for (const { identity, trackPublications } of this.#room.remoteParticipants.values()) {
      for (const publication of trackPublications.values()) {
        const label = { personId: identity, kind: publication.kind, source: publication.source };
        // The track's own kind counts too: the label is what its sender claims, the kind is what arrives.
        const isTrue = !publication.track || publication.track.mediaStreamTrack.kind === publication.kind;
        if (isTrue && mayBePlayed(label, this.#gate)) yield { personId: identity, publication };
      }
    }
  }

  #beginSound(personId: PersonId, track: RemoteAudioTrack): void {
    const element = track.attach();
    element.dataset.person = personId;
    this.#place.append(element);
    this.#sounds.set(track, element);
    track.setVolume(this.#volume);
  }

  #endSound(track: RemoteAudioTrack, element: HTMLMediaElement): void {
    track.detach();
    element.srcObject = null;
    element.remove();
    this.#sounds.delete(track);
  }

  #endPicture(track: RemoteVideoTrack, picture: RemotePicture): void {
    picture.close();
    track.detach();
    this.#pictures.delete(track);
  }
}
