// Makes a group in one act: program if there is none, people, seats in the order of the circle, contract, form, and its first series.
import type { NewGroup, NewSeat } from '../../shared/protocol/program/groups.ts';
import { formFaults } from '../../shared/ritual/form-faults.ts';
import { type Form, formFrom } from '../../shared/ritual/forms.ts';
import { newId } from '../database/new-id.ts';
import { hashOfContract } from '../groups/contracts.ts';
import { demoContract } from '../groups/demo-contract.ts';
import { openMeeting } from '../groups/sql-groups.ts';
import { writeForm } from '../groups/stored-form.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mail } from '../ports/mail.ts';
import { type FieldFault, Refused } from '../ports/refused.ts';
import type { FirstDates } from '../ports/rosters.ts';
import { cardOfAddress, makeCard, shortNamesOf } from './cards.ts';
import { faultOfStanding, faultsOfCircle } from './circle-rules.ts';
import { followSupervisions } from './follow-supervisions.ts';
import type { Records } from './in-one.ts';
import { noteAct } from './note-act.ts';

export interface RosterParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly mail: Mail;
  /** Null: groups meet freely. */
  readonly dates: FirstDates | null;
}

/** By the published session plans. */
const minutesOfForm: Readonly<Record<string, number>> = { 'ABS 60/1': 60 };
const ordinaryMinutes = 90;

export async function makeGroup(
  records: Records,
  { clock, mail, dates }: RosterParts,
  givenProgram: string | null,
  group: NewGroup,
  byAccount: string,
): Promise<{ readonly id: string } | Refused> {
  const own = await addressesOf(records, byAccount);
  const mine = givenProgram === null ? (group.mine ?? makersPlace(group.seats, own)) : group.mine;
  const faults = faultsOf(group, mine, own);
  if (faults.length > 0) return new Refused('faults', faults);
  const at = new Date(clock.now());
  const programId = givenProgram ?? (await makeProgram(records, group, at));
  if (await isNameTaken(records, programId, group.name)) return new Refused('faults', [{ path: 'name', code: 'taken' }]);
  const id = newId();
  const { name, language, zone, membership } = group;
  await records
    .insertInto('groups')
    .values({ ...{ id, name, language, zone, membership }, program_id: programId, made_at: at })
    .execute();
  await makeSeries(records, id, group, at);
  const refs = await seatAll(records, { programId, groupId: id, group, mine, own, byAccount, at });
  if (group.series && dates) {
    const made = await dates.makeSeries(records, id, group.series, byAccount);
    if ('faults' in made) return new Refused('faults', within('series', made.faults));
  }
  await noteAct(records, { programId, groupId: id, byAccount, act: 'group-made', object: id });
  for (const ref of refs) await mail.personalLink(records, ref);
  return { id };
}

async function addressesOf(records: Records, accountId: string): Promise<readonly string[]> {
  const rows = await records
    .selectFrom('account_addresses')
    .select('address')
    .where('account_id', '=', accountId)
    .orderBy('proved_at')
    .execute();
  return rows.map(({ address }) => address);
}

/** Where the maker's address stands; else they are the first leader. */
function makersPlace(seats: readonly NewSeat[], own: readonly string[]): number | null {
  const named = seats.findIndex(({ address }) => address && own.includes(address));
  const place = named < 0 ? seats.findIndex(({ role }) => role === 'leader') : named;
  return place < 0 ? null : place;
}

/** Nobody takes a card by writing another's address beside their own seat. */
function faultsOf({ form, seats, language }: NewGroup, mine: number | null, own: readonly string[]): FieldFault[] {
  const known = new Set<string>();
  const faults = seats.flatMap((seat, place) => {
    const isTwin = seat.address && known.has(seat.address);
    if (seat.address) known.add(seat.address);
    return [
      ...(isTwin ? [{ path: `seats.${place}.address`, code: 'address-twice' }] : []),
      ...faultOfStanding(seat, `seats.${place}.standing`),
    ];
  });
  const mySeat = mine === null ? null : seats[mine];
  if (mySeat === undefined) faults.push({ path: 'mine', code: 'no-such-seat' });
  if (mySeat?.address && !own.includes(mySeat.address)) faults.push({ path: `seats.${mine}.address`, code: 'not-your-address' });
  const wrong = formFaults(formOf(form, language));
  if (wrong.length > 0) return [...faults, ...within('form', wrong)];
  return [...faults, ...faultsOfCircle(seats, formOf(form, language))];
}

