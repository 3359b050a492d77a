// What the doorstep shows of a person's own devices, and what they may do about them.
// Others obtain camera and microphone; nothing here leaves the browser.
import type { DeviceChange, DeviceTrouble } from './own-device.ts';
import type { Picture } from './room-media.ts';

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export interface DeviceCheck {
  /** The browser has been asked and has not answered yet. */
  readonly isAsking: boolean;
  readonly picture: Picture | null;
  /** 0..1, of the person's own microphone; about ten times a second is plenty. */
  readonly level: number;
  readonly cameras: readonly DeviceChoice[];
  readonly microphones: readonly DeviceChoice[];
  /** Empty where the browser does not let a page choose. */
  readonly speakers: readonly DeviceChoice[];
  /** `null`: the person comes without a camera. */
  readonly chosenCamera: string | null;
  readonly chosenMicrophone: string | null;
  /** `null`: whatever the system plays on. */
  readonly chosenSpeaker: string | null;
  readonly cameraTrouble: DeviceTrouble;
  readonly microphoneTrouble: DeviceTrouble;
  /** The system mutes it, as during a call, and may unmute it by itself. */
  readonly isMicrophoneMuted: boolean;
  /** The newest; each is a new object. */
  readonly change: DeviceChange | null;
}

/** Before the browser has been asked. */
export const noDeviceYet: DeviceCheck = {
  isAsking: false,
  picture: null,
  level: 0,
  cameras: [],
  microphones: [],
  speakers: [],
  chosenCamera: null,
  chosenMicrophone: null,
  chosenSpeaker: null,
  cameraTrouble: 'none',
  microphoneTrouble: 'none',
  isMicrophoneMuted: false,
  change: null,
};

export interface DeviceCheckActs {
  /** `null`: come without a camera. */
  chooseCamera(id: string | null): void;
  chooseMicrophone(id: string): void;
  chooseSpeaker(id: string | null): void;
  /** Asks the browser once more, after the person has changed its permission. */
  askAgain(): void;
}
