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
    }
  | {
      readonly kind: 'saml';
      readonly name: string;
      /** Where it is, which is asked again every day; or the XML itself. */
      readonly metadata: string;
      readonly domains: readonly string[];
    };

/** Why metadata was not taken over. What was known before stays. */
export type MetadataTrouble =
  | 'not-https'
  /** It, or where people sign in by it, lies in a private network. */
  | 'private'
  | 'private-entry'
  /** Its address leads on to another. */
  | 'redirected'
  | 'too-long'
  | 'unreachable'
  | 'unreadable'
  /** It says nothing of signing people in, or of several that do. */
  | 'no-provider'
  | 'many'
  | 'no-redirect'
  | 'no-certificate'
  /** It says itself that it holds no longer. */
  | 'expired'
  /** It is another organisation's now. */
  | 'another';

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
  /** Where SAML metadata is read every day: when it last could be, and what stood in the way since. */
  readonly metadataFrom: {
    readonly url: string;
    readonly readAt: number;
    readonly askedAt: number;
    readonly trouble: MetadataTrouble | null;
  } | null;
  /** The TXT record at `_balint-room.DOMAIN` by which each domain says that this program may use it. */
  readonly domainRecord: string;
}

/** `POST /api/programs/:p/identity-providers/:id/metadata`: reads it again now. */
export interface ReadMetadata {
  readonly trouble: MetadataTrouble | null;
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

const longestMetadata = 256 * 1024;
const provider: z.ZodMiniType<NewProvider> = z.union([
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
  z.strictObject({
    kind: z.literal('saml'),
    name: line(longestName),
    metadata: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestMetadata)),
    domains,
  }),
]);
const change: z.ZodMiniType<ProviderChange> = z.strictObject({ isRequired: z.boolean() });
const asked = z.object({ domain });

export const parseNewProvider = (value: unknown) => parsed(provider, value);
export const parseProviderChange = (value: unknown) => parsed(change, value);
export const parseAskedDomain = (value: unknown) => parsed(asked, value);
