// A soft hummed voice: vowel-like tones in the rhythm of speech, one pitch for each person. Pure sound, no words.

import { chanceOf } from './chance.ts';
import { lookOf } from './looks.ts';

export const sampleRate = 48_000;

/** First two formants of a few open vowels, in hertz. */
const vowels = [
  [700, 1150],
  [500, 900],
  [380, 800],
  [560, 1600],
  [430, 1900],
] as const;

interface Syllable {
  readonly samples: number;
  readonly from: number;
  readonly to: number;
  /** The strength of each overtone; empty in a pause. */
  readonly overtones: readonly number[];
}

const attack = 0.045 * sampleRate;
const release = 0.07 * sampleRate;
const loud = 0.11 * 32_767;

export class Voice {
  /** How open the mouth is, 0 to 1. */
  openness = 0;
  private readonly pitch: number;
  private readonly chance: () => number;
  private leftInPhrase = 0;
  private at = 0;
  private phase = 0;
  private syllable: Syllable = { samples: 0, from: 0, to: 0, overtones: [] };

  constructor(name: string) {
    this.pitch = lookOf(name).pitch;
    this.chance = chanceOf(`voice ${name}`);
  }

  /** The next piece of sound, mono, 16 bit. */
  next(samples: number): Int16Array {
    const out = new Int16Array(samples);
    let peak = 0;
    for (let i = 0; i < samples; i++) {
      if (this.at >= this.syllable.samples) this.begin();
      const { from, to, overtones, samples: whole } = this.syllable;
      const rise = Math.min(1, this.at / attack, (whole - this.at) / release);
      this.phase += (2 * Math.PI * (from + ((to - from) * this.at) / whole)) / sampleRate;
      let sum = 0;
      for (let k = 0; k < overtones.length; k++) sum += (overtones[k] ?? 0) * Math.sin((k + 1) * this.phase);
      out[i] = loud * rise * sum;
      if (overtones.length > 0) peak = Math.max(peak, rise);
      this.at++;
    }
    this.openness = peak;
    return out;
  }

  private begin(): void {
    this.at = 0;
    if (this.leftInPhrase === 0) {
      this.leftInPhrase = 3 + Math.floor(this.chance() * 8);
      this.syllable = {
        samples: Math.round((0.22 + this.chance() * 0.4) * sampleRate),
        from: this.pitch,
        to: this.pitch,
        overtones: [],
      };
      return;
    }
    this.leftInPhrase--;
    const fall = this.leftInPhrase === 0 ? 0.82 : 1;
    const from = this.pitch * (0.92 + this.chance() * 0.2);
    const [first, second] = vowels[Math.floor(this.chance() * vowels.length)] ?? vowels[0];
    const seconds = (0.13 + this.chance() * 0.15) * (fall < 1 ? 1.7 : 1);
    this.syllable = { samples: Math.round(seconds * sampleRate), from, to: from * fall, overtones: shape(from, first, second) };
  }
}

/** Overtones up to 2.4 kHz around two formants, together as strong as one tone. */
function shape(pitch: number, first: number, second: number): number[] {
  const hill = (hertz: number, top: number, width: number) => Math.exp(-(((hertz - top) / width) ** 2));
  const strengths: number[] = [];
  for (let k = 1; k * pitch < 2400; k++) {
    const hertz = k * pitch;
    strengths.push((0.25 / k + hill(hertz, first, 220) + 0.35 * hill(hertz, second, 260)) / Math.sqrt(k));
  }
  const energy = Math.sqrt(strengths.reduce((sum, strength) => sum + strength ** 2, 0));
  return strengths.map((strength) => strength / energy);
}
