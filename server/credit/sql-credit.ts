// Minutes in the records: read as pages, entered, corrected. What counts stands in `attendance`; what it was before, in the corrections.
import type {
  AttendanceGrid,
  Correction,
  EnteredMeeting,
  ExportKind,
  HeldMeeting,
  OwnAttendance,
  Period,
} from '../../shared/protocol/program/credit.ts';
import type { YearReport } from '../../shared/protocol/program/year.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credit, CreditBy, ExportPlace, ExportTable } from '../ports/credit.ts';
import type { Refused } from '../ports/refused.ts';
import { inOne } from '../programs/in-one.ts';
import { attendanceGrid } from './attendance-grid.ts';
import { enterHeld } from './enter-held.ts';
import { correctMinutes, enterMeeting } from './enter-meeting.ts';
import { exportTable } from './export-tables.ts';
import { ownMinutes } from './own-minutes.ts';
import { yearReport } from './year-report.ts';

export class SqlCredit implements Credit {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(db: Database, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#clock = clock;
  }

  grid(groupId: string, period: Period): Promise<AttendanceGrid> {
    return orFault(() => attendanceGrid(this.#db, groupId, period, this.#clock.now()));
  }

  own(accountId: string | null, people: readonly string[]): Promise<OwnAttendance> {
    return orFault(() => ownMinutes(this.#db, accountId, people));
  }

  export(kind: ExportKind, place: ExportPlace, period: Period): Promise<ExportTable> {
    return orFault(() => exportTable(this.#db, kind, { place, period, now: this.#clock.now() }));
  }

  year(programId: string, year: number | null): Promise<YearReport> {
    return orFault(() => yearReport(this.#db, programId, year, this.#clock.now()));
  }

  enter(meetingId: string, entered: EnteredMeeting, by: CreditBy): Promise<Refused | null> {
    return inOne(this.#db, (records) => enterMeeting(records, meetingId, entered, { by, now: this.#clock.now() }));
  }

  enterHeld(groupId: string, held: HeldMeeting, by: CreditBy): Promise<{ readonly id: string } | Refused> {
    return inOne(this.#db, (records) => enterHeld(records, groupId, held, { by, now: this.#clock.now() }));
  }

  correct(meetingId: string, personId: string, correction: Correction, by: CreditBy): Promise<Refused | null> {
    const place = { meetingId, personId };
    return inOne(this.#db, (records) => correctMinutes(records, place, correction, { by, now: this.#clock.now() }));
  }
}
