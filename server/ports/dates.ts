// The port to series and dates: planned once by a rule, then each a meeting that stands for itself.
import type { ConvenorsView, NamedConvenors } from '../../shared/protocol/program/convenors.ts';
import type {
  GroupDates,
  MeetingChange,
  NewDate,
  NewSeries,
  SeatDates,
  SeriesChange,
  SeriesPreview,
} from '../../shared/protocol/program/dates.ts';
import type { Refused } from './refused.ts';

/** What is wrong with what was sent, each with its place in it. */
export interface DateFaults {
  readonly faults: readonly { readonly path: string; readonly code: string }[];
}

export interface DatesBy {
  readonly accountId: string;
}

/** Every id has been found to be in the right place before. Throws `Fault`. */
export interface Dates {
  /** Writes nothing. */
  preview(groupId: string, wish: NewSeries): Promise<SeriesPreview | DateFaults>;
  /** A group that met freely does so no longer; a meeting in which people sit goes on. */
  make(groupId: string, wish: NewSeries, by: DatesBy): Promise<{ readonly meetings: readonly string[] } | DateFaults>;
  add(groupId: string, date: NewDate, by: DatesBy): Promise<{ readonly id: string } | DateFaults | 'not-allowed-now'>;
  /** `stale`: another sequence than `change.from` stands there now. What was held, is on or is cancelled cannot be changed. */
  change(
    meetingId: string,
    change: MeetingChange,
    by: DatesBy,
  ): Promise<{ readonly sequence: number } | DateFaults | 'stale' | 'not-allowed-now'>;
  cancel(meetingId: string, from: number, by: DatesBy): Promise<{ readonly sequence: number } | 'stale' | 'not-allowed-now'>;
  /** `stale`: the settings are others now than `change.from`. Meetings that have begun, or whose door is open, keep what they had. */
  changeSeries(seriesId: string, change: SeriesChange, by: DatesBy): Promise<'done' | DateFaults | 'stale' | 'not-allowed-now'>;
  /** Its coming meetings are cancelled, and told so; one that is on goes on. Answers how many; `stale`: it has ended already. */
  endSeries(seriesId: string, by: DatesBy): Promise<{ readonly cancelled: number } | 'stale' | 'not-allowed-now'>;
  /** `readsExcuses`: with the names of those who cannot come. */
  ofGroup(groupId: string, readsExcuses: boolean): Promise<GroupDates>;
  /** Who leads which coming date of a group without leaders (R1.4). */
  convenors(groupId: string, readsExcuses: boolean): Promise<ConvenorsView>;
  /** All or nothing. `stale`: somebody else stands there now; `not-allowed-now`: the group has leaders. */
  nameConvenors(groupId: string, named: NamedConvenors, by: DatesBy): Promise<Refused | null>;
  /** The coming dates of one seat, as its own person reads them. */
  ofSeat(ref: string): Promise<SeatDates>;
  /** Null for a meeting that is not this seat's. */
  excuse(ref: string, meetingId: string, excused: boolean): Promise<'done' | 'not-allowed-now' | null>;
  /** Where somebody will be, at a meeting that is in both places; null takes it back. Answers as above. */
  sayPlace(ref: string, meetingId: string, place: 'screen' | 'room' | null): Promise<'done' | 'not-allowed-now' | null>;
  /** Reckons coming meetings anew where the rules of their zone have changed, and tells of those that moved. Answers how many. */
  reckonAnew(): Promise<number>;
}
