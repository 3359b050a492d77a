// The tables of accounts: humans who sign in by mail, passkey or their hospital. A copy of them opens no door.
import type { Generated } from 'kysely';

export interface AccountTables {
  accounts: { id: string; language: string | null; zone: string | null; created_at: Date; closed_at: Date | null };
  /** The first is where mails go; an account of an older server has none marked, and its eldest counts. */
  account_addresses: { address: string; account_id: string; proved_at: Date; is_first: Generated<boolean> };
  account_sessions: {
    /** The SHA-256 of the value in the cookie, in hex. */
    hash: string;
    id: string;
    account_id: string;
    how: 'mail' | 'passkey' | 'oidc' | 'saml' | 'command';
    /** Coarse, such as "Firefox, Windows". */
    device: string;
    created_at: Date;
    /** To the hour. */
    used_at: Date | null;
    ends_at: Date | null;
    revoked_at: Date | null;
  };
  sign_in_links: {
    hash: string;
    /** Null: printed by a terminal, for whoever runs this machine. */
    address: string | null;
    to_path: string;
    /** Proves one more address of this account, and signs nobody in. */
    for_account: string | null;
    made_at: Date;
    expires_at: Date;
    spent_at: Date | null;
  };
  sign_in_attempts: {
    state_hash: string;
    kind: 'passkey' | 'newPasskey' | 'oidc' | 'saml' | 'samlAnswer';
    sealed: string;
    expires_at: Date;
  };
  passkeys: {
    id: string;
    account_id: string;
    /** Base64url. */
    public_key: string;
    counter: number | string;
    /** With commas between them. */
    transports: string;
    name: string;
    made_at: Date;
    used_at: Date | null;
  };
  identity_providers: {
    id: string;
    program_id: string;
    kind: 'oidc' | 'saml';
    name: string;
    issuer: string;
    sealed: string;
    /** With commas between them. */
    domains: string;
    is_required: Generated<boolean>;
    made_at: Date;
    tried_at: Date | null;
    ended_at: Date | null;
    /** SAML by the address of its metadata: the last asking, the last that was read, and why a later one was not. */
    metadata_url: Generated<string | null>;
    metadata_asked_at: Generated<Date | null>;
    metadata_read_at: Generated<Date | null>;
    metadata_trouble: Generated<string | null>;
  };
  outside_identities: { provider_id: string; subject: string; account_id: string; first_at: Date };
  shared_limits: { name: string; who: string; since: Date; count: number };
}
