// Gives, orders, changes and ends seats of a running group. Places of others stay (R5.2); who comes back sits where they sat.
import type { GivenSeat, SeatChange, SeatOrder } from '../../shared/protocol/program/groups.ts';
import { newId } from '../database/new-id.ts';
import { seatStands } from '../groups/guest-seats.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import { cardOfAddress, makeCard } from './cards.ts';
import { faultOfStanding, faultsOfCircle, type Sitting } from './circle-rules.ts';
import { followSupervisions } from './follow-supervisions.ts';
import { formOfGroup } from './form-change.ts';
import type { Records } from './in-one.ts';
import { noteAct } from './note-act.ts';
import type { RosterParts } from './sql-new-group.ts';

interface Living extends Sitting {
  readonly ref: string;
  readonly personId: string;
  readonly position: number;
  readonly onlyFor: string | null;
}

/** One change of a group's seats at a time. */
async function livingSeats(records: Records, groupId: string, now: number): Promise<readonly Living[]> {
  await records.selectFrom('groups').select('id').where('id', '=', groupId).forUpdate().execute();
  return records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where(seatStands(now))
    .orderBy('position')
    .select(['ref', 'person_id as personId', 'position', 'role', 'standing', 'meeting_id as onlyFor'])
    .execute();
}

const lasting = (seats: readonly Living[]) => seats.filter(({ onlyFor }) => onlyFor === null);

export async function giveSeat(records: Records, parts: RosterParts, groupId: string, seat: GivenSeat, by: Changer) {
  const now = parts.clock.now();
  const seats = await livingSeats(records, groupId, now);
  const { role, standing = null, onlyFor = null } = seat;
  if (onlyFor !== null && !(await isToCome(records, groupId, onlyFor, now))) return fault('onlyFor', 'no-such-meeting');
  const there = seats.filter((one) => one.onlyFor === null || one.onlyFor === onlyFor);
  const faults = [
    ...faultOfStanding(seat, 'standing'),
    ...faultsOfCircle([...there, { role, standing }], await formOfGroup(records, groupId)),
  ];
  const worth = faults.filter(({ code }) => code !== 'no-leader' && code !== 'everybody-observes');
  if (worth.length > 0) return new Refused('faults', worth);
  const personId = await personFor(records, seat, by.programId);
  if (personId instanceof Refused) return personId;
  if (there.some((one) => one.personId === personId)) return fault('personId', 'sits-already');
  const ref = newId();
  await records
    .insertInto('seats')
    .values({
      ...{ ref, group_id: groupId, person_id: personId, role, standing, credential: null, meeting_id: onlyFor },
      ...{ position: await placeFor(records, groupId, personId, seats), joined_at: new Date(now) },
    })
    .execute();
  await followSupervisions(records, groupId, now);
  await noteAct(records, { ...noted(groupId, by), act: onlyFor === null ? 'seat-given' : 'seat-lent', object: ref });
  await parts.mail.personalLink(records, ref);
  await parts.mail.seatChanged(records, ref);
  return { ref };
}

function noted(groupId: string, { programId, accountId }: Changer) {
  return { programId, groupId, byAccount: accountId };
}

async function isToCome(records: Records, groupId: string, meetingId: string, now: number): Promise<boolean> {
  const found = await records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('meetings.id', '=', meetingId)
    .where('series.group_id', '=', groupId)
    .where('meetings.closed_at', 'is', null)
    .where('meetings.cancelled_at', 'is', null)
    .where((eb) => eb.or([eb('series.meets_freely', '=', true), eb('meetings.ends_at', '>', new Date(now))]))
    .select('meetings.id')
    .executeTakeFirst();
  return found !== undefined;
}

/** R5.2: the place that they left, while nobody sits there; else a new one at the end. */
async function placeFor(records: Records, groupId: string, personId: string, living: readonly Living[]): Promise<number> {
  const given = await records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where('meeting_id', 'is', null)
    .orderBy('left_at', 'desc')
    .select(['person_id', 'position', 'left_at'])
    .execute();
  const theirs = given.find((one) => one.person_id === personId && one.left_at !== null);
  if (theirs && !living.some(({ position, onlyFor }) => onlyFor === null && position === theirs.position)) return theirs.position;
  return Math.max(-1, ...given.map(({ position }) => position), ...living.map(({ position }) => position)) + 1;
}

