// The devices that somebody has chosen here and how loud they like the room, kept in this browser alone.
import { keptByBrowser } from '../model/kept.ts';

export interface DeviceChoices {
  readonly microphone: string | undefined;
  /** `null`: comes without a camera. */
  readonly camera: string | null | undefined;
  readonly speaker: string | undefined;
  /** 0..1 */
  readonly volume: number;
}

const place = 'balint-room.devices';
const atFirst: DeviceChoices = { microphone: undefined, camera: undefined, speaker: undefined, volume: 1 };

export function readChoices(): DeviceChoices {
  try {
    const kept: unknown = JSON.parse(keptByBrowser.getItem(place) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return atFirst;
    const { microphone, camera, speaker, volume } = kept as Record<string, unknown>;
    return {
      microphone: text(microphone),
      camera: camera === null ? null : text(camera),
      speaker: text(speaker),
      volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 1,
    };
  } catch {
    return atFirst;
  }
}

export function keepChoices(change: Partial<DeviceChoices>): void {
  keptByBrowser.setItem(place, JSON.stringify({ ...readChoices(), ...change }));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
