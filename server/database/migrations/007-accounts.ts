// Accounts: humans who sign in, beside the personal links. Every secret is a hash or sealed; no address of a network is kept.
import { type Kysely, sql } from 'kysely';

const address = `~ '^[^@[:space:][:upper:]]+@[^@[:space:][:upper:]]+$'`;

const statements = [
  `create table accounts (
    id text primary key,
    language text check (language ~ '^[a-z]{2}$'),
    zone text,
    created_at timestamptz not null,
    closed_at timestamptz
  )`,
  `create table account_addresses (
    address text primary key check (address ${address}),
    account_id text not null references accounts (id),
    proved_at timestamptz not null
  )`,
  'create index addresses_of_account on account_addresses (account_id)',
  `create table account_sessions (
    hash text primary key,
    id text not null unique,
    account_id text not null references accounts (id),
    how text not null check (how in ('mail', 'passkey', 'oidc', 'saml', 'command')),
    device text not null check (length(device) <= 80),
    created_at timestamptz not null,
    used_at timestamptz,
    ends_at timestamptz,
    revoked_at timestamptz
  )`,
  'create index sessions_of_account on account_sessions (account_id, created_at)',
  // Without an address: the link that a terminal printed for whoever runs this machine.
  `create table sign_in_links (
    hash text primary key,
    address text check (address ${address}),
    to_path text not null check (to_path ~ '^/([A-Za-z0-9]|$)'),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    spent_at timestamptz
  )`,
  'create index links_of_address on sign_in_links (address, expires_at)',
  // What one way of signing in has begun: a passkey's challenge, an OpenID or SAML request. Spent by being deleted.
  `create table sign_in_attempts (
    state_hash text primary key,
    kind text not null check (kind in ('passkey', 'newPasskey', 'oidc', 'saml', 'samlAnswer')),
    sealed text not null,
    expires_at timestamptz not null
  )`,
  `create table passkeys (
    id text primary key,
    account_id text not null references accounts (id),
    public_key text not null,
    counter bigint not null,
    transports text not null,
    name text not null check (length(name) between 1 and 80),
    made_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index passkeys_of_account on passkeys (account_id)',
  `create table identity_providers (
    id text primary key,
    program_id text not null references programs (id),
    kind text not null check (kind in ('oidc', 'saml')),
    name text not null check (length(name) between 1 and 80),
    issuer text not null,
    sealed text not null,
    domains text not null,
    is_required boolean not null default false,
    made_at timestamptz not null,
    tried_at timestamptz,
    ended_at timestamptz
  )`,
  'create unique index living_provider on identity_providers (program_id, issuer) where ended_at is null',
  `create table outside_identities (
    provider_id text not null references identity_providers (id),
    subject text not null,
    account_id text not null references accounts (id),
    first_at timestamptz not null,
    primary key (provider_id, subject)
  )`,
  'alter table people add foreign key (account_id) references accounts (id)',
  // Limits that hold across servers; `who` is a keyed hash.
  `create table shared_limits (
    name text not null,
    who text not null,
    since timestamptz not null,
    count integer not null,
    primary key (name, who)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
