// The group that a trial's first start creates, so that a room can be tried at once. Every name in it is invented.

import { presets } from '../../shared/ritual/forms.ts';
import type { Role } from '../../shared/ritual/roles.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import { demoContract } from './demo-contract.ts';
import { openMeeting } from './sql-groups.ts';
import { writeForm } from './stored-form.ts';

export const demoGroupId = 'tuesday-group';

/** In the order of the circle (R5.1). */
const circle: readonly { full: string; role: Role; credential?: string }[] = [
  { full: 'Ann Larsen', role: 'leader', credential: 'Balint leader' },
  { full: 'Ben Okafor', role: 'member' },
  { full: 'Cid Moreau', role: 'member' },
  { full: 'Dee Walsh', role: 'member' },
  { full: 'Eva Lindqvist', role: 'member' },
  { full: 'Finn Brandt', role: 'member' },
  { full: 'Gita Rao', role: 'member' },
  { full: 'Hal Whitmore', role: 'coLeader', credential: 'Balint leader' },
];

const meetingMinutes = 90;

/** Whether the demo group was ever made here. */
export async function isDemoGroupHere(db: Database): Promise<boolean> {
  return (await orFault(() => db.selectFrom('groups').select('id').where('id', '=', demoGroupId).execute())).length > 0;
}

/** Makes the demo group once; repeats and other servers change nothing. */
export async function ensureDemoGroup(db: Database, clock: Pick<Clock, 'now'>): Promise<void> {
  await orFault(() =>
    db.transaction().execute(async (records) => {
      const made = await records
        .insertInto('groups')
        .values({ id: demoGroupId, name: 'Tuesday group' })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!made) return;
      const people = circle.map(({ full }) => ({ id: newId(), full_name: full, short_name: full.split(' ')[0] ?? full }));
      await records.insertInto('people').values(people).execute();
      const seats = people.map(({ id }, position) => ({
        ref: newId(),
        group_id: demoGroupId,
        person_id: id,
        position,
        role: circle[position]?.role ?? 'member',
        credential: circle[position]?.credential ?? null,
        meeting_id: null,
      }));
      await records.insertInto('seats').values(seats).execute();
      const series = {
        id: newId(),
        group_id: demoGroupId,
        form: writeForm(presets['ANZ-UK 90/2']),
        contract: demoContract,
        meeting_minutes: meetingMinutes,
        meets_freely: true,
        created_at: new Date(clock.now()),
      };
      await records.insertInto('series').values(series).execute();
      await openMeeting(records, series.id, clock.now(), meetingMinutes);
    }),
  );
}
