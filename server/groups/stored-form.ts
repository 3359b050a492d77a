// A group's form as the records store it, with a format version: an older one is brought up to date, a newer one is refused, and an
// unreadable one opens no room.
import * as z from 'zod/mini';
import { formShape } from '../../shared/protocol/form-shape.ts';
import { formFaults } from '../../shared/ritual/form-faults.ts';
import { type Form, minutesOf, presets } from '../../shared/ritual/forms.ts';
import { allPhaseIds, type PhaseId, phaseIds, phases } from '../../shared/ritual/phases.ts';
import { Fault } from '../ports/fault.ts';

/**
 * Raised when a form can say something that older servers do not know. 2: hands, own names, size, looking back. 3: two circles, a convenor, an
 * aim, inner images. A form that says none of that is still written as the version before, so that servers of that version read it during an upgrade.
 */
const VERSION = 3;

const versioned = z.strictObject({ version: z.number(), form: z.unknown() });
/** What an older version may lack: the value that every form had then. */
const older = z.looseObject({ phases: z.array(z.string()), minutes: z.record(z.string(), z.number()) });

/** As text for a JSON column. A form with faults is a defect of whoever made it. */
export function writeForm(form: Form): string {
  const [fault] = formFaults(form);
  if (fault) throw new Error(`the form "${form.name}" has ${fault.code} at ${fault.path}`);
  const minutes = Object.fromEntries(allPhaseIds.filter(isWritten(form)).map((id) => [id, minutesOf(form, id)]));
  return JSON.stringify({ version: versionOf(form), form: { ...form, minutes } });
}

function versionOf({ circles, led, hands, names, seats, phases }: Form): number {
  if (circles !== undefined || led !== undefined || phases.includes('aim') || phases.includes('images')) return VERSION;
  return hands !== undefined || names !== undefined || seats !== undefined || phases.includes('review') ? 2 : 1;
}

/** A phase without minutes is one that the form does not know; see below. */
const isWritten = (form: Form) => (id: PhaseId) => phaseIds.includes(id) || form.phases.includes(id);

/**
 * @param stored the column's JSON, as the database has parsed it; without a version it was written before there were any
 * @throws Fault `records-unavailable` when it cannot be read, with what is wrong
 */
export function readForm(stored: unknown): Form {
  const { version, form } = versioned.safeParse(stored).data ?? { version: 0, form: stored };
  if (version > VERSION)
    throw new Fault(
      'records-unavailable',
      `A group's form has version ${version}; this server reads up to ${VERSION}. Start a newer one.`,
    );
  const read = formShape.safeParse(brought(form));
  if (!read.success) throw new Fault('records-unavailable', `A group's form cannot be read: ${z.prettifyError(read.error)}`);
  return read.data;
}

/**
 * A phase without minutes in a stored form was added to the ritual after the form was written. It is inserted with its default minutes, unless
 * a meeting can do without it: then the group has simply not chosen it.
 */
function brought(form: unknown): unknown {
  const read = older.safeParse(form);
  if (!read.success) return form;
  const known = (id: PhaseId) => Object.hasOwn(read.data.minutes, id);
  const has = (id: PhaseId) => (known(id) ? read.data.phases.includes(id) : !phases[id].maySkip);
  const unknown = read.data.phases.filter((id) => !allPhaseIds.some((one) => one === id));
  return {
    ...presets['ABS 60/1'],
    ...read.data,
    phases: [...allPhaseIds.filter(has), ...unknown],
    minutes: { ...Object.fromEntries(phaseIds.map((id) => [id, phases[id].minutes])), ...read.data.minutes },
  };
}
