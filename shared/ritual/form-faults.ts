// What is wrong with a form that a group has made for itself (R1.7): one list, for the page where it is made and the server that keeps it.
// Takes anything at all, since what comes over a wire may be anything.
import type { Form } from './forms.ts';
import { allPhaseIds, orderOf, type PhaseId, phaseIds, phases } from './phases.ts';

export type FormFaultCode =
  | 'not-a-form'
  | 'unknown-field'
  | 'name-missing'
  | 'name-too-long'
  | 'name-unreadable'
  | 'phases-missing'
  | 'unknown-phase'
  | 'phase-needed'
  | 'phase-out-of-order'
  | 'minutes-missing'
  | 'minutes-out-of-range'
  | 'cases-out-of-range'
  | 'unknown-kind'
  | 'not-yes-or-no'
  | 'hands-not-here'
  | 'seats-out-of-range'
  | 'unknown-circles'
  | 'unknown-leading';

export interface FormFault {
  /** Such as `minutes.opening`. */
  readonly path: string;
  readonly code: FormFaultCode;
}

export const longestFormName = 60;
/** As much as the middle of the circle holds on a phone. */
export const longestPhaseName = 30;
/** Of one phase, in whole minutes. */
export const mostMinutes = 180;
/** As many as the records count (R9.1). */
const mostCases = 9;
/** R5.1, R5.6: what fits one page, and what two circles hold together. */
export const seatsFor = { fewest: 3, one: 12, two: 24 } as const;

/** How many may sit in the circle: what the form says, or unsaid, what one circle or two can hold. Null for a form that cannot be read. */
export function roomFor(form: Pick<Form, 'seats' | 'circles'> | null): number {
  return form?.seats ?? (form?.circles === 'two' ? seatsFor.two : seatsFor.one);
}

const fields = [
  ...['name', 'phases', 'minutes', 'casesPerMeeting', 'pushBack', 'showsEmptyChairs', 'opensDoorUntilPresentation'],
  ...['hands', 'names', 'seats', 'circles', 'led'],
];

export function formFaults(form: unknown): FormFault[] {
  if (!isRecord(form)) return [{ path: '', code: 'not-a-form' }];
  const faults: FormFault[] = Object.keys(form)
    .filter((key) => !fields.includes(key))
    .map((path) => ({ path, code: 'unknown-field' }));
  const add = (path: string, code: FormFaultCode | null) => code !== null && faults.push({ path, code });
  add('name', nameFault(form.name, longestFormName));
  faults.push(...phaseFaults(form.phases), ...minutesFaults(form.minutes, form.phases), ...handFaults(form.hands, form.phases));
  faults.push(...namesFaults(form.names));
  if (!isWhole(form.casesPerMeeting, 1, mostCases)) add('casesPerMeeting', 'cases-out-of-range');
  if (!['atTheEdge', 'unseen', 'none'].includes(form.pushBack as string)) add('pushBack', 'unknown-kind');
  for (const path of ['showsEmptyChairs', 'opensDoorUntilPresentation'])
    if (typeof form[path] !== 'boolean') add(path, 'not-yes-or-no');
  const most = form.circles === 'two' ? seatsFor.two : seatsFor.one;
  if (form.seats !== undefined && !isWhole(form.seats, seatsFor.fewest, most)) add('seats', 'seats-out-of-range');
  if (form.circles !== undefined && !['one', 'two'].includes(form.circles as string)) add('circles', 'unknown-circles');
  if (form.led !== undefined && !['byLeaders', 'byConvenor'].includes(form.led as string)) add('led', 'unknown-leading');
  return faults;
}

/** R1.1, R1.2: in the table's order, each once, and none left out that a meeting cannot do without. */
function phaseFaults(value: unknown): FormFault[] {
  if (!Array.isArray(value)) return [{ path: 'phases', code: 'phases-missing' }];
  const needed = phaseIds.filter((id) => !phases[id].maySkip && !value.includes(id));
  let last = -1;
  const wrong = value.flatMap((id: unknown, index): FormFault[] => {
    const path = `phases.${index}`;
    if (!isPhase(id)) return [{ path, code: 'unknown-phase' }];
    const isLater = orderOf(id) > last;
    last = Math.max(last, orderOf(id));
    return isLater ? [] : [{ path, code: 'phase-out-of-order' }];
  });
  return [...needed.map((id): FormFault => ({ path: `phases.${id}`, code: 'phase-needed' })), ...wrong];
}

function minutesFaults(value: unknown, chosen: unknown): FormFault[] {
  if (!isRecord(value)) return [{ path: 'minutes', code: 'minutes-missing' }];
  return Object.entries(value).flatMap(([id, minutes]): FormFault[] => {
    const path = `minutes.${id}`;
    if (!isPhase(id)) return [{ path, code: 'unknown-phase' }];
    const fewest = id !== 'ended' && Array.isArray(chosen) && chosen.includes(id) ? 1 : 0;
    return isWhole(minutes, fewest, mostMinutes) ? [] : [{ path, code: 'minutes-out-of-range' }];
  });
}

/** R4.5: never in associations, nor in a phase that the group passes over. */
function handFaults(value: unknown, chosen: unknown): FormFault[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [{ path: 'hands', code: 'hands-not-here' }];
  return value.flatMap((id: unknown, index): FormFault[] => {
    const path = `hands.${index}`;
    if (!isPhase(id)) return [{ path, code: 'unknown-phase' }];
    const isHere = phases[id].mayHaveHands && Array.isArray(chosen) && chosen.includes(id) && value.indexOf(id) === index;
    return isHere ? [] : [{ path, code: 'hands-not-here' }];
  });
}

function namesFaults(value: unknown): FormFault[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return [{ path: 'names', code: 'name-unreadable' }];
  return Object.entries(value).flatMap(([id, name]): FormFault[] => {
    const path = `names.${id}`;
    if (!isPhase(id)) return [{ path, code: 'unknown-phase' }];
    const code = nameFault(name, longestPhaseName);
    return code === null ? [] : [{ path, code }];
  });
}

/** One readable line with a letter or digit in it, without signs of markup or invisible ones but the two that join letters. */
function nameFault(value: unknown, longest: number): FormFaultCode | null {
  if (typeof value !== 'string' || value.trim() === '') return 'name-missing';
  if (value.length > longest) return 'name-too-long';
  const isLine = value === value.trim() && /^(?:[^\p{C}\p{Zl}\p{Zp}<>]|[\u200c\u200d])+$/u.test(value);
  return isLine && /[\p{L}\p{N}]/u.test(value) ? null : 'name-unreadable';
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isPhase(value: unknown): value is PhaseId {
  return allPhaseIds.some((id) => id === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
