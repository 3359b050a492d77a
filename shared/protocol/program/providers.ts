// Ways to sign in by an institution, as the coordinators of a program set them up. No answer ever holds a secret.
import * as z from 'zod/mini';
import { line, longestName, parsed } from './shapes.ts';

/** `GET /api/programs/:p/identity-providers`, as `{ providers }`. */
export interface ProviderRow {
  readonly id: string;
  readonly kind: 'oidc' | 'saml';
  /** As people read it on the way in: "St. Olav Hospital". */
  readonly name: string;
  readonly issuer: string;
  readonly domains: readonly string[];
  readonly isRequired: boolean;
  /** It may be required only when somebody has signed in by it. */
  readonly triedAt: number | null;
  /** To open in order to try it: signs in, as people will. */
  readonly tryAddress: string;
  /** What the institution has to be told. */
  readonly backAddress: string;
}

/** `POST /api/programs/:p/identity-providers`, answered 201 with `{ id }`. */
export type NewProvider =
  | {
      readonly kind: 'oidc';
      readonly name: string;
      readonly issuer: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly domains: readonly string[];
    }
  | {
      readonly kind: 'saml';
      readonly name: string;
      readonly issuer: string;
      /** Where people sign in. */
      readonly entry: string;
      readonly certificate: string;
      readonly domains: readonly string[];
    };

/** `PATCH …/identity-providers/:id`; `DELETE` ends it. */
export interface ProviderChange {
  readonly isRequired: boolean;
}

const text = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(/^[^\0]*$/));
const domain = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/));
const domains = z.array(domain).check(z.minLength(1), z.maxLength(20));
const newProvider: z.ZodMiniType<NewProvider> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('oidc'),
    name: line(longestName),
    issuer: text(500),
    clientId: text(500),
    clientSecret: text(2000),
    domains,
  }),
  z.strictObject({
    kind: z.literal('saml'),
    name: line(longestName),
    issuer: text(500),
    entry: text(500),
    certificate: text(20_000),
    domains,
  }),
]);
const change: z.ZodMiniType<ProviderChange> = z.strictObject({ isRequired: z.boolean() });

export const parseNewProvider = (value: unknown) => parsed(newProvider, value);
export const parseProviderChange = (value: unknown) => parsed(change, value);
