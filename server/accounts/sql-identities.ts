// Signing in by the providers that programs have set up: what was begun, what came back, and whose account that is.
import { createHash, randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { NewProvider, ProviderRow } from '../../shared/protocol/program/identity.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import type { Reach } from '../outward/public-address.ts';
import type { Clock } from '../ports/clock.ts';
import {
  AnswerRefused,
  type Arrived,
  type Asked,
  type BegunSignIn,
  type ByBrowser,
  type Identities,
  type IdentityFault,
  type Proof,
  type ProviderAnswer,
  type SsoPlace,
} from '../ports/identity.ts';
import { noteAct } from '../programs/note-act.ts';
import { Attempts } from './attempts.ts';
import { readAgain } from './keep-metadata.ts';
import { wholeProvider } from './new-provider.ts';
import type { DomainSays } from './own-domains.ts';
import { ownPath } from './own-path.ts';
import { arriveBy } from './provider-arrival.ts';
import { domainsOf, ProviderRows, recordFor, rowOf, type StoredProvider } from './provider-rows.ts';

interface Attempt extends Asked {
  readonly providerId: string;
  /** A hash of what this browser alone holds. */
  readonly browser: string;
  readonly keep: Readonly<Record<string, string>>;
}

interface Posted {
  readonly attempt: Attempt;
  readonly proof: Proof;
}

export interface SqlIdentitiesParts {
  readonly db: Database;
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly domainSays: DomainSays;
  readonly reach: Reach;
}

export class SqlIdentities implements Identities {
  readonly #parts: SqlIdentitiesParts;
  readonly #rows: ProviderRows;
  readonly #attempts: Attempts;

  constructor(parts: SqlIdentitiesParts) {
    this.#parts = parts;
    this.#rows = new ProviderRows(parts.secret, parts.reach);
    this.#attempts = new Attempts(parts.secret);
  }

  async list(programId: string, place: SsoPlace): Promise<readonly ProviderRow[]> {
    const mine = this.#rows.living(this.#parts.db).where('identity_providers.program_id', '=', programId);
    const rows = await orFault(() => mine.orderBy('identity_providers.made_at').execute());
    return rows.map((row) => rowOf(row, place));
  }

  async make(programId: string, wish: NewProvider, byAccount: string): Promise<{ readonly id: string } | IdentityFault> {
    const provider = await wholeProvider(wish, this.#parts.reach, this.#parts.clock.now());
    if ('fault' in provider) return provider;
    return this.#change(async (records) => {
      const id = await this.#rows.keep(records, programId, provider, this.#parts.clock.now());
      if (id === null) return { fault: { path: 'metadata' in wish ? 'metadata' : 'issuer', code: 'taken' } } as const;
      await noteAct(records, { programId, byAccount, act: 'provider-made', object: id });
      return { id };
    });
  }

  async require(programId: string, id: string, isRequired: boolean, byAccount: string): ReturnType<Identities['require']> {
    const row = await orFault(() => this.#rows.find(this.#parts.db, id));
    if (row?.program_id !== programId) return null;
    if (isRequired && (row.tried_at === null || !(await this.#mayVouchForAll(row)))) return 'not-allowed-now';
    return this.#change(async (records) => {
      await records.updateTable('identity_providers').set({ is_required: isRequired }).where('id', '=', id).execute();
      await noteAct(records, { programId, byAccount, act: 'provider-changed', object: id });
      return 'done' as const;
    });
  }

  async readMetadata(programId: string, id: string, byAccount: string): ReturnType<Identities['readMetadata']> {
    const row = await orFault(() => this.#rows.find(this.#parts.db, id));
    if (row?.program_id !== programId || row.metadata_url === null) return null;
    const trouble = await orFault(() => readAgain({ ...this.#parts, rows: this.#rows }, row));
    await this.#change((records) => noteAct(records, { programId, byAccount, act: 'provider-changed', object: id }));
    return { trouble };
  }

  end(programId: string, id: string, byAccount: string): Promise<boolean> {
    return this.#change(async (records) => {
      const ending = records.updateTable('identity_providers').set({ ended_at: new Date(this.#parts.clock.now()) });
      const mine = ending.where('id', '=', id).where('program_id', '=', programId).where('ended_at', 'is', null);
      if ((await mine.returning('id').execute()).length === 0) return false;
      await noteAct(records, { programId, byAccount, act: 'provider-ended', object: id });
      return true;
    });
  }

  async ofDomain(domain: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const rows = await orFault(() =>
      this.#rows
        .living(this.#parts.db)
        .where('identity_providers.tried_at', 'is not', null)
        .where(sql<boolean>`${domain} = any(string_to_array(identity_providers.domains, ','))`)
        .orderBy('identity_providers.made_at')
        .execute(),
    );
    return rows.map(({ id, name }) => ({ id, name }));
  }

  async begin(id: string, asked: Asked, place: SsoPlace, programId?: string): Promise<BegunSignIn> {
    const { db, clock } = this.#parts;
    const row = await this.#inUse(id, asked.tryBy !== null);
    if (programId !== undefined && row.program_id !== programId) throw new AnswerRefused('provider-unknown');
    const state = randomBytes(32).toString('base64url');
    const browser = randomBytes(32).toString('base64url');
    const { goTo, keep } = await this.#opened(row).begin(state, place);
    const attempt: Attempt = { ...asked, to: ownPath(asked.to), providerId: id, browser: hashOf(browser), keep };
    await orFault(() => this.#attempts.begin(db, row.kind, state, attempt, clock.now()));
    return { goTo, browser };
  }

  async back(id: string, answer: ProviderAnswer, place: SsoPlace, by: ByBrowser): Promise<Arrived> {
    const { row, attempt, proof } = await this.#read('oidc', id, answer, place, by.browser);
    return this.#arrive(row, attempt, proof, by);
  }

  async posted(id: string, answer: ProviderAnswer, place: SsoPlace): Promise<string> {
    const { attempt, proof } = await this.#read('saml', id, answer, place);
    const ticket = randomBytes(32).toString('base64url');
    const { db, clock } = this.#parts;
    await orFault(() => this.#attempts.begin(db, 'samlAnswer', ticket, { attempt, proof } satisfies Posted, clock.now()));
    return ticket;
  }

  async finish(ticket: string, by: ByBrowser): Promise<Arrived> {
    const { db, clock } = this.#parts;
    const posted = await orFault(() => this.#attempts.spend<Posted>(db, 'samlAnswer', ticket, clock.now()));
    if (posted === null) throw new AnswerRefused('answer-spent');
    const row = await this.#inUse(posted.attempt.providerId, posted.attempt.tryBy !== null);
    return this.#arrive(row, posted.attempt, posted.proof, by);
  }

  async metadata(id: string, place: SsoPlace): Promise<string | null> {
    const row = await orFault(() => this.#rows.find(this.#parts.db, id));
    return row && this.#rows.metadata(row, place);
  }

  /** `browser` is asked for at once where the answer comes with it. */
  async #read(kind: 'oidc' | 'saml', id: string, answer: ProviderAnswer, place: SsoPlace, browser?: string | null) {
    const { db, clock } = this.#parts;
    const row = await orFault(() => this.#rows.find(db, id));
    if (row?.kind !== kind) throw new AnswerRefused('provider-unknown');
    let found: Attempt | null = null;
    const proof = await this.#opened(row).read(answer, place, async (state) => {
      const spent = await orFault(() => this.#attempts.spend<Attempt>(db, kind, state, clock.now()));
      if (spent?.providerId !== id) return null;
      if (browser !== undefined && !isOf(spent, browser)) throw new AnswerRefused('answer-of-another-browser');
      found = spent;
      return spent.keep;
    });
    const attempt = found as Attempt | null;
    if (attempt === null) throw new AnswerRefused('answer-spent');
    return { row: await this.#inUse(id, attempt.tryBy !== null), attempt, proof };
  }

  async #arrive(row: StoredProvider, attempt: Attempt, proof: Proof, by: ByBrowser): Promise<Arrived> {
    if (!isOf(attempt, by.browser)) throw new AnswerRefused('answer-of-another-browser');
    const { secret, clock } = this.#parts;
    if (attempt.tryBy !== null) {
      if (by.signedIn?.accountId !== attempt.tryBy) throw new AnswerRefused('answer-of-another-browser');
      const tried = { tried_at: new Date(clock.now()) };
      await this.#change((records) => records.updateTable('identity_providers').set(tried).where('id', '=', row.id).execute());
      return { to: attempt.to, session: null };
    }
    const domain = proof.address?.split('@')[1];
    const mayVouch = domain !== undefined && domainsOf(row).includes(domain) && (await this.#mayVouch(row, domain));
    const entrance = { how: row.kind, device: by.device, endsWithBrowser: attempt.endsWithBrowser };
    const arrival = { row, subject: proof.subject, address: mayVouch ? proof.address : null, signedIn: by.signedIn, entrance };
    const session = await this.#change((records) => arriveBy(records, secret, arrival, clock.now()));
    return { to: attempt.to, session };
  }

  /** Of a coordinator's try, or tried before. */
  async #inUse(id: string, isTry: boolean): Promise<StoredProvider> {
    const row = await orFault(() => this.#rows.find(this.#parts.db, id));
    if (row === null || (row.tried_at === null && !isTry)) throw new AnswerRefused('provider-unknown');
    return row;
  }

  #opened(row: StoredProvider) {
    const provider = this.#rows.open(row);
    if (provider === null) throw new AnswerRefused('provider-unknown');
    return provider;
  }

  #mayVouch({ program_id }: StoredProvider, domain: string): Promise<boolean> {
    return this.#parts.domainSays(domain, recordFor(program_id));
  }

  async #mayVouchForAll(row: StoredProvider): Promise<boolean> {
    return (await Promise.all(domainsOf(row).map((domain) => this.#mayVouch(row, domain)))).every(Boolean);
  }

  #change<T>(work: (records: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#parts.db
      .transaction()
      .execute(work)
      .catch((error: unknown) => {
        if (error instanceof AnswerRefused) throw error;
        return orFault<T>(() => Promise.reject(error));
      });
  }
}

function hashOf(browser: string): string {
  return createHash('sha256').update(browser).digest('hex');
}

function isOf(attempt: Attempt, browser: string | null): boolean {
  return browser !== null && hashOf(browser) === attempt.browser;
}
