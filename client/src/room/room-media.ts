// What the room's pictures need to know of sound and picture, without knowing where these come from.
import type { PersonId } from '../../../shared/ritual/state.ts';

/** Somebody's moving picture. `attach` starts it in an element and answers with how to stop it. */
export interface Picture {
  attach(element: HTMLVideoElement): () => void;
  /** R8.4: false while no new frame arrives; the chair then shows a still face with "voice only". */
  readonly isMoving: boolean;
}

export type DeviceState =
  | 'open'
  | 'closed'
  /** Held by the ritual: cannot be opened now. */
  | 'withheld'
  /** No device, or no permission from the browser. */
  | 'missing';

export interface RoomMedia {
  /** `none`: this room runs without a media server. */
  readonly line: 'connecting' | 'open' | 'reconnecting' | 'lost' | 'none';
  readonly pictures: ReadonlyMap<PersonId, Picture>;
  /** Own picture, mirrored by the chair. */
  readonly ownPicture: Picture | null;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** The browser wants one touch before it plays sound. */
  readonly soundNeedsTouch: boolean;
  /** 0..1, of everything heard. */
  readonly volume: number;
}

export interface RoomMediaActs {
  openMicrophone(): void;
  closeMicrophone(): void;
  openCamera(): void;
  closeCamera(): void;
  startSound(): void;
  setVolume(volume: number): void;
}
