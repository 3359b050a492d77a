// An organisation that signs people in by SAML, with a key of its own: it answers requests of ours, truly or falsified.
import { generateKeyPairSync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import samlify from 'samlify';
import type { SamlKeys } from './fresh-saml-keys.ts';
import { samlCertificate, samlKey } from './saml-key.ts';

samlify.setSchemaValidator({ validate: async () => 'unchecked here' });

export interface SamlAnswer {
  readonly address: string;
  readonly audience?: string;
  readonly inResponseTo?: string;
  /** Since then the assertion holds, for five minutes. */
  readonly at?: number;
}

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const template = {
  ...samlify.SamlLib.defaultLoginResponseTemplate,
  attributes: [
    { name: 'mail', nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic', valueXsiType: 'xs:string', valueTag: 'mail' },
  ],
};

export class SamlOrganisation {
  readonly entityId = 'https://idp.hospital.example/metadata';
  readonly entry = 'http://127.0.0.1:9/login';
  readonly certificate: string;
  readonly #idp: ReturnType<typeof samlify.IdentityProvider>;

  /** `isFalse`: somebody without its key, who says that they are this organisation. `keys`: its next ones. */
  constructor({ isFalse = false, keys }: { readonly isFalse?: boolean; readonly keys?: SamlKeys } = {}) {
    const stolen = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    this.certificate = keys?.certificate ?? samlCertificate;
    this.#idp = samlify.IdentityProvider({
      entityID: this.entityId,
      privateKey: isFalse ? stolen : (keys?.key ?? samlKey),
      signingCert: this.certificate,
      singleSignOnService: [{ Binding: redirect, Location: this.entry }],
      nameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
      loginResponseTemplate: template,
    } as never);
  }

  /** What it says of itself to machines, as a library of another maker writes it. */
  metadata({ entityId = this.entityId, entry = this.entry, certificates = [this.certificate] } = {}): string {
    const said = samlify.IdentityProvider({
      entityID: entityId,
      signingCert: certificates,
      singleSignOnService: [
        { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: `${entry}/post` },
        { Binding: redirect, Location: entry },
      ],
      singleLogoutService: [{ Binding: redirect, Location: `${entry}/out` }],
    } as never);
    return said.getMetadata();
  }

  /** The id of the request in an address to which our server sent the browser. */
  static requestIn(goTo: string): string {
    const asked = new URL(goTo).searchParams.get('SAMLRequest') ?? '';
    const xml = inflateRawSync(Buffer.from(asked, 'base64')).toString('utf8');
    return / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
  }

  /** What its page would post, in base64. */
  async answer(metadata: string, goTo: string, { address, audience, inResponseTo, at = Date.now() }: SamlAnswer): Promise<string> {
    const sp = samlify.ServiceProvider({ metadata });
    const request = inResponseTo ?? SamlOrganisation.requestIn(goTo);
    const acs = String(sp.entityMeta.getAssertionConsumerService('post'));
    const [now, later] = [new Date(at).toISOString(), new Date(at + 300_000).toISOString()];
    const tags = {
      ID: `_${crypto.randomUUID()}`,
      AssertionID: `_${crypto.randomUUID()}`,
      Destination: acs,
      Audience: audience ?? sp.entityMeta.getEntityID(),
      SubjectRecipient: acs,
      AssertionConsumerServiceURL: acs,
      Issuer: this.entityId,
      IssueInstant: now,
      StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
      ConditionsNotBefore: now,
      ConditionsNotOnOrAfter: later,
      SubjectConfirmationDataNotOnOrAfter: later,
      NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      NameID: `subject of ${address}`,
      InResponseTo: request,
      AuthnStatement: '',
      attrMail: address,
    };
    const fill = (text: string) => ({ id: tags.ID, context: samlify.SamlLib.replaceTagsByValue(text, tags) });
    const made = await this.#idp.createLoginResponse(
      sp,
      { extract: { request: { id: request } } } as never,
      'post',
      { email: address },
      fill as never,
    );
    return made.context;
  }
}
