// What a circle must be: at most twelve in it (R5.1), somebody who leads, nobody twice. Pure.
import { isLeading, isOfTheCircle, type Role } from '../../shared/ritual/roles.ts';
import type { FieldFault } from '../ports/refused.ts';

/** R5.1: this many fit one page. */
const seatsInCircle = 12;

export interface Sitting {
  readonly role: Role;
  readonly standing?: 'candidate' | 'supervisor' | null | undefined;
}

/** A leader in training leads beside a leader, never alone. */
function leadsAlone({ role, standing }: Sitting): boolean {
  return isLeading(role) && standing !== 'candidate';
}

export function faultOfStanding({ role, standing }: Sitting, path: string): FieldFault[] {
  if (standing === 'candidate' && role !== 'coLeader' && role !== 'observer') return [{ path, code: 'candidate-role' }];
  return standing === 'supervisor' && role !== 'observer' ? [{ path, code: 'supervisor-role' }] : [];
}

export function faultsOfCircle(seats: readonly Sitting[]): FieldFault[] {
  return [
    ...(seats.filter(({ role }) => isOfTheCircle(role)).length > seatsInCircle ? [{ path: 'seats', code: 'circle-full' }] : []),
    ...(seats.some(leadsAlone) ? [] : [{ path: 'seats', code: 'no-leader' }]),
  ];
}
