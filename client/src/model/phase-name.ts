// What a phase is called here: the group's own name for it, or the catalogue's (R1.7).
import type { PhaseNames } from '../../../shared/ritual/forms.ts';
import type { PhaseId } from '../../../shared/ritual/phases.ts';

export function phaseName(phase: PhaseId, own: PhaseNames | undefined, names: Readonly<Record<PhaseId, string>>): string {
  return own?.[phase] ?? names[phase];
}
