// The people of a group that is being made, and what of them is still missing. Their order is the circle's.
import type { NewSeat } from '../../../../../shared/protocol/program/groups.ts';
import { roomFor } from '../../../../../shared/ritual/form-faults.ts';
import type { Form } from '../../../../../shared/ritual/forms.ts';
import { isOfTheCircle } from '../../../../../shared/ritual/roles.ts';

export const seatKinds = [
  'leader',
  'coLeader',
  'coLeader/candidate',
  'member',
  'observer',
  'observer/candidate',
  'observer/supervisor',
] as const;
export type SeatKind = (typeof seatKinds)[number];

export interface DraftSeat {
  readonly key: string;
  readonly name: string;
  readonly address: string;
  readonly kind: SeatKind;
}

export function roleOf(kind: SeatKind): Pick<NewSeat, 'role' | 'standing'> {
  const [role, standing = null] = kind.split('/') as [NewSeat['role'], NonNullable<NewSeat['standing']>?];
  return { role, standing };
}

export function kindOf({ role, standing }: Pick<NewSeat, 'role' | 'standing'>): SeatKind {
  return seatKinds.find((kind) => kind === (standing ? `${role}/${standing}` : role)) ?? 'member';
}

export const sitsInCircle = ({ kind }: Pick<DraftSeat, 'kind'>): boolean => isOfTheCircle(roleOf(kind).role);

/** What stands in the way of making the group, by where it is to be said. */
export function faultsOf(seats: readonly DraftSeat[], form: Form): readonly ('no-leader' | 'too-many')[] {
  return [
    ...(form.led === 'byConvenor' || seats.some(({ kind }) => kind === 'leader') ? [] : (['no-leader'] as const)),
    ...(seats.filter(sitsInCircle).length > roomFor(form) ? (['too-many'] as const) : []),
  ];
}

export function newSeatsOf(seats: readonly DraftSeat[]): readonly NewSeat[] {
  return seats.map(({ name, address, kind }) => ({ name: name.trim(), address: address.trim() || null, ...roleOf(kind) }));
}

let made = 0;

/** A key that no kept draft has. */
export function newKey(): string {
  made += 1;
  return `${Date.now().toString(36)}-${made}`;
}