async function personFor(records: Records, seat: GivenSeat, programId: string | null): Promise<string | Refused> {
  const { personId, name, address } = seat;
  if (personId !== undefined) {
    const found =
      programId !== null &&
      (await records
        .selectFrom('people')
        .select('id')
        .where('id', '=', personId)
        .where('program_id', '=', programId)
        .where('left_at', 'is', null)
        .executeTakeFirst());
    return found ? found.id : fault('personId', 'no-such-person');
  }
  const known = address && programId !== null ? await cardOfAddress(records, programId, address) : null;
  if (known !== null) return known;
  return name === undefined ? fault('name', 'missing') : makeCard(records, programId, { name, address });
}

export async function orderSeats(records: Records, { clock }: RosterParts, groupId: string, { from, to }: SeatOrder, by: Changer) {
  const seats = lasting(await livingSeats(records, groupId, clock.now()));
  const now = seats.map(({ ref }) => ref);
  if (now.join() !== from.join()) return new Refused('stale');
  if ([...to].sort().join() !== [...now].sort().join()) return fault('to', 'not-the-same-seats');
  // R5.2: among the places that are theirs now, so that whoever has left can come back to their own.
  const places = seats.map(({ position }) => position);
  const aside = Math.max(0, ...places) + 1;
  for (const [index, ref] of to.entries())
    await records
      .updateTable('seats')
      .set({ position: aside + index })
      .where('ref', '=', ref)
      .execute();
  for (const [index, ref] of to.entries())
    await records
      .updateTable('seats')
      .set({ position: places[index] ?? index })
      .where('ref', '=', ref)
      .execute();
  await noteAct(records, { ...noted(groupId, by), act: 'seats-ordered', object: groupId });
  return null;
}

export async function changeSeat(records: Records, { clock }: RosterParts, of: SeatOf, change: SeatChange, by: Changer) {
  const seats = await livingSeats(records, of.groupId, clock.now());
  const seat = seats.find(({ ref }) => ref === of.ref);
  if (!seat) return new Refused('not-found');
  const after = {
    ...seat,
    role: change.role ?? seat.role,
    standing: change.standing === undefined ? seat.standing : change.standing,
  };
  const beside = seats.filter((one) => one.onlyFor === null || one.onlyFor === seat.onlyFor);
  const faults = [
    ...faultOfStanding(after, 'standing'),
    ...faultsOfCircle(lasting(beside.map((one) => (one.ref === of.ref ? after : one))), await formOfGroup(records, of.groupId)),
  ];
  if (faults.length > 0) return new Refused('faults', faults);
  const { role, standing } = after;
  await records
    .updateTable('seats')
    .set({ role, standing: standing ?? null, ...(change.credential === undefined ? {} : { credential: change.credential }) })
    .where('ref', '=', of.ref)
    .execute();
  await followSupervisions(records, of.groupId, clock.now());
  await noteAct(records, { ...noted(of.groupId, by), act: 'seat-changed', object: of.ref });
  return null;
}

export interface SeatOf {
  readonly groupId: string;
  readonly ref: string;
}

/** Nobody has to lead a closed group: whoever leaves the program leaves it too. */
async function isClosed(records: Records, groupId: string): Promise<boolean> {
  const group = await records.selectFrom('groups').where('id', '=', groupId).select('closed_at').executeTakeFirst();
  return group !== undefined && group.closed_at !== null;
}

/** Their sessions end with it; whatever was kept of them stays. */
export async function endSeat(records: Records, { clock, mail }: RosterParts, { groupId, ref }: SeatOf, by: Changer) {
  const now = clock.now();
  const seats = await livingSeats(records, groupId, now);
  const seat = seats.find((one) => one.ref === ref);
  if (!seat) return new Refused('not-found');
  const left = lasting(seats).filter((one) => one.ref !== ref);
  const mayEnd = seat.onlyFor !== null || (await isClosed(records, groupId));
  const faults = mayEnd ? [] : faultsOfCircle(left, await formOfGroup(records, groupId));
  if (faults.length > 0) return new Refused('faults', faults);
  await records
    .updateTable('seats')
    .set((eb) => ({ left_at: new Date(now), link_version: eb('link_version', '+', 1) }))
    .where('ref', '=', ref)
    .execute();
  await records
    .updateTable('sessions')
    .set({ revoked_at: new Date(now) })
    .where('seat_ref', '=', ref)
    .where('revoked_at', 'is', null)
    .execute();
  await followSupervisions(records, groupId, now);
  await noteAct(records, { ...noted(groupId, by), act: 'seat-ended', object: ref });
  await mail.seatChanged(records, ref);
  return { ended: [ref] };
}
