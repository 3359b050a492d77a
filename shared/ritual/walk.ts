// Where a room may go from its present phase: on, past phases that may be skipped, out of the case, and back (R1.1 to R1.3).
import { orderOf, type PhaseId, phases } from './phases.ts';
import type { RoomState } from './state.ts';

/** The phases of this form in order, without `ended`. */
export function pathOf(state: RoomState): PhaseId[] {
  return state.form.phases.filter((phase) => phase !== 'ended');
}

/** Phases that may follow, the natural one first. */
export function phasesAhead(state: RoomState): PhaseId[] {
  const { phase } = state.scene;
  if (phase === 'ended') return [];
  const ahead: PhaseId[] = [];
  for (const next of state.form.phases.filter((id) => orderOf(id) > orderOf(phase))) {
    if (phase === 'closingRound' || phase === 'review') break;
    ahead.push(next);
    if (!phases[next].maySkip) break;
  }
  if (phase === 'closingRound') ahead.push(...reviewOf(state), ...closing(state));
  else if (phase === 'review') ahead.push(...closing(state));
  else if (phases[phase].ofTheCase)
    ahead.push(...reviewOf(state), 'caseCall', 'farewell'); // R1.2: a case may be closed from any of its phases
  else if (phase === 'caseCall') ahead.push('farewell'); // nobody has a case
  if (!ahead.includes('ended')) ahead.push('ended');
  return [...new Set(ahead)];
}

/** R1.7: looking back at the work, once its case has closed. */
function reviewOf(state: RoomState): PhaseId[] {
  return state.form.phases.filter((id) => id === 'review');
}

/** R1.1: a further case or the farewell, whichever the form expects first. */
function closing(state: RoomState): PhaseId[] {
  return state.scene.caseNumber < state.form.casesPerMeeting ? ['caseCall', 'farewell'] : ['farewell', 'caseCall'];
}

/** R1.3: earlier phases of the same case; outside a case, the phase before. */
export function phasesBehind(state: RoomState): PhaseId[] {
  const { phase } = state.scene;
  const earlier = state.form.phases.filter((id) => orderOf(id) < orderOf(phase));
  if (phases[phase].ofTheCase) return earlier.filter((id) => phases[id].ofTheCase);
  if (phase === 'farewell') return ['caseCall'];
  if (phase === 'review') return []; // R2.5: the case has closed
  if (phases[phase].leadersOnly) return []; // R7.4: the members' door stays closed; only an undo opens it
  return earlier.slice(-1);
}
