// What the gallery shows, from the page's address, so that pictures of every state can be scripted.

import type { PushBack } from '../../../shared/ritual/forms.ts';
import { allPhaseIds, type PhaseId } from '../../../shared/ritual/phases.ts';

export const roles = ['leader', 'presenter', 'member', 'outer', 'observer'] as const;
export const screens = ['room', 'doorstep', 'farewell', 'trouble', 'links', 'unfit', 'check', 'away', 'noCookies'] as const;
const pushBacks: readonly PushBack[] = ['atTheEdge', 'unseen', 'none'];

export interface Choice {
  readonly screen: (typeof screens)[number];
  readonly phase: PhaseId;
  readonly role: (typeof roles)[number];
  readonly people: number;
  readonly pushBack: PushBack;
  /** Small circumstances by name, such as `signal` or `lost`. */
  readonly circumstances: ReadonlySet<string>;
}

export function choiceFrom(search: string): Choice | null {
  const params = new URLSearchParams(search);
  const screen = oneOf(screens, params.get('screen'));
  const phase = oneOf(allPhaseIds, params.get('phase'));
  if (!screen && !phase) return null;
  return {
    screen: screen ?? 'room',
    phase: phase ?? 'presentation',
    role: oneOf(roles, params.get('role')) ?? 'member',
    people: Math.min(24, Math.max(2, Number(params.get('people')) || 8)),
    pushBack: oneOf(pushBacks, params.get('pushBack')) ?? 'atTheEdge',
    circumstances: new Set((params.get('with') ?? '').split(',').filter(Boolean)),
  };
}

function oneOf<T extends string>(all: readonly T[], value: string | null): T | null {
  return all.find((one) => one === value) ?? null;
}