function formOf(form: NewGroup['form'], language: string): Form {
  return typeof form === 'string' ? formFrom(form, language) : form;
}

function within(path: string, faults: readonly { readonly path: string; readonly code: string }[]) {
  return faults.map((one) => ({ path: one.path === '' ? path : `${path}.${one.path}`, code: one.code }));
}

async function isNameTaken(records: Records, programId: string, name: string): Promise<boolean> {
  const found = await records
    .selectFrom('groups')
    .select('id')
    .where('program_id', '=', programId)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', eb.fn<string>('lower', [eb.val(name)])))
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** Nobody coordinates it: whoever leads in it does, until a coordinator is named (sql-roles.ts). */
async function makeProgram(records: Records, { name, language, zone }: NewGroup, at: Date): Promise<string> {
  const id = newId();
  await records.insertInto('programs').values({ id, name, language, zone, made_at: at, closed_at: null }).execute();
  return id;
}

/** The text stands in the series too, where an older server looks for it during an upgrade. */
async function makeSeries(records: Records, groupId: string, { form, language }: NewGroup, at: Date): Promise<void> {
  const [id, minutes] = [newId(), (typeof form === 'string' && minutesOfForm[form]) || ordinaryMinutes];
  await records
    .insertInto('series')
    .values({
      ...{ id, group_id: groupId, form: writeForm(formOf(form, language)), contract: demoContract },
      ...{ meeting_minutes: minutes, meets_freely: true, created_at: at },
    })
    .execute();
  await openMeeting(records, id, at.getTime(), minutes);
  await records
    .insertInto('contracts')
    .values({
      ...{ id: newId(), group_id: groupId, version: 1, language: 'en', text: demoContract },
      ...{ text_hash: hashOfContract(demoContract), made_at: at },
    })
    .execute();
}

interface Seating {
  readonly programId: string;
  readonly groupId: string;
  readonly group: NewGroup;
  readonly mine: number | null;
  readonly own: readonly string[];
  readonly byAccount: string;
  readonly at: Date;
}

interface Claim {
  readonly personId: string;
  readonly own: readonly string[];
  readonly free: string | null;
  readonly accountId: string;
  readonly at: Date;
}

async function seatAll(records: Records, { programId, groupId, group, mine, own, byAccount, at }: Seating): Promise<string[]> {
  const shortNames = shortNamesOf(group.seats.map(({ name }) => name));
  const refs: string[] = [];
  const free = own.find((one) => group.seats.every(({ address }) => address !== one)) ?? null;
  for (const [position, { name, address, role, standing }] of group.seats.entries()) {
    const known = address ? await cardOfAddress(records, programId, address) : null;
    const personId = known ?? (await makeCard(records, programId, { name, shortName: shortNames[position], address }));
    if (position === mine) await claimCard(records, { personId, own, free, accountId: byAccount, at });
    const ref = newId();
    await records
      .insertInto('seats')
      .values({
        ...{ ref, group_id: groupId, person_id: personId, position, role, standing: standing ?? null },
        ...{ credential: null, meeting_id: null, joined_at: at },
      })
      .execute();
    if (position !== mine) refs.push(ref);
  }
  await followSupervisions(records, groupId, at.getTime());
  return refs;
}

/** The maker's own card: theirs without a further sign-in, with an address of theirs. */
async function claimCard(records: Records, { personId, own, free, accountId, at }: Claim): Promise<void> {
  const card = await records.selectFrom('people').select('address').where('id', '=', personId).executeTakeFirstOrThrow();
  const address = card.address ?? free;
  await records
    .updateTable('people')
    .set({ account_id: accountId, address, ...(address !== null && own.includes(address) ? { proved_at: at } : {}) })
    .where('id', '=', personId)
    .execute();
}
