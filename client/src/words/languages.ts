// The languages that the page speaks. English stands without loading; every other one brings its catalogues when they are needed.
import type { DoorWords } from './door-en.ts';
import type { HelpWords } from './en/help.ts';
import type { PapersWords } from './en/papers.ts';
import type { PracticeWords } from './en/practice.ts';
import type { Words } from './en.ts';

/** Each catalogue is a module of its own, so that the way to the doorstep carries no word of the room. */
export interface Language {
  readonly door: () => Promise<{ readonly words: DoorWords }>;
  readonly room: () => Promise<{ readonly words: Words }>;
  readonly help: () => Promise<{ readonly words: HelpWords }>;
  readonly practice: () => Promise<{ readonly words: PracticeWords }>;
  readonly papers: () => Promise<{ readonly words: PapersWords }>;
}

/** By the code that a browser asks with: `de: { door: () => import('./de/door-de.ts'), room: …, help: … }`. */
export const languages: Readonly<Record<string, Language>> = {};

/** The first that the browser prefers and the page speaks, by its whole tag or its language; null is English. */
export function languageFor(preferred: readonly string[]): Language | null;
export function languageFor<L>(preferred: readonly string[], spoken: Readonly<Record<string, L>>): L | null;
export function languageFor(preferred: readonly string[], spoken: Readonly<Record<string, unknown>> = languages): unknown {
  for (const tag of preferred) {
    const [base = ''] = tag.split('-');
    const language = ownOf(spoken, tag) ?? ownOf(spoken, base);
    if (language) return language;
    if (base === 'en') return null;
  }
  return null;
}

function ownOf(spoken: Readonly<Record<string, unknown>>, tag: string): unknown {
  return Object.hasOwn(spoken, tag) ? (spoken[tag] ?? null) : null;
}
