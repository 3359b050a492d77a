// Who speaks next, for how long, and how long the silence afterwards is: how people talk in each phase. Pure.
import type { PhaseId } from '../../shared/ritual/phases.ts';

export interface Scene {
  readonly phase: PhaseId;
  readonly isPaused: boolean;
  /** The presenter's name, if it is one of our members and may be heard. */
  readonly presenter: string | null;
  /** Those of our members who may be heard, without the presenter. */
  readonly others: readonly string[];
  /** Who spoke last, so that turns go round. */
  readonly last: string | null;
}

export interface Turn {
  readonly name: string;
  readonly speakMs: number;
  readonly silenceMs: number;
}

/** Null: nobody speaks now. */
export function nextTurn(scene: Scene, chance: () => number): Turn | null {
  const { phase, presenter } = scene;
  if (scene.isPaused) return null;
  const between = (least: number, most: number) => Math.round(least + chance() * (most - least));
  const another = someoneElse(scene, chance);
  const turn = (name: string | null, speakMs: number, silenceMs: number) => (name === null ? null : { name, speakMs, silenceMs });
  switch (phase) {
    case 'gathering':
    case 'opening':
      return turn(another, between(900, 2200), between(5000, 14_000));
    case 'presentation':
      return turn(presenter, between(4000, 9000), between(700, 2500));
    case 'clarifying':
      return scene.last !== presenter && scene.last !== null
        ? turn(presenter ?? another, between(2500, 5000), between(1200, 3000))
        : turn(another, between(1500, 2800), between(500, 1100));
    case 'associative':
      return turn(another, between(3500, 8000), chance() < 0.3 ? between(6000, 12_000) : between(1200, 4000));
    case 'closingRound':
      return scene.last !== presenter && presenter !== null && chance() < 0.4
        ? turn(presenter, between(3000, 6000), between(1500, 3500))
        : turn(another, between(2000, 5000), between(1500, 4000));
    case 'farewell':
      return turn(another, between(900, 1800), between(4000, 8000));
    default:
      return null;
  }
}

function someoneElse({ others, last }: Scene, chance: () => number): string | null {
  const free = others.filter((name) => name !== last);
  return free[Math.floor(chance() * free.length)] ?? others[0] ?? null;
}
