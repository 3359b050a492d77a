// The voices of a practice: soft tones made on the spot, one pitch and one place for each person. No file, no microphone, nothing sent.
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Tone } from './phrases.ts';
import type { Mouth } from './talk.ts';

/** In hertz: high enough for a small speaker. */
const pitches: Readonly<Record<string, number>> = {
  Ann: 330,
  Ben: 196,
  Cid: 220,
  Dee: 349,
  Eva: 311,
  Finn: 233,
  Gita: 294,
  Hal: 175,
};
const loud = 0.14;
const hushSeconds = 0.05;

export class Tones implements Mouth {
  readonly #places: ReadonlyMap<PersonId, number>;
  #context: AudioContext | null = null;
  #output: GainNode | null = null;
  readonly #sounding = new Set<GainNode>();
  #volume = 0.8;

  /** From -1, far left, to 1: where each person sits. */
  constructor(places: ReadonlyMap<PersonId, number>) {
    this.#places = places;
  }

  /** In answer to a press: before one, a browser lets no page sound. `changed` when it lets it, or no longer. */
  async begin(changed: () => void): Promise<void> {
    const context = this.#context ?? new AudioContext();
    if (!this.#context) {
      this.#context = context;
      context.addEventListener('statechange', changed);
      this.#output = context.createGain();
      this.#output.gain.value = this.#volume;
      const soft = context.createBiquadFilter();
      soft.type = 'lowpass';
      soft.frequency.value = 1_400;
      this.#output.connect(soft).connect(context.destination);
    }
    await context.resume();
  }

  get isSilenced(): boolean {
    return this.#context?.state === 'suspended';
  }

  async end(): Promise<void> {
    const context = this.#context;
    this.#context = null;
    this.#output = null;
    this.#sounding.clear();
    await context?.close();
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    if (this.#output) this.#output.gain.value = volume;
  }

  speak(who: PersonId, tones: readonly Tone[]): void {
    const [context, output] = [this.#context, this.#output];
    // While it is silenced its time stands still, and all would sound at once afterwards.
    if (!context || !output || context.state !== 'running') return;
    const place = context.createStereoPanner();
    place.pan.value = this.#places.get(who) ?? 0;
    const voice = context.createGain();
    voice.connect(place).connect(output);
    this.#sounding.add(voice);
    const from = context.currentTime + 0.03;
    const notes = tones.map((tone) =>
      note(context, voice, (pitches[who] ?? 262) * tone.bend, from + tone.at / 1000, tone.lasts / 1000),
    );
    notes.at(-1)?.addEventListener('ended', () => {
      this.#sounding.delete(voice);
      place.disconnect();
    });
  }

  hush(): void {
    const now = this.#context?.currentTime ?? 0;
    for (const voice of this.#sounding) voice.gain.setTargetAtTime(0, now, hushSeconds / 3);
    this.#sounding.clear();
  }
}

function note(context: AudioContext, voice: GainNode, pitch: number, at: number, lasts: number): OscillatorNode {
  const loudness = context.createGain();
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(loud, at + 0.045);
  loudness.gain.setValueAtTime(loud, at + lasts * 0.6);
  loudness.gain.linearRampToValueAtTime(0, at + lasts);
  loudness.connect(voice);
  const oscillator = context.createOscillator();
  oscillator.type = 'triangle';
  oscillator.frequency.setValueAtTime(pitch * 1.03, at);
  oscillator.frequency.linearRampToValueAtTime(pitch * 0.97, at + lasts);
  oscillator.connect(loudness);
  oscillator.start(at);
  oscillator.stop(at + lasts + 0.02);
  return oscillator;
}
