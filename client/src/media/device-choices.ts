// The devices that somebody has chosen here and how loud they like the room, kept in this browser alone.
import { fromBrowser, keptByBrowser, objectIn } from '../model/kept.ts';

export interface ChosenSources {
  readonly microphone: string | undefined;
  /** `null`: comes without a camera. */
  readonly camera: string | null | undefined;
}

export interface DeviceChoices extends ChosenSources {
  readonly speaker: string | undefined;
  /** 0..1 */
  readonly volume: number;
}

const place = 'balint-room.devices';
const kept = () => objectIn(fromBrowser(place));

export function chosenSources({ microphone, camera } = kept()): ChosenSources {
  return { microphone: text(microphone), camera: camera === null ? null : text(camera) };
}

export function readChoices(): DeviceChoices {
  const all = kept();
  const { speaker, volume } = all;
  return {
    ...chosenSources(all),
    speaker: text(speaker),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 1,
  };
}

export function keepChoices(change: Partial<DeviceChoices>): void {
  keptByBrowser.setItem(place, JSON.stringify({ ...readChoices(), ...change }));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
