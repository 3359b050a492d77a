// The two things there are to say of a person's own device beside that it works.

/** `denied`: the browser or the person said no. `busy`: another program holds the device. */
export type DeviceTrouble = 'none' | 'denied' | 'missing' | 'busy';

/** What has changed without the person's own doing. `now`: the name of the device that does instead; `null`: the system's own. */
export interface DeviceChange {
  readonly source: 'microphone' | 'camera' | 'speaker';
  readonly now: string | null;
}
