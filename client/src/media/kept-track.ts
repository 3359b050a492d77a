// A person's own track as the media library sees it. The device belongs to own-devices.ts: nothing the library does may stop it.
import { LocalAudioTrack, LocalVideoTrack } from 'livekit-client';
import type { Source } from './intents.ts';

class KeptAudioTrack extends LocalAudioTrack {
  override stop(): void {
    this.stopMonitor();
  }
}

class KeptVideoTrack extends LocalVideoTrack {
  /** On phones the library would turn off the camera of a hidden page, and never turn it on again. */
  protected override async handleAppVisibilityChanged(): Promise<void> {}

  override stop(): void {
    this.stopMonitor();
  }
}

export type KeptTrack = KeptAudioTrack | KeptVideoTrack;

export function keptTrack(source: Source, track: MediaStreamTrack): KeptTrack {
  return source === 'camera' ? new KeptVideoTrack(track, undefined, true) : new KeptAudioTrack(track, undefined, true);
}
