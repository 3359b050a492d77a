// A person's own devices, as the gallery pretends.

import type { DeviceCheck, DeviceCheckActs } from '../model/device-check-props.ts';
import type { Measured, WayFound } from '../model/measured.ts';
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
  const isAsking = has('asking');
  const seesNothing = trouble !== 'none' || has('missing') || isAsking;
  return {
    isAsking,
    picture: seesNothing ? null : drawnFace('Dee'),
    level: seesNothing ? 0 : 0.5,
    cameras: seesNothing ? [] : [{ id: 'camera', label: 'Integrated camera' }],
    microphones: trouble === 'none' && !isAsking ? [{ id: 'microphone', label: 'Headset microphone' }] : [],
    speakers: isAsking ? [] : [{ id: 'headphones', label: 'Headphones' }],
    chosenCamera: seesNothing ? null : 'camera',
    chosenMicrophone: 'microphone',
    chosenSpeaker: 'headphones',
    cameraTrouble: has('missing') ? 'missing' : trouble,
    microphoneTrouble: trouble,
    isMicrophoneMuted: false,
    change: null,
  };
}

export function galleryMeasured(has: (circumstance: string) => boolean): Measured {
  const way = (open: WayFound, blocked: WayFound): WayFound =>
    has('waiting') ? 'waiting' : has('seatless') ? 'notSignedIn' : has('blocked') ? blocked : open;
  const direct = { isOpen: true, roundTripMs: 24, relayOver: null } as const;
  return {
    browser: { name: 'Firefox 140 on Linux', lacks: [] },
    isSecure: true,
    camera: has('denied') ? 'denied' : has('waiting') ? 'asking' : { width: 1280, height: 720 },
    microphone: has('denied') ? 'denied' : has('waiting') ? 'listening' : 'heard',
    speaker: has('waiting') ? 'untried' : 'asked',
    connection: has('waiting') ? 'waiting' : has('blocked') ? 'blocked' : { roundTripMs: 31 },
    clockOffset: has('waiting') || has('blocked') ? null : 400,
    ways: {
      udp: way(direct, { isOpen: false, ports: [50000, 50100] }),
      tcp: way(direct, { isOpen: false, ports: [7881] }),
      relay: way({ ...direct, roundTripMs: 41, relayOver: 'tls' }, { isOpen: false, ports: [443] }),
    },
  };
}
