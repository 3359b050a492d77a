// The port to the people of a program: their cards, and rosters read from a file.
import type { ImportPreview, NewPerson, PersonChange, PersonRow, WaitingImport } from '../../shared/protocol/program/people.ts';
import type { Refused } from './refused.ts';
import type { Changer } from './rosters.ts';

/** What ended with a card. */
export interface CardEnded {
  readonly seats: readonly string[];
  readonly groups: readonly string[];
}

export interface SentFile {
  readonly bytes: Uint8Array;
  /** Null: to be found out. */
  readonly encoding: string | null;
}

/** Every id is looked for in this program alone. Throws `Fault`. */
export interface People {
  list(programId: string): Promise<readonly PersonRow[]>;
  add(programId: string, person: NewPerson, by: Changer): Promise<{ readonly id: string } | Refused>;
  /** An address that its owner has proved is changed by nobody else (R11.4). */
  change(programId: string, personId: string, change: PersonChange, by: Changer): Promise<Refused | null>;
  /** Their seats end with the card; what was kept of them stays. */
  end(programId: string, personId: string, by: Changer): Promise<CardEnded | Refused>;
  /** As a spreadsheet reads it, with nothing in it that one would reckon. */
  asCsv(programId: string): Promise<string>;
  /** Reads and keeps a roster; nothing of it is done yet. */
  readImport(programId: string, file: SentFile, by: Changer): Promise<ImportPreview | Refused>;
  /** Read and not applied yet, newest first. */
  waitingImports(programId: string): Promise<readonly WaitingImport[]>;
  import(programId: string, importId: string): Promise<ImportPreview | Refused>;
  /** Whole or not at all, and once. Answers with the groups whose rosters have changed. */
  applyImport(programId: string, importId: string, by: Changer): Promise<{ readonly groups: readonly string[] } | Refused>;
}
