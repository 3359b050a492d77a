// What a circle must be: as many as its form has room for (R5.1, R5.6), somebody who leads, somebody who is heard, nobody twice. Pure.
import { roomFor, seatsFor } from '../../shared/ritual/form-faults.ts';
import type { Form } from '../../shared/ritual/forms.ts';
import { isLeading, isOfTheCircle, type Role } from '../../shared/ritual/roles.ts';
import type { FieldFault } from '../ports/refused.ts';

export interface Sitting {
  readonly role: Role;
  readonly standing?: 'candidate' | 'supervisor' | null | undefined;
}

type Frame = Pick<Form, 'circles' | 'led' | 'seats'>;

/** A leader in training leads beside a leader, never alone. */
function leadsAlone({ role, standing }: Sitting): boolean {
  return isLeading(role) && standing !== 'candidate';
}

export function faultOfStanding({ role, standing }: Sitting, path: string): FieldFault[] {
  if (standing === 'candidate' && role !== 'coLeader' && role !== 'observer') return [{ path, code: 'candidate-role' }];
  return standing === 'supervisor' && role !== 'observer' ? [{ path, code: 'supervisor-role' }] : [];
}

/** R1.4: a group without leaders needs none; but in every group somebody sits in the circle. */
export function faultsOfCircle(seats: readonly Sitting[], form: Frame | null): FieldFault[] {
  const sitting = seats.filter(({ role }) => isOfTheCircle(role));
  const needsLeader = form?.led !== 'byConvenor' && !seats.some(leadsAlone);
  const isOrdinary = roomFor(form) >= seatsFor.one;
  return [
    ...(sitting.length > roomFor(form) ? [{ path: 'seats', code: isOrdinary ? 'circle-full' : 'form-full' }] : []),
    ...(sitting.length === 0 ? [{ path: 'seats', code: 'everybody-observes' }] : []),
    ...(needsLeader ? [{ path: 'seats', code: 'no-leader' }] : []),
  ];
}

/** Whether those who sit there now would still be a circle of this form; said at the field that asks for something else. */
export function faultsOfForm(form: Form, seats: readonly Sitting[]): FieldFault[] {
  const codes = faultsOfCircle(seats, form).map(({ code }) => code);
  const isTooSmall = codes.includes('circle-full') || codes.includes('form-full');
  return [
    ...(isTooSmall ? [{ path: form.seats === undefined ? 'circles' : 'seats', code: 'more-sit-already' }] : []),
    ...(codes.includes('no-leader') ? [{ path: 'led', code: 'no-leader' }] : []),
  ];
}
