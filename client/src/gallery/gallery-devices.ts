// A person's own devices, as the gallery pretends.

import type { DeviceCheck, DeviceCheckActs } from '../model/device-check-props.ts';
import type { DeviceTrouble } from '../model/own-device.ts';
import { drawnFace } from './faces.ts';

const nothing = () => undefined;

export const noDeviceActs: DeviceCheckActs = {
  chooseCamera: nothing,
  chooseMicrophone: nothing,
  chooseSpeaker: nothing,
  askAgain: nothing,
};

export function galleryDevices(has: (circumstance: string) => boolean): DeviceCheck {
  const trouble: DeviceTrouble = has('denied') ? 'denied' : has('busy') ? 'busy' : 'none';
  const seesNothing = trouble !== 'none' || has('missing') || has('asking');
  return {
    isAsking: has('asking'),
    picture: seesNothing ? null : drawnFace('Dee'),
    level: seesNothing ? 0 : 0.5,
    cameras: seesNothing ? [] : [{ id: 'camera', label: 'Integrated camera' }],
    microphones: trouble === 'none' ? [{ id: 'microphone', label: 'Headset microphone' }] : [],
    speakers: [{ id: 'headphones', label: 'Headphones' }],
    chosenCamera: seesNothing ? null : 'camera',
    chosenMicrophone: 'microphone',
    chosenSpeaker: 'headphones',
    cameraTrouble: has('missing') ? 'missing' : trouble,
    microphoneTrouble: trouble,
    isMicrophoneMuted: false,
    change: null,
  };
}
