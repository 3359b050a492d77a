// Until when things are kept, as expressions over a row of the records: what a page says of a row and what the nightly work deletes is reckoned
// by the same words.
import { type RawBuilder, sql } from 'kysely';

type Moment = RawBuilder<Date | null>;

const moment = (expression: string): Moment => sql<Date | null>`${sql.raw(expression)}`;

/** A number of days after whichever of these moments comes first. */
export function daysAfter(days: number, ...columns: readonly string[]): Moment {
  return moment(`least(${columns.join(', ')}) + interval '${days} days'`);
}

/** After the end of the meeting to which the row belongs. */
export function daysAfterMeeting(days: number, column: string): Moment {
  return moment(`(select meetings.ends_at from meetings where meetings.id = ${column}) + interval '${days} days'`);
}

/** Where no program says how long. */
const keepYears = 10;

/**
 * Lawful credit: as many years as the program says after the last meeting of the card's person, once they sit nowhere any more. Null before that.
 */
export function creditOf(card: string): Moment {
  return moment(`(
    select greatest(kept.left_at, kept.erased_at,
        (select max(met.ends_at) from attendance there join meetings met on met.id = there.meeting_id where there.person_id = kept.id),
        (select max(coalesce(sat.left_at, sat_in.closed_at, sat_at.ends_at)) from seats sat
          join groups sat_in on sat_in.id = sat.group_id left join meetings sat_at on sat_at.id = sat.meeting_id where sat.person_id = kept.id),
        (select max(agreed.agreed_at) from agreements agreed where agreed.person_id = kept.id)
      ) + make_interval(years => coalesce(of_kept.keep_years, ${keepYears}))
    from people kept left join programs of_kept on of_kept.id = kept.program_id
    where kept.id = ${card} and not exists (
      select 1 from seats sits join groups sits_in on sits_in.id = sits.group_id left join meetings sits_at on sits_at.id = sits.meeting_id
      where sits.person_id = kept.id and sits.left_at is null and sits_in.closed_at is null and (sits.meeting_id is null or sits_at.closed_at is null)))`);
}

/**
 * The leaders' list of who presented: when its group is closed, or so many days after the group's last date; and no line is kept longer than `most`
 * days after its own.
 */
export function rotationTerm(days: number, most: number): Moment {
  return moment(`(
    select least(listed.closed_at, within.closed_at, rotation.on_date::timestamptz + interval '${most} days',
      greatest(rotation.on_date::timestamptz, (select max(met.ends_at) from meetings met join series met_in on met_in.id = met.series_id
        where met_in.group_id = listed.id and met.cancelled_at is null)) + interval '${days} days')
    from series noted_in join groups listed on listed.id = noted_in.group_id left join programs within on within.id = listed.program_id
    where noted_in.id = rotation.series_id)`);
}

/** A note on a pair: when it was ended, or one of the two has left. */
export function pairTerm(days: number): Moment {
  return moment(`least(pair_notes.ended_at,
    (select min(either.left_at) from people either where either.id in (pair_notes.one_id, pair_notes.other_id))) + interval '${days} days'`);
}

/** An account without a living card that coordinates nothing: so many days after it was last used. */
export function accountTerm(days: number): Moment {
  return moment(`case
    when exists (select 1 from people own where own.account_id = accounts.id and own.left_at is null) then null
    when exists (select 1 from account_addresses proved join program_staff runs on runs.address = proved.address
      where proved.account_id = accounts.id and runs.ended_at is null) then null
    else greatest(accounts.created_at,
      (select max(greatest(used.created_at, used.used_at)) from account_sessions used where used.account_id = accounts.id),
      (select max(greatest(pressed.made_at, pressed.used_at)) from passkeys pressed where pressed.account_id = accounts.id))
      + interval '${days} days' end`);
}
