// The providers that programs have set up, in the records. What is secret of them is sealed: a copied database speaks to nobody in our name.
import { hkdfSync } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { MetadataTrouble, ProviderRow } from '../../shared/protocol/program/identity.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import type { Reach } from '../outward/public-address.ts';
import type { IdentityProvider, SsoPlace } from '../ports/identity.ts';
import { seal, unseal } from '../roomlogs/seal.ts';
import type { WholeProvider } from './new-provider.ts';
import { OidcIdentity } from './oidc-identity.ts';
import { SamlIdentity } from './saml-identity.ts';
import type { SamlFacts } from './saml-metadata.ts';

export type StoredProvider = Selectable<Tables['identity_providers']>;

interface Settings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly entry: string;
  /** The first of them: all that an older server wrote, and reads. */
  readonly certificate: string;
  readonly certificates?: readonly string[];
}

export class ProviderRows {
  readonly #key: Buffer;
  readonly #reach: Reach;

  constructor(secret: string, reach: Reach) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room identity providers 1', 32));
    this.#reach = reach;
  }

  /** Null when the program has a living one of that issuer. */
  async keep(records: Kysely<Tables>, programId: string, provider: WholeProvider, now: number): Promise<string | null> {
    const id = newId();
    const { kind, name, issuer, domains } = provider;
    const at = new Date(now);
    const url = provider.kind === 'saml' ? provider.metadataUrl : null;
    const row = {
      ...{ id, program_id: programId, kind, name, issuer, domains: domains.join(','), made_at: at },
      ...(url !== null && { metadata_url: url, metadata_asked_at: at, metadata_read_at: at }),
    };
    const kept = await records
      .insertInto('identity_providers')
      .values({ ...row, sealed: this.sealed(id, provider), tried_at: null, ended_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return kept?.id ?? null;
  }

  sealed(id: string, said: SamlFacts | Extract<WholeProvider, { kind: 'oidc' }>): string {
    const { entry, certificates, clientId, clientSecret } = { ...said } as Partial<Settings>;
    const settings =
      certificates === undefined ? { clientId, clientSecret } : { entry, certificate: certificates[0], certificates };
    return seal(this.#key, id, JSON.stringify(settings), 256);
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
    const { clientId, clientSecret, entry, certificate, certificates = [certificate] } = JSON.parse(text) as Settings;
    return row.kind === 'oidc'
      ? new OidcIdentity({ id, issuer, clientId, clientSecret }, this.#reach)
      : new SamlIdentity({ id, issuer, entry, certificates });
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
    metadataFrom: metadataFrom(row),
    domainRecord: recordFor(row.program_id),
  };
}

function metadataFrom(row: StoredProvider): ProviderRow['metadataFrom'] {
  const { metadata_url: url, metadata_read_at: readAt, metadata_asked_at: askedAt, metadata_trouble: trouble } = row;
  if (url === null || readAt === null || askedAt === null) return null;
  return { url, readAt: readAt.getTime(), askedAt: askedAt.getTime(), trouble: trouble as MetadataTrouble | null };
}
