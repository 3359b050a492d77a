// A voice that can be told from everything else and dated: a continuous tone whose frequency steps every 20 ms with the wall clock.
// Slot n (ms since 1970 / 20) sounds at 600 + 50·(n mod 32) Hz, so a listener decodes when what it hears was spoken.

export const sampleRate = 48_000;
export const slotMs = 20;
const slots = 32;
const loudness = 0.25;
/** -50 dBFS. */
const audibleRms = 0.00316;

function frequencyAt(ms: number): number {
  return 600 + 50 * (Math.floor(ms / slotMs) % slots);
}

/** The next `slotMs` of voice; the phase goes on so that there are no clicks. */
export class Voice {
  #phase = 0;

  speak(ms: number): Int16Array {
    const samples = new Int16Array((sampleRate * slotMs) / 1000);
    const step = (2 * Math.PI * frequencyAt(ms)) / sampleRate;
    for (let i = 0; i < samples.length; i++) {
      samples[i] = Math.round(Math.sin(this.#phase) * loudness * 32_767);
      this.#phase = (this.#phase + step) % (2 * Math.PI);
    }
    return samples;
  }
}

export interface Heard {
  /** Louder than -50 dBFS, and mostly one of our tones. */
  readonly isAudible: boolean;
  /** The slot of the loudest tone, 0..31. */
  readonly slot: number;
}

export function listen(samples: Int16Array): Heard {
  let square = 0;
  for (const sample of samples) square += (sample / 32_768) ** 2;
  if (Math.sqrt(square / samples.length) < audibleRms) return { isAudible: false, slot: -1 };
  let best = { power: 0, slot: -1 };
  for (let slot = 0; slot < slots; slot++) {
    const power = goertzel(samples, 600 + 50 * slot);
    if (power > best.power) best = { power, slot };
  }
  // A pure tone carries half its amplitude squared; a step between two slots still leaves more than a quarter in one.
  const share = best.power / (square * samples.length * 0.5);
  return { isAudible: share > 0.15, slot: best.slot };
}

/** When a slot heard at `heardAt` was spoken: the newest such moment before it, exact to a slot, right for delays under 640 ms. */
export function spokenAt(slot: number, heardAt: number): number {
  const now = Math.floor(heardAt / slotMs);
  const back = (((now - slot) % slots) + slots) % slots;
  return (now - back) * slotMs;
}

function goertzel(samples: Int16Array, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let previous = 0;
  let before = 0;
  for (const sample of samples) {
    const next = sample / 32_768 + coefficient * previous - before;
    before = previous;
    previous = next;
  }
  return previous ** 2 + before ** 2 - coefficient * previous * before;
}
