// What a group may keep after its meetings, in the records.
import type {
  AfterOfSeat,
  AskForResearch,
  Feedback,
  NewSurvey,
  ResearchView,
  RotationTurn,
  RotationView,
  SaidOnResearch,
  SurveyResults,
  SurveyView,
} from '../../shared/protocol/program/after.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import { clearFiles } from '../keeping/clear-files.ts';
import type { AfterMeetings } from '../ports/after.ts';
import type { Clock } from '../ports/clock.ts';
import type { Membership } from '../ports/records.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import { inOne, type Records } from '../programs/in-one.ts';
import { askedResearch, askForResearch, researchOf, sayOnResearch } from './research.ts';
import { forgetTurn, keepRotation, noteTurn, rotationOf } from './rotation.ts';
import { askedOf, keepAnswer, livingForm, resultsOf, TurnSeal, writeForm } from './survey.ts';

interface AfterParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly secret: string;
  /** The embedded database, whose journal is ours to clear. */
  readonly isOurs: boolean;
  /** What was deleted could not be cleared from the files yet; it is tried again. */
  notCleared(cause: unknown): void;
}

export class SqlAfter implements AfterMeetings {
  readonly #db: Database;
  readonly #parts: AfterParts;
  readonly #seal: TurnSeal;

  constructor(db: Database, parts: AfterParts) {
    this.#db = db;
    this.#parts = parts;
    this.#seal = new TurnSeal(parts.secret);
  }

  ofSeat(seat: Membership): Promise<AfterOfSeat> {
    const now = this.#parts.clock.now();
    if (seat.onlyFor !== null) return Promise.resolve({ feedback: [], research: null, keepsRotation: false });
    return orFault(async () => {
      const group = this.#db.selectFrom('groups').where('id', '=', seat.groupId).select('keeps_rotation');
      return {
        feedback: await askedOf(this.#db, this.#seal, seat, now),
        research: await askedResearch(this.#db, seat),
        keepsRotation: (await group.executeTakeFirst())?.keeps_rotation ?? false,
      };
    });
  }

  async answer(seat: Membership, feedback: Feedback): Promise<Refused | null> {
    return this.#andClear((records, now) => keepAnswer(records, this.#seal, seat, feedback, now));
  }

  sayOnResearch(seat: Membership, said: SaidOnResearch): Promise<Refused | null> {
    return inOne(this.#db, (records) => sayOnResearch(records, seat, said, this.#parts.clock.now()));
  }

  survey(groupId: string): Promise<SurveyView> {
    return orFault(async () => ({ form: await livingForm(this.#db, groupId) }));
  }

  writeSurvey(groupId: string, survey: NewSurvey, by: Changer): Promise<Refused | null> {
    return inOne(this.#db, (records) => writeForm(records, groupId, survey, by, this.#parts.clock.now()));
  }

  results(groupId: string): Promise<SurveyResults | Refused> {
    return orFault(() => resultsOf(this.#db, groupId));
  }

  research(groupId: string): Promise<ResearchView> {
    return orFault(() => researchOf(this.#db, groupId));
  }

  askForResearch(groupId: string, ask: AskForResearch, by: Changer): Promise<Refused | null> {
    return inOne(this.#db, (records) => askForResearch(records, groupId, ask, by, this.#parts.clock.now()));
  }

  rotation(groupId: string): Promise<RotationView> {
    return orFault(() => rotationOf(this.#db, groupId));
  }

  keepRotation(groupId: string, isOn: boolean, by: Changer): Promise<Refused | null> {
    return this.#andClear((records, now) => keepRotation(records, groupId, isOn, by, now));
  }

  noteTurn(groupId: string, turn: RotationTurn): Promise<Refused | null> {
    return inOne(this.#db, (records) => noteTurn(records, groupId, turn, this.#parts.clock.now()));
  }

  forgetTurn(groupId: string, personId: string, onDate: string): Promise<Refused | null> {
    return this.#andClear((records, now) => forgetTurn(records, groupId, personId, onDate, now));
  }

  /** What it replaces or deletes is cleared from the files before it is said to be done. */
  async #andClear(act: (records: Records, now: number) => Promise<Refused | null>): Promise<Refused | null> {
    const done = await inOne(this.#db, (records) => act(records, this.#parts.clock.now()));
    if (!(done instanceof Refused)) await clearFiles(this.#db, this.#parts.isOurs).catch(this.#parts.notCleared);
    return done;
  }
}
