// Other systems in the records: their keys, what they read and write, and which of their requests were done.
import type { Period } from '../../shared/protocol/program/credit.ts';
import type { NewApiKey } from '../../shared/protocol/program/systems.ts';
import { SharedLimits } from '../accounts/shared-limits.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Measure } from '../limits/allowances.ts';
import type { Clock } from '../ports/clock.ts';
import { fault } from '../ports/refused.ts';
import type { AskedOnce, Page, Systems } from '../ports/systems.ts';
import { makeCard } from '../programs/cards.ts';
import { inOne, type Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { keyOf, keysOf, makeKey, revokeKey } from './api-keys.ts';
import { beginRequest, finishRequest, forgetRequest } from './done-requests.ts';
import { attendancePage, certificateOf, meetingsOf, peoplePage, personOf } from './read-program.ts';

interface SystemsParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly secret: string;
}

export class SqlSystems implements Systems {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #limits: SharedLimits;

  constructor(db: Database, { clock, secret }: SystemsParts) {
    this.#db = db;
    this.#clock = clock;
    this.#limits = new SharedLimits(secret);
  }

  keys(programId: string) {
    return orFault(() => keysOf(this.#db, programId, this.#clock.now()));
  }

  makeKey(programId: string, key: NewApiKey, byAccount: string) {
    const by = { byAccount, now: this.#clock.now() };
    return orFault(() => this.#db.transaction().execute((records) => makeKey(records, programId, key, by)));
  }

  revokeKey(programId: string, id: string, byAccount: string) {
    const by = { byAccount, now: this.#clock.now() };
    return orFault(() => this.#db.transaction().execute((records) => revokeKey(records, programId, id, by)));
  }

  keyOf(key: string) {
    return orFault(() => keyOf(this.#db, key, this.#clock.now()));
  }

  mayAsk(keyId: string, measure: Measure) {
    return orFault(() => this.#limits.takeSteady(this.#db, 'key', measure, keyId, this.#clock.now()));
  }

  people(programId: string, page: Page) {
    return orFault(() => peoplePage(this.#db, programId, page));
  }

  person(programId: string, outsideRef: string) {
    return orFault(() => personOf(this.#db, programId, outsideRef));
  }

  cardFor(
    programId: string,
    outsideRef: string,
    person: { readonly name: string; readonly address: string | null },
    keyId: string,
  ) {
    return inOne(this.#db, (records) => cardFor(records, { programId, outsideRef, keyId }, person));
  }

  meetings(programId: string, period: Period) {
    return orFault(() => meetingsOf(this.#db, programId, period, this.#clock.now()));
  }

  attendance(programId: string, page: Page) {
    return orFault(() => attendancePage(this.#db, programId, page));
  }

  certificate(programId: string, id: string) {
    return orFault(() => certificateOf(this.#db, programId, id));
  }

  begin(once: AskedOnce, hash: string) {
    return orFault(() => beginRequest(this.#db, once, hash, this.#clock.now()));
  }

  finish(once: AskedOnce, status: number, body: string) {
    return orFault(() => finishRequest(this.#db, once, status, body));
  }

  forget(once: AskedOnce) {
    return orFault(() => forgetRequest(this.#db, once));
  }
}

async function cardFor(
  records: Records,
  { programId, outsideRef, keyId }: { readonly programId: string; readonly outsideRef: string; readonly keyId: string },
  person: { readonly name: string; readonly address: string | null },
) {
  const living = () => records.selectFrom('people').where('program_id', '=', programId).where('left_at', 'is', null);
  const known = await living().where('outside_ref', '=', outsideRef).select('id').executeTakeFirst();
  if (known) return { id: known.id, isNew: false };
  const same =
    person.address === null
      ? undefined
      : await living().where('address', '=', person.address).select(['id', 'outside_ref']).forUpdate().executeTakeFirst();
  // Another system, or the same one, already calls whoever has this address something else.
  if (same?.outside_ref) return fault('address', 'address-taken');
  const id = same?.id ?? (await makeCard(records, programId, person));
  await records.updateTable('people').set({ outside_ref: outsideRef }).where('id', '=', id).execute();
  await noteAct(records, { programId, byAccount: keyId, act: same ? 'person-changed' : 'person-added', object: id });
  return { id, isNew: !same };
}
