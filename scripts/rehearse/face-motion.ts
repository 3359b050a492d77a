// How a face moves: it blinks, sways a little, and opens its mouth with the voice. Time is passed in; chance is repeatable.
import { chanceOf } from './chance.ts';
import type { Expression } from './faces.ts';

const blinkMs = 160;

export class FaceMotion {
  private readonly chance: () => number;
  private blinkAt: number;
  private swayAt: number;
  private sway = 0;
  private nod = 0;
  private wide = false;

  constructor(name: string, now: number) {
    this.chance = chanceOf(`face ${name}`);
    this.blinkAt = now + this.chance() * 4000;
    this.swayAt = now + this.chance() * 2000;
  }

  at(now: number, openness: number): Expression {
    if (now > this.blinkAt + blinkMs) this.blinkAt = now + 2200 + this.chance() * 4500;
    if (now > this.swayAt) {
      this.swayAt = now + 900 + this.chance() * 2600;
      this.sway = step(this.sway, this.chance());
      this.nod = step(this.nod, this.chance());
      this.wide = this.chance() < 0.35;
    }
    const speaking = this.wide && openness > 0.9 ? 'wide' : 'speaking';
    return {
      eyes: now >= this.blinkAt ? 'closed' : 'open',
      mouth: openness > 0.35 ? speaking : 'resting',
      sway: this.sway,
      nod: this.nod,
    };
  }
}

function step(from: number, chance: number): number {
  const to = from + (chance < 0.33 ? -1 : chance > 0.66 ? 1 : 0);
  return Math.max(-1, Math.min(1, to));
}
