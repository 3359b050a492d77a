// A form as it is being written: numbers are what was typed, so that the server can say what is wrong with them.
import { type Form, minutesOf, type PushBack } from '../../../../../shared/ritual/forms.ts';
import { allPhaseIds, type PhaseId, phases } from '../../../../../shared/ritual/phases.ts';

export interface FormDraft {
  readonly name: string;
  readonly phases: readonly PhaseId[];
  readonly minutes: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  readonly hands: readonly PhaseId[];
  readonly cases: string;
  readonly pushBack: PushBack;
  readonly showsEmptyChairs: boolean;
  readonly opensDoor: boolean;
  readonly seats: string;
  readonly circles: NonNullable<Form['circles']>;
  readonly led: NonNullable<Form['led']>;
}

/** Those of which something can be said; the end is none. */
export const shownPhases = allPhaseIds.filter((id) => id !== 'ended');

export function draftOf(form: Form): FormDraft {
  return {
    name: form.name,
    phases: form.phases,
    minutes: Object.fromEntries(shownPhases.map((id) => [id, String(minutesOf(form, id))])),
    names: form.names ?? {},
    hands: form.hands ?? [],
    cases: String(form.casesPerMeeting),
    pushBack: form.pushBack,
    showsEmptyChairs: form.showsEmptyChairs,
    opensDoor: form.opensDoorUntilPresentation,
    seats: form.seats === undefined ? '' : String(form.seats),
    circles: form.circles ?? 'one',
    led: form.led ?? 'byLeaders',
  };
}

/** What was not typed as a number is sent as none, which the server refuses at its field. */
const typed = (text: string): number => (/^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN);

export function formOf(draft: FormDraft): Form {
  const names = Object.entries(draft.names).flatMap(([id, name]) => (name.trim() === '' ? [] : [[id, name.trim()] as const]));
  const hands = draft.hands.filter((id) => draft.phases.includes(id) && phases[id].mayHaveHands);
  return {
    name: draft.name.trim(),
    phases: allPhaseIds.filter((id) => draft.phases.includes(id)),
    minutes: Object.fromEntries(
      shownPhases.filter((id) => draft.phases.includes(id)).map((id) => [id, typed(draft.minutes[id] ?? '')]),
    ),
    casesPerMeeting: typed(draft.cases),
    pushBack: draft.pushBack,
    showsEmptyChairs: draft.showsEmptyChairs,
    opensDoorUntilPresentation: draft.opensDoor,
    ...(hands.length > 0 && { hands }),
    ...(names.length > 0 && { names: Object.fromEntries(names) }),
    ...(draft.seats.trim() !== '' && { seats: typed(draft.seats) }),
    ...(draft.circles === 'two' && { circles: draft.circles }),
    ...(draft.led === 'byConvenor' && { led: draft.led }),
  };
}

/** From the opening to the farewell, all its cases included. */
export function minutesAltogether(form: Form): number {
  const cases = Math.max(1, Math.min(9, form.casesPerMeeting || 1));
  return form.phases.reduce((sum, id) => {
    if (id === 'gathering' || phases[id].leadersOnly) return sum;
    const isOfEachCase = phases[id].ofTheCase || id === 'caseCall' || id === 'review';
    return sum + (Math.max(0, minutesOf(form, id)) || 0) * (isOfEachCase ? cases : 1);
  }, 0);
}
