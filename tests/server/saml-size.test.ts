// What is larger than any honest answer of a sign-in service is refused unread: reading it would take minutes, in which nobody in any room is answered.
import { expect, test } from 'vitest';
import { SamlIdentity } from '../../server/accounts/saml-identity.ts';
import { readMetadata } from '../../server/accounts/saml-metadata.ts';
import { samlCertificate } from '../support/saml-key.ts';

const head = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_a" InResponseTo="_x" Version="2.0">';
const tail = '</samlp:Response>';
const times = (text: string) => text.repeat(Math.floor(180_000 / text.length));

const documents = {
  'many elements': head + times('<a/>') + tail,
  'deep elements': head + times('<a>') + tail,
  'many attributes': head.replace('ID=', `${Array.from({ length: 18_000 }, (_, i) => `a${i}=""`).join(' ')} ID=`) + tail,
  'many names': head.replace('ID=', `${Array.from({ length: 6_000 }, (_, i) => `xmlns:a${i}="u${i}"`).join(' ')} ID=`) + tail,
  'many comments': head + times('<!---->') + tail,
  'many entities': `<!DOCTYPE a [${times('<!ENTITY a "b">')}]>${head}${tail}`,
};

test.each(Object.entries(documents))(
  '%s',
  async (_, xml) => {
    const settings = {
      id: 'x',
      issuer: 'https://idp.example',
      entry: 'https://idp.example/in',
      certificates: [samlCertificate],
    };
    const fields = { SAMLResponse: Buffer.from(xml).toString('base64') };
    const read = new SamlIdentity(settings).read({ fields }, { origin: 'http://localhost' }, async () => ({}));
    await expect(read).rejects.toMatchObject({ reason: 'answer-unreadable' });
    expect(readMetadata(xml, 0)).toEqual({ trouble: 'unreadable' });
  },
  20_000,
);
