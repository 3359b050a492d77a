// An organisation that speaks OpenID Connect, judged by a kept library: PKCE, state and nonce, its signature, its audience and its times.
import * as oidc from 'openid-client';
import { NotPublic, type Reach } from '../outward/public-address.ts';
import {
  AnswerRefused,
  type Begun,
  type FindKept,
  type IdentityProvider,
  type Proof,
  type ProviderAnswer,
  type SsoPlace,
} from '../ports/identity.ts';
import { publicFetch } from './public-fetch.ts';

export interface OidcSettings {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export class OidcIdentity implements IdentityProvider {
  readonly #settings: OidcSettings;
  readonly #reach: Reach;

  constructor(settings: OidcSettings, reach: Reach) {
    this.#settings = settings;
    this.#reach = reach;
  }

  async begin(state: string, place: SsoPlace): Promise<Begun> {
    const config = await this.#discovered();
    const keep = { verifier: oidc.randomPKCECodeVerifier(), nonce: oidc.randomNonce() };
    const goTo = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.#answersTo(place),
      scope: 'openid email',
      state,
      nonce: keep.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(keep.verifier),
      code_challenge_method: 'S256',
    });
    return { goTo: goTo.href, keep };
  }

  async read({ fields }: ProviderAnswer, place: SsoPlace, find: FindKept): Promise<Proof> {
    const state = fields.state ?? '';
    const kept = await find(state);
    if (kept === null) throw new AnswerRefused('answer-spent');
    const config = await this.#discovered();
    const url = new URL(this.#answersTo(place));
    url.search = new URLSearchParams(fields).toString();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: kept.verifier ?? '',
        expectedNonce: kept.nonce ?? '',
        expectedState: state,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new AnswerRefused('answer-unreadable');
      const { userinfo_endpoint } = config.serverMetadata();
      const isComplete = typeof claims.email === 'string' || userinfo_endpoint === undefined;
      const said = isComplete ? claims : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      const isVouchedFor = said.email_verified === true && typeof said.email === 'string';
      return { subject: claims.sub, address: isVouchedFor ? String(said.email).trim().toLowerCase() : null };
    } catch (cause) {
      throw refused(cause);
    }
  }

  #answersTo({ origin }: SsoPlace): string {
    return `${origin}/sso/${this.#settings.id}/back`;
  }

  async #discovered(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const fetch = publicFetch(this.#reach) as oidc.CustomFetch;
    const execute = this.#reach.mayBeLoopback ? [oidc.allowInsecureRequests] : [];
    try {
      return await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { [oidc.customFetch]: fetch, execute });
    } catch (cause) {
      throw new AnswerRefused(isPrivate(cause) ? 'provider-private' : 'provider-unreachable', cause);
    }
  }
}

/** The library wraps what the connection says. */
function isPrivate(error: unknown): boolean {
  return error instanceof NotPublic || (error instanceof Error && error.cause !== undefined && isPrivate(error.cause));
}

function refused(error: unknown): AnswerRefused {
  if (error instanceof AnswerRefused) return error;
  if (error instanceof oidc.AuthorizationResponseError) return new AnswerRefused('provider-said-no', error);
  if (error instanceof oidc.ResponseBodyError) return new AnswerRefused('answer-spent', error);
  if (isPrivate(error)) return new AnswerRefused('provider-private', error);
  const { code } = error as { code?: string };
  if (['aud', 'iss'].includes(claimIn(error))) return new AnswerRefused('answer-for-another', error);
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return new AnswerRefused('answer-expired', error);
  if (code === 'OAUTH_INVALID_REQUEST' || code === undefined) return new AnswerRefused('provider-unreachable', error);
  return new AnswerRefused('answer-untrue', error);
}

/** The claim that was not as it should be; the library says so in what it wraps. */
function claimIn(error: unknown): string {
  const { claim, cause } = (error ?? {}) as { claim?: unknown; cause?: unknown };
  if (typeof claim === 'string') return claim;
  return cause === undefined || cause === null ? '' : claimIn(cause);
}
