// A hospital's own sign-in, as a program's coordinators set it up. Its secret goes in and never comes out.
import * as z from 'zod/mini';
import { line, longestName, parsed } from './shapes.ts';

/** `POST /api/programs/:p/identity-providers` */
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
      /** The provider's entity id. */
      readonly issuer: string;
      /** Where it signs people in, by redirection. */
      readonly entry: string;
      /** The certificate with which it signs, as PEM or its base64 alone. */
      readonly certificate: string;
      readonly domains: readonly string[];
    };

/** `GET /api/programs/:p/identity-providers` */
export interface ProviderRow {
  readonly id: string;
  readonly kind: 'oidc' | 'saml';
  readonly name: string;
  readonly issuer: string;
  readonly domains: readonly string[];
  /** Addresses of its domains get no link by mail. */
  readonly isRequired: boolean;
  readonly since: number;
  /** Nobody else signs in by it before a coordinator has tried it. */
  readonly triedAt: number | null;
  /** What the provider has to be told: where answers go, and for SAML where our metadata is. */
  readonly answersTo: string;
  readonly metadata: string | null;
  /** The TXT record at `_balint-room.DOMAIN` by which each domain says that this program may use it. */
  readonly domainRecord: string;
}

/** `PATCH /api/programs/:p/identity-providers/:id` */
export interface ProviderChange {
  readonly isRequired: boolean;
}

/** `GET /api/sign-in/providers?domain=…`: told by the domain alone, whoever exists. Each is begun at `/sso/ID?to=…`. */
export interface WaysIn {
  readonly providers: readonly { readonly id: string; readonly name: string }[];
}

const domain = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/));
const domains = z.array(domain).check(z.minLength(1), z.maxLength(20));
const place = z.url({ protocol: /^https?$/ }).check(z.maxLength(400));

const provider: z.ZodMiniType<NewProvider> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('oidc'),
    name: line(longestName),
    issuer: place,
    clientId: line(200),
    clientSecret: z.string().check(z.minLength(1), z.maxLength(500)),
    domains,
  }),
  z.strictObject({
    kind: z.literal('saml'),
    name: line(longestName),
    issuer: line(400),
    entry: place,
    certificate: z.string().check(z.minLength(100), z.maxLength(6000), z.regex(/^[\sA-Za-z0-9+/=-]+$/)),
    domains,
  }),
]);
const change: z.ZodMiniType<ProviderChange> = z.strictObject({ isRequired: z.boolean() });
const asked = z.object({ domain });

export const parseNewProvider = (value: unknown) => parsed(provider, value);
export const parseProviderChange = (value: unknown) => parsed(change, value);
export const parseAskedDomain = (value: unknown) => parsed(asked, value);
