// Certificates in the records: made, withdrawn, drawn again from what was kept, and checked by their code.
import { sql, type Transaction } from 'kysely';
import type {
  CertificatePeriod,
  CertificatePreview,
  CertificateRow,
  CheckedCertificate,
  NewCertificates,
  OwnCertificate,
} from '../../shared/protocol/program/certificates.ts';
import { SharedLimits } from '../accounts/shared-limits.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import { tellNews } from '../news/tell-news.ts';
import type { Certificates, NamedPaper, Paper, Whose } from '../ports/certificates.ts';
import type { Clock } from '../ports/clock.ts';
import { fault, Refused } from '../ports/refused.ts';
import { inOne } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { certificateCode, hashOfCode } from './certificate-code.ts';
import { checkedOf, factsIn, type Kept, ownOf, rowOf } from './certificate-rows.ts';
import { composeCertificate } from './compose-certificate.ts';
import { type Draft, draftOf, hashOfFacts, undrawableIn } from './draft.ts';
import type { DrawingDesk } from './drawing-desk.ts';
import { nextNumber, sameAs } from './find-certificate.ts';
import { previewOf } from './preview.ts';
import { type ReadPeriod, readPeriod } from './read-period.ts';

export interface CertificateParts {
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly desk: DrawingDesk;
}

/** Nobody copies more codes in a minute; guessing a hundred bits is hopeless at any pace. */
const checks = { name: 'certificate', most: 20, withinMs: 60_000 };

export class SqlCertificates implements Certificates {
  readonly #db: Database;
  readonly #parts: CertificateParts;
  readonly #limits: SharedLimits;

  constructor(db: Database, parts: CertificateParts) {
    this.#db = db;
    this.#parts = parts;
    this.#limits = new SharedLimits(parts.secret);
  }

