// Sends the person's own tracks over the media connection, one step at a time as the publish queue asks. The tracks are lent to it.
import { ConnectionState, type LocalTrack, type Room, Track, type TrackPublishOptions } from 'livekit-client';
import { type Source, sources } from './intents.ts';
import { type KeptTrack, keptTrack } from './kept-track.ts';
import type { Publisher } from './publish-queue.ts';

const labels = { microphone: Track.Source.Microphone, camera: Track.Source.Camera } as const;
/** LiveKit's numbers for the two sources in a permission. */
const permitted = { camera: 1, microphone: 2 } as const;

export class OwnPublisher implements Publisher {
  readonly #room: Room;
  readonly #device: (source: Source) => MediaStreamTrack | null;
  readonly #kept = new Map<Source, KeptTrack>();

  constructor(room: Room, device: (source: Source) => MediaStreamTrack | null) {
    this.#room = room;
    this.#device = device;
  }

  canPublish(source: Source): boolean {
    const permissions = this.#room.localParticipant.permissions;
    if (this.#room.state !== ConnectionState.Connected || !permissions?.canPublish) return false;
    const allowed = permissions.canPublishSources.map(Number);
    return (allowed.length === 0 || allowed.includes(permitted[source])) && this.#device(source)?.readyState === 'live';
  }

  published(source: Source): 'none' | 'open' | 'muted' {
    const publication = this.#publication(source);
    if (!publication) return 'none';
    return publication.isMuted ? 'muted' : 'open';
  }

  async publish(source: Source): Promise<void> {
    const device = this.#device(source);
    if (!device) throw new Error('no device');
    const known = this.#kept.get(source);
    const track = known?.mediaStreamTrack === device ? known : keptTrack(source, device);
    this.#kept.set(source, track);
    if (track.isMuted) await track.unmute();
    device.enabled = true;
    const options: TrackPublishOptions = { source: labels[source] };
    await this.#room.localParticipant.publishTrack(track as LocalTrack, options);
  }

  async unpublish(source: Source): Promise<void> {
    const track = this.#publication(source)?.track;
    if (!track) return;
    await this.#room.localParticipant.unpublishTrack(track, false);
  }

  async mute(source: Source): Promise<void> {
    await this.#publication(source)?.mute();
  }

  async unmute(source: Source): Promise<void> {
    await this.#publication(source)?.unmute();
    const device = this.#device(source);
    if (device) device.enabled = true;
  }

  /** At once and without asking anybody: from here on, what is sent carries silence, or sound again. */
  letSound(source: Source, mayFlow: boolean): void {
    const device = this.#device(source);
    // A track that the library has muted is unmuted by the library alone, in its turn.
    const isHeldMuted = mayFlow && this.published(source) === 'muted';
    if (device && device.enabled !== mayFlow && !isHeldMuted) device.enabled = mayFlow;
  }

  /** The person has chosen another device, or theirs is gone; what is published goes on with the new one. */
  async devicesChanged(): Promise<void> {
    for (const source of sources) {
      const device = this.#device(source);
      const track = this.#kept.get(source);
      if (!track || track.mediaStreamTrack === device) continue;
      if (!device || this.published(source) === 'none') this.#kept.delete(source);
      if (device && this.published(source) !== 'none') await track.replaceTrack(device, true);
    }
  }

  #publication(source: Source) {
    return this.#room.localParticipant.getTrackPublication(labels[source]);
  }
}
