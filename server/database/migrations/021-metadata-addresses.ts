// A SAML provider's metadata by its address: read again every day, so that its next certificate is known before it signs with it.
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table identity_providers
    add column metadata_url text check (length(metadata_url) between 8 and 400),
    add column metadata_asked_at timestamptz,
    add column metadata_read_at timestamptz,
    add column metadata_trouble text check (length(metadata_trouble) between 1 and 40),
    add check ((metadata_url is null) = (metadata_asked_at is null)),
    add check ((metadata_url is null) = (metadata_read_at is null)),
    add check (metadata_url is not null or metadata_trouble is null)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
