// The providers that programs have set up, in the records. What is secret of them is sealed: a copied database speaks to nobody in our name.
import { hkdfSync } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { NewProvider, ProviderRow } from '../../shared/protocol/program/identity.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import type { Reach } from '../outward/public-address.ts';
import type { IdentityProvider, SsoPlace } from '../ports/identity.ts';
import { seal, unseal } from '../roomlogs/seal.ts';
import { OidcIdentity } from './oidc-identity.ts';
import { SamlIdentity } from './saml-identity.ts';

export type StoredProvider = Selectable<Tables['identity_providers']>;

type Settings = Readonly<Record<'clientId' | 'clientSecret' | 'entry' | 'certificate', string>>;

export class ProviderRows {
  readonly #key: Buffer;
  readonly #reach: Reach;

  constructor(secret: string, reach: Reach) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room identity providers 1', 32));
    this.#reach = reach;
  }

  /** Null when the program has a living one of that issuer. */
  async keep(records: Kysely<Tables>, programId: string, provider: NewProvider, now: number): Promise<string | null> {
    const id = newId();
    const { kind, name, issuer, domains, ...settings } = provider;
    const row = { id, program_id: programId, kind, name, issuer, domains: domains.join(','), made_at: new Date(now) };
    const kept = await records
      .insertInto('identity_providers')
      .values({ ...row, sealed: seal(this.#key, id, JSON.stringify(settings), 256), tried_at: null, ended_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return kept?.id ?? null;
  }

  living(records: Kysely<Tables>) {
    return records
      .selectFrom('identity_providers')
      .innerJoin('programs', 'programs.id', 'identity_providers.program_id')
      .where('identity_providers.ended_at', 'is', null)
      .where('programs.closed_at', 'is', null)
      .selectAll('identity_providers');
  }

  async find(records: Kysely<Tables>, id: string): Promise<StoredProvider | null> {
    return (await this.living(records).where('identity_providers.id', '=', id).executeTakeFirst()) ?? null;
  }

  /** Null for what another secret sealed. */
  open(row: StoredProvider): IdentityProvider | null {
    const text = unseal(this.#key, row.id, row.sealed);
    if (text === null) return null;
    const { id, issuer } = row;
    const settings = JSON.parse(text) as Settings;
    return row.kind === 'oidc'
      ? new OidcIdentity({ id, issuer, ...settings }, this.#reach)
      : new SamlIdentity({ id, issuer, ...settings });
  }

  metadata(row: StoredProvider, place: SsoPlace): string | null {
    const provider = this.open(row);
    return provider instanceof SamlIdentity ? provider.metadata(place) : null;
  }
}

export function domainsOf({ domains }: Pick<StoredProvider, 'domains'>): string[] {
  return domains.split(',');
}

export function recordFor(programId: string): string {
  return `program=${programId}`;
}

export function rowOf(row: StoredProvider, { origin }: SsoPlace): ProviderRow {
  const { id, kind, name, issuer } = row;
  return {
    ...{ id, kind, name, issuer },
    domains: domainsOf(row),
    isRequired: row.is_required,
    since: row.made_at.getTime(),
    triedAt: row.tried_at?.getTime() ?? null,
    answersTo: `${origin}/sso/${id}/${kind === 'oidc' ? 'back' : 'acs'}`,
    metadata: kind === 'saml' ? `${origin}/sso/${id}/metadata` : null,
    domainRecord: recordFor(row.program_id),
  };
}
