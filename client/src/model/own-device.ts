// What can be wrong with a person's own device, and what can change about it.

/** `denied`: the browser or the person said no. `busy`: another program holds the device. */
export type DeviceTrouble = 'none' | 'denied' | 'missing' | 'busy';

/** What changed without the person's doing. `now`: the name of the device used instead; `null`: the system's own. */
export interface DeviceChange {
  readonly source: 'microphone' | 'camera' | 'speaker';
  readonly now: string | null;
}
