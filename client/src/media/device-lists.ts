// Which cameras, microphones and loudspeakers there are. Names are empty until the browser has been given permission.
import type { DeviceChoice } from '../model/device-check-props.ts';

interface DeviceLists {
  readonly cameras: readonly DeviceChoice[];
  readonly microphones: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
}

export async function listDevices(): Promise<DeviceLists> {
  const found = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const of = (kind: MediaDeviceKind) =>
    found
      // Some systems list their device for calls twice; the second entry would only be chosen by mistake.
      .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return {
    cameras: of('videoinput'),
    microphones: of('audioinput'),
    speakers: 'setSinkId' in HTMLMediaElement.prototype ? of('audiooutput') : [],
  };
}
