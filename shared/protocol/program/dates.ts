// A series and its dates. Wall times are text (`2027-03-16`, `19:00`) in the group's zone; instants are milliseconds since 1970.

/** Makes the dates once; from then on each date stands for itself. */
export type SeriesRule =
  | { readonly every: 'weeks'; readonly weeks: number; readonly from: string; readonly count: number }
  /** `nth` −1: the last one of the month. */
  | {
      readonly every: 'month';
      readonly nth: 1 | 2 | 3 | 4 | -1;
      readonly weekday: number;
      readonly from: string;
      readonly count: number;
    }
  | { readonly every: 'dates'; readonly dates: readonly string[] };

export type Fold = 'only' | 'first' | 'second';

/** What is chosen for an hour that does not exist, or exists twice; never guessed. */
export interface ChosenHour {
  readonly date: string;
  readonly choose: 'earlier' | 'later';
}

/**
 * `POST /api/groups/:g/series/preview` (writes nothing) and `POST /api/groups/:g/series`. Faults: `rule.from` and `rule.dates.3` are `no-such-date`,
 * `twice`, `past` or `too-far`; `dates.2027-03-14` is `does-not-exist` or `exists-twice` until its hour is chosen, or `overlaps` another meeting.
 */
export interface NewSeries {
  readonly name?: string | undefined;
  readonly rule: SeriesRule;
  readonly at: string;
  readonly minutes: number;
  readonly firstMinutes?: number | null | undefined;
  readonly quorum: number;
  readonly doorMinutes?: number | undefined;
  readonly place: Place;
  readonly chosen?: readonly ChosenHour[] | undefined;
}

/** `POST /api/series/preview`: as above, for a group that is still being made. */
export interface FreePreview {
  /** The group's first. */
  readonly zones: readonly string[];
  readonly series: NewSeries;
}

export type Place = 'screen' | 'room' | 'both';

export interface SeriesPreview {
  readonly zone: string;
  /** In which the people of this group read them, the group's first. */
  readonly zones: readonly string[];
  readonly dates: readonly PreviewDate[];
  /** While one is left open, nothing is made. */
  readonly open: readonly OpenHour[];
  /** Empty, unless the rules of zones are older here than they should be: then which, such as "2025c". */
  readonly zoneData: string;
}

export interface PreviewDate {
  readonly date: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** For each of `zones`: wall time there, and whether it differs from the date before it. */
  readonly there: readonly { readonly date: string; readonly at: string; readonly isShifted: boolean }[];
}

export interface OpenHour {
  readonly date: string;
  readonly why: 'does-not-exist' | 'exists-twice';
  readonly earlier: { readonly at: string; readonly startsAt: number };
  readonly later: { readonly at: string; readonly startsAt: number };
}

/** `GET /api/groups/:g/dates` */
export interface GroupDates {
  readonly zone: string;
  /** Those with dates to come, and the newest one; the newest first. */
  readonly series: readonly SeriesRow[];
  /** For those who plan, where the rules of zones are older here than they should be: then which, such as "2025c". Else empty. */
  readonly zoneData: string;
  /** Meets whenever people come; no dates are made yet. */
  readonly meetsFreely: boolean;
  readonly meetings: readonly MeetingRow[];
}

export interface Whereabouts {
  readonly screen: readonly string[];
  readonly room: readonly string[];
  readonly unsaid: readonly string[];
}

export interface SeriesSettings {
  readonly name: string | null;
  readonly quorum: number;
  /** So long before the start the door opens. */
  readonly doorMinutes: number;
  /** For leaders: never later than for members. */
  readonly leadersMinutes: number;
}

export interface SeriesRow extends SeriesSettings {
  readonly id: string;
  readonly isEnded: boolean;
  /** Dates that have not begun: they follow the settings, and are cancelled when the series ends. */
  readonly coming: number;
}

/** `PATCH /api/series/:s`; `from` are the settings that were seen, else 409 `stale`. `DELETE /api/series/:s` ends it. */
export interface SeriesChange {
  readonly from: SeriesSettings;
  readonly to: SeriesSettings;
}

export interface MeetingRow {
  readonly id: string;
  readonly number: number | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly localStart: string | null;
  readonly place: Place;
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly isHeld: boolean;
  /** For leaders and coordinators. */
  readonly excused: readonly string[];
  /** For them too, of a meeting that is in both places: who of those who come will be where. Else null. */
  readonly where: Whereabouts | null;
  readonly expected: number;
  readonly quorum: number;
  readonly isBelowQuorum: boolean;
}

/** `POST /api/groups/:g/dates`: a single date. Faults here and of a change: `date` or `at`, with the same codes. */
export interface NewDate {
  readonly date: string;
  readonly at: string;
  readonly minutes: number;
  readonly place: Place;
  readonly choose?: 'earlier' | 'later' | undefined;
}

/** `PATCH /api/meetings/:m`; `from` is the sequence that was seen, else 409 `stale`. */
export interface MeetingChange {
  readonly from: number;
  readonly date?: string | undefined;
  readonly at?: string | undefined;
  readonly minutes?: number | undefined;
  readonly place?: Place | undefined;
  readonly choose?: 'earlier' | 'later' | undefined;
}

/** `GET /api/seats/:ref/dates`: soonest first, at most twelve. Nothing here tells who else comes. */
export interface SeatDates {
  /** In which they were planned. */
  readonly zone: string;
  readonly meetings: readonly SeatMeeting[];
}

export interface SeatMeeting {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly place: Place;
  readonly isCancelled: boolean;
  readonly isExcused: boolean;
  /** R1.4: they were named to lead it, in a group without leaders. */
  readonly convenes: boolean;
  /** Where they will be, once they have said so of a meeting that is in both. */
  readonly myPlace: 'screen' | 'room' | null;
  /** When this person may come in. */
  readonly doorOpensAt: number;
}
