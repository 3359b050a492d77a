// An organisation that speaks SAML, judged by a kept library: its signature over the whole assertion, the request that it answers, its audience and
// its times.
import { X509Certificate } from 'node:crypto';
import { type CacheProvider, type Profile, SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import {
  AnswerRefused,
  type Begun,
  type FindKept,
  type IdentityProvider,
  type Proof,
  type ProviderAnswer,
  type SsoPlace,
} from '../ports/identity.ts';
import { isModest, mostInAnswer } from './modest-xml.ts';

export interface SamlSettings {
  readonly id: string;
  readonly issuer: string;
  readonly entry: string;
  readonly certificates: readonly string[];
}

const skewMs = 60_000;
const lifeMs = 10 * 60_000;
const places = ['email', 'mail', 'urn:oid:0.9.2342.19200300.100.1.3'] as const;
const nameIsAddress = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

export class SamlIdentity implements IdentityProvider {
  readonly #settings: SamlSettings;

  constructor(settings: SamlSettings) {
    this.#settings = settings;
  }

  async begin(state: string, place: SsoPlace): Promise<Begun> {
    const saml = this.#saml(place, { requestId: `_${state}` });
    return { goTo: await saml.getAuthorizeUrlAsync('', undefined, {}), keep: {} };
  }

  async read({ fields }: ProviderAnswer, place: SsoPlace, find: FindKept): Promise<Proof> {
    const { SAMLResponse: said = '' } = fields;
    if (!isModest(Buffer.from(said, 'base64').toString(), mostInAnswer)) throw new AnswerRefused('answer-unreadable');
    const kept = new Map<string, boolean>();
    const asked: CacheProvider = {
      saveAsync: async () => null,
      removeAsync: async () => null,
      async getAsync(id) {
        if (!kept.has(id)) kept.set(id, (await find(id.replace(/^_/, ''))) !== null);
        return kept.get(id) ? new Date().toISOString() : null;
      },
    };
    try {
      const { profile } = await this.#saml(place, { asked }).validatePostResponseAsync({ SAMLResponse: said });
      if (profile === null) throw new AnswerRefused('answer-unreadable');
      if (profile.issuer !== this.#settings.issuer) throw new AnswerRefused('answer-for-another');
      return { subject: profile.nameID, address: addressIn(profile) };
    } catch (cause) {
      throw refused(cause);
    }
  }

  metadata(place: SsoPlace): string {
    return this.#saml(place, {}).generateServiceProviderMetadata(null);
  }

  #saml({ origin }: SsoPlace, { requestId, asked }: { readonly requestId?: string; readonly asked?: CacheProvider }): SAML {
    const { id, issuer, entry, certificates } = this.#settings;
    const self = `${origin}/sso/${id}/metadata`;
    return new SAML({
      callbackUrl: `${origin}/sso/${id}/acs`,
      entryPoint: entry,
      issuer: self,
      audience: self,
      idpCert: [...certificates],
      idpIssuer: issuer,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      identifierFormat: null,
      disableRequestedAuthnContext: true,
      acceptedClockSkewMs: skewMs,
      maxAssertionAgeMs: lifeMs,
      validateInResponseTo: ValidateInResponseTo.always,
      requestIdExpirationPeriodMs: lifeMs,
      ...(asked && { cacheProvider: asked }),
      ...(requestId !== undefined && { generateUniqueId: () => requestId }),
    });
  }
}

/** PEM, or null for what is no certificate. */
export function certificateIn(text: string): string | null {
  const base64 = text.replace(/-----(?:BEGIN|END) CERTIFICATE-----/g, '').replace(/\s/g, '');
  const pem = `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;
  try {
    return new X509Certificate(pem).toString();
  } catch {
    return null;
  }
}

function addressIn(profile: Profile): string | null {
  const said: readonly unknown[] = places.map((place) => profile[place]);
  const address = said.find((one) => typeof one === 'string') ?? (profile.nameIDFormat === nameIsAddress ? profile.nameID : null);
  return typeof address === 'string' ? address.trim().toLowerCase() : null;
}

function refused(error: unknown): AnswerRefused {
  if (error instanceof AnswerRefused) return error;
  const { message } = error as Error;
  if (/InResponseTo/i.test(message)) return new AnswerRefused('answer-spent', error);
  if (/signature|certificate|digest|signed/i.test(message)) return new AnswerRefused('answer-not-signed', error);
  if (/audience|issuer/i.test(message)) return new AnswerRefused('answer-for-another', error);
  if (/expired|not yet valid|clock|subject confirmation/i.test(message)) return new AnswerRefused('answer-expired', error);
  if (/status|provider|denied|AuthnFailed/i.test(message)) return new AnswerRefused('provider-said-no', error);
  return new AnswerRefused('answer-unreadable', error);
}
