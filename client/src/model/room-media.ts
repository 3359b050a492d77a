// What the room's screens know of sound and picture, without knowing where these come from.
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { DeviceChange, DeviceTrouble } from './own-device.ts';

/** Somebody's moving picture. `attach` starts it in an element and returns how to stop it. */
export interface Picture {
  attach(element: HTMLVideoElement): () => void;
  /** R8.4: false while no new frame arrives; the chair then shows a still face with "voice only". */
  readonly isMoving: boolean;
}

export type DeviceState =
  | 'open'
  | 'closed'
  /** Held by the ritual: it cannot be turned on now. */
  | 'withheld'
  /** The person wants it on, but the system keeps it silent or dark. */
  | 'muted'
  /** No device, or no permission from the browser. */
  | 'missing';

/** R4.7: how somebody can be heard here. `off`: nothing of their microphone is sent; `away`: sound does not reach them, nor from them. */
export type Hearing = 'off' | 'poor' | 'away';

export interface RoomMedia {
  /** `none`: this room runs without a media server. */
  readonly connection: 'connecting' | 'open' | 'reconnecting' | 'lost' | 'none';
  readonly pictures: ReadonlyMap<PersonId, Picture>;
  /** Nothing arrives from anybody, though the connection counts as open. */
  readonly isDeaf: boolean;
  /** R10.3: the connection is too narrow for all pictures beside the voices. */
  readonly arePicturesHeld: boolean;
  /** Own picture, mirrored by the chair. */
  readonly ownPicture: Picture | null;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** Why the microphone is missing. */
  readonly microphoneTrouble: DeviceTrouble;
  /** Those of the others who cannot be heard well here, as far as this page can tell; while its own connection is down, nobody. */
  readonly hearing: ReadonlyMap<PersonId, Hearing>;
  /** The person's own connection is poor. */
  readonly isPoor: boolean;
  /** Each was on when the ritual withheld it or the room ended, and may be turned on again, by the person alone (R4.3). */
  readonly microphoneReturns: boolean;
  readonly cameraReturns: boolean;
  /** The person talks although their microphone is off; said once each time it was turned off. */
  readonly talksUnheard: boolean;
  readonly deviceChange: DeviceChange | null;
  /** The browser wants one touch before it plays sound. */
  readonly soundNeedsTouch: boolean;
}

/** Before anything has arrived. */
export const noMediaYet: RoomMedia = {
  connection: 'connecting',
  pictures: new Map(),
  isDeaf: false,
  arePicturesHeld: false,
  ownPicture: null,
  microphone: 'closed',
  camera: 'closed',
  microphoneTrouble: 'none',
  hearing: new Map(),
  isPoor: false,
  microphoneReturns: false,
  cameraReturns: false,
  talksUnheard: false,
  deviceChange: null,
  soundNeedsTouch: false,
};

export interface RoomMediaActs {
  openMicrophone(): void;
  closeMicrophone(): void;
  openCamera(): void;
  closeCamera(): void;
  startSound(): void;
  setVolume(volume: number): void;
  /** R3.5: the person has come in by their own touch, at that version. */
  cameIn(version: number): void;
}