  list(groupId: string): Promise<readonly CertificateRow[]> {
    return orFault(async () => {
      const kept = await this.#kept()
        .where('group_id', '=', groupId)
        .orderBy('made_at', 'desc')
        .orderBy('number', 'desc')
        .execute();
      const now = new Map<string, Pick<ReadPeriod, 'held'>>();
      for (const { from_day: from, to_day: to, layout } of kept) {
        if (now.has(`${from} ${to}`)) continue;
        const read = await readPeriod(this.#db, groupId, { from, to, layout }, this.#parts.clock.now());
        now.set(`${from} ${to}`, read instanceof Refused ? { held: [] } : read);
      }
      return kept.map((each) => rowOf(each, now.get(`${each.from_day} ${each.to_day}`) ?? { held: [] }));
    });
  }

  preview(groupId: string, period: CertificatePeriod): Promise<CertificatePreview | Refused> {
    return orFault(async () => {
      const read = await readPeriod(this.#db, groupId, period, this.#parts.clock.now());
      if (read instanceof Refused) return read;
      const { desk } = this.#parts;
      const undrawable = await undrawableIn(desk, period, read);
      const drafts = await Promise.all(read.people.map((person) => draftOf(desk, person, period, read)));
      const kept = await this.#kept().where('group_id', '=', groupId).where('withdrawn_at', 'is', null).execute();
      return previewOf(period, { read, drafts, kept, undrawable });
    });
  }

  make(
    groupId: string,
    { people, ...period }: NewCertificates,
    { accountId, checkAt }: { readonly accountId: string; readonly checkAt: string },
  ): Promise<readonly CertificateRow[] | Refused> {
    return orFault(async () => {
      const read = await readPeriod(this.#db, groupId, period, this.#parts.clock.now());
      if (read instanceof Refused) return read;
      const drafts = await this.#drafts([...new Set(people)], period, read);
      if (drafts instanceof Refused) return drafts;
      return inOne(this.#db, async (records) => {
        // One after another in a program: every number once, and what two ask for at the same time is made once.
        await records.selectFrom('programs').select('id').where('id', '=', read.programId).forUpdate().execute();
        const made: CertificateRow[] = [];
        for (const draft of drafts) {
          const there = await sameAs(records, groupId, draft).executeTakeFirst();
          made.push(rowOf(there ?? (await this.#insert(records, { groupId, draft, read, accountId, checkAt })), read));
        }
        await noteAct(records, {
          programId: read.programId,
          groupId,
          byAccount: accountId,
          act: 'certificates-made',
          object: groupId,
        });
        return made;
      });
    });
  }

  withdraw(groupId: string, id: string, reason: string, byAccount: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      const kept = await records
        .selectFrom('certificates')
        .selectAll()
        .where('id', '=', id)
        .where('group_id', '=', groupId)
        .forUpdate()
        .executeTakeFirst();
      if (kept === undefined) return new Refused('not-found');
      if (kept.withdrawn_at !== null) return new Refused('stale');
      await records
        .updateTable('certificates')
        .set({ withdrawn_at: new Date(this.#parts.clock.now()), withdrawn_by: byAccount, withdrawn_reason: reason })
        .where('id', '=', id)
        .execute();
      await noteAct(records, { programId: kept.program_id, groupId, byAccount, act: 'certificate-withdrawn', object: id });
      await tellNews(records, { groupId, about: { certificateId: id } }, ['certificate.withdrawn'], this.#parts.clock.now());
      return null;
    });
  }

  paper(groupId: string, id: string): Promise<Paper | Refused> {
    return orFault(async () =>
      this.#draw(await this.#kept().where('id', '=', id).where('group_id', '=', groupId).executeTakeFirst()),
    );
  }

  async *papers(groupId: string, { from, to, layout }: CertificatePeriod): AsyncIterable<NamedPaper> {
    const kept = await orFault(() =>
      this.#kept()
        .where('group_id', '=', groupId)
        .where('from_day', '=', from)
        .where('to_day', '=', to)
        .where('layout', '=', layout)
        .where('withdrawn_at', 'is', null)
        .orderBy('number')
        .execute(),
    );
    for (const each of kept) {
      const drawn = await this.#draw(each);
      if (!(drawn instanceof Refused)) yield { ...drawn, name: factsIn(each).name };
    }
  }

  own(whose: Whose): Promise<readonly OwnCertificate[]> {
    return orFault(async () => {
      const kept = await this.#ownKept(whose).orderBy('made_at', 'desc').execute();
      return kept.map(ownOf);
    });
  }

  ownPaper(whose: Whose, id: string): Promise<Paper | Refused> {
    return orFault(async () => this.#draw(await this.#ownKept(whose).where('id', '=', id).executeTakeFirst()));
  }

  check(code: string, caller: string): Promise<CheckedCertificate | null> {
    return orFault(async () => {
      if (!(await this.#limits.take(this.#db, checks, caller, this.#parts.clock.now()))) return null;
      return checkedOf(await this.#kept().where('code_hash', '=', hashOfCode(code)).executeTakeFirst());
    });
  }

  #kept() {
    return this.#db.selectFrom('certificates').selectAll();
  }

  #ownKept({ accountId, people }: Whose) {
    return this.#kept().where((eb) =>
      eb.or([
        eb('person_id', 'in', ['', ...people]),
        eb('person_id', 'in', (cards) =>
          cards
            .selectFrom('people')
            .select('people.id')
            .where(wasCardOf(accountId ?? '')),
        ),
      ]),
    );
  }

  async #draw(kept: Kept | undefined): Promise<Paper | Refused> {
    if (kept === undefined) return new Refused('not-found');
    if (kept.withdrawn_at !== null) return new Refused('not-allowed-now');
    const code = certificateCode(this.#parts.secret, kept.id);
    if (hashOfCode(code) !== kept.code_hash) return fault('code', 'other-secret');
    const pdf = await this.#parts.desk.draw(composeCertificate(factsIn(kept), code));
    return Buffer.isBuffer(pdf) ? { number: kept.number, pdf } : fault('name', 'not-drawable');
  }

  /** Or what is wrong with any of them. Somebody unknown was never there either. */
  async #drafts(people: readonly string[], period: CertificatePeriod, read: ReadPeriod): Promise<readonly Draft[] | Refused> {
    const { desk } = this.#parts;
    if ((await undrawableIn(desk, period, read)).length > 0) return fault('group', 'not-drawable');
    const known = new Map(read.people.map((person) => [person.id, person]));
    const drafts = await Promise.all(people.map((id) => draftOf(desk, known.get(id) ?? { id, name: '' }, period, read)));
    const faults = drafts.flatMap(({ personId, fault: code }) => (code === null ? [] : [{ path: `people.${personId}`, code }]));
    return faults.length > 0 ? new Refused('faults', faults) : drafts;
  }

  async #insert(records: Transaction<Tables>, { groupId, draft, read, accountId, checkAt }: Making): Promise<Kept> {
    const { secret, clock } = this.#parts;
    const now = clock.now();
    const id = newId();
    const number = await nextNumber(records, read.programId, read.today.slice(0, 4));
    const facts = JSON.stringify({ ...draft.facts, number, madeAt: Math.floor(now / 1000), checkAt });
    const { layout, from, to } = draft.facts;
    await tellNews(records, { groupId, about: { certificateId: id } }, ['certificate.issued'], now);
    return records
      .insertInto('certificates')
      .values({
        ...{ id, program_id: read.programId, group_id: groupId, person_id: draft.personId, number, layout },
        ...{ from_day: from, to_day: to, facts, facts_hash: hashOfFacts(facts) },
        ...{ code_hash: hashOfCode(certificateCode(secret, id)), made_by: accountId, made_at: new Date(now) },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  }
}

/** A condition on a row of `people`: it is a card of this account, or was until its person left the program. */
function wasCardOf(accountId: string) {
  return sql<boolean>`(people.account_id = ${accountId} or (people.account_id is null
    and people.address in (select address from account_addresses where account_id = ${accountId})))`;
}

interface Making {
  readonly groupId: string;
  readonly draft: Draft;
  readonly read: ReadPeriod;
  readonly accountId: string;
  readonly checkAt: string;
}
