// Choosing devices in the room. A camera that is off stays dark: the choice counts once the person turns it on.
import type { IntentKeeper } from '../media/intent-keeper.ts';
import type { OwnDevices } from '../media/own-devices.ts';
import type { DeviceCheckActs } from '../model/device-check-props.ts';

export interface RoomDevicesParts {
  readonly devices: Pick<OwnDevices, 'acts' | 'prefer'>;
  readonly intents: Pick<IntentKeeper, 'snapshot' | 'touched'>;
  readonly openCamera: () => void;
}

/** For as long as one dialog is open: a camera taken away in it comes back by choosing one there. */
export function roomDeviceActs({ devices, intents, openCamera }: RoomDevicesParts): DeviceCheckActs {
  let wasTakenAway = false;
  return {
    ...devices.acts,
    chooseCamera: (id) => {
      const { camera, cameraReturns } = intents.snapshot();
      if (id === null) {
        wasTakenAway ||= camera || cameraReturns;
        intents.touched('camera', false);
        return devices.acts.chooseCamera(null);
      }
      if (camera || cameraReturns) return devices.acts.chooseCamera(id);
      devices.prefer(id);
      if (wasTakenAway) openCamera();
      wasTakenAway = false;
    },
  };
}
