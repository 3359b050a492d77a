// A seat as a room learns of it, from its row in the records.
import { sql } from 'kysely';
import type { Form } from '../../shared/ritual/forms.ts';
import { isLeading } from '../../shared/ritual/roles.ts';
import type { Seat } from '../../shared/ritual/state.ts';

interface Row extends Pick<Seat, 'personId' | 'name' | 'role'> {
  readonly standing: 'candidate' | 'supervisor' | null;
  readonly convenes: boolean;
}

/** On a row of `people`: named ahead to lead that meeting. */
export const convenesIn = (meeting: string | null) =>
  sql<boolean>`exists (select 1 from meeting_people where meeting_people.meeting_id = ${meeting} and meeting_people.person_id = people.id
    and meeting_people.convenes)`;

/** R1.4: where a group has leaders, what was named for another form says nothing. */
export const seatOfRow =
  (form: Form) =>
  ({ standing, convenes, ...seat }: Row): Seat => ({
    ...seat,
    ...(standing === 'candidate' && isLeading(seat.role) && { inTraining: true as const }),
    ...(convenes && form.led === 'byConvenor' && { convenes: true as const }),
  });
