// An authority of a test's own, and certificates of servers that it has signed, or that somebody else has.
// What comes after it needs it.
import 'reflect-metadata';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const day = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
x509.cryptoProvider.set(webcrypto as Crypto);

export interface ServerPapers {
  readonly key: string;
  readonly cert: string;
}

export interface OwnAuthority {
  /** For NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  /** Valid for so many days from now; for less than none it has expired. */
  serverFor(name: string, validDays?: number, how?: { readonly signsItself: boolean }): Promise<ServerPapers>;
}

interface Pair {
  readonly pem: string;
  readonly keys: CryptoKeyPair;
}

async function pair(): Promise<Pair> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const take = (key: typeof privateKey, format: 'pkcs8' | 'spki', use: KeyUsage[]) =>
    webcrypto.subtle.importKey(format, key.export({ format: 'der', type: format as never }), algorithm, true, use);
  const keys = { privateKey: await take(privateKey, 'pkcs8', ['sign']), publicKey: await take(publicKey, 'spki', ['verify']) };
  return { pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), keys: keys as CryptoKeyPair };
}

export async function ownAuthority(name: string): Promise<OwnAuthority> {
  const own = await pair();
  const issuer = `CN=${name}`;
  const life = (days: number) => ({
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: new Date(Date.now() + days * day),
    signingAlgorithm: algorithm,
  });
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name: issuer, keys: own.keys, ...life(30) },
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return {
    certificate: root.toString('pem'),
    async serverFor(host, validDays = 20, { signsItself } = { signsItself: false }) {
      const { pem, keys } = await pair();
      const certificate = await x509.X509CertificateGenerator.create({
        ...{ serialNumber: '02', subject: `CN=${host}`, issuer: signsItself ? `CN=${host}` : issuer, publicKey: keys.publicKey },
        signingKey: (signsItself ? keys : own.keys).privateKey,
        ...life(validDays),
        extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
      });
      return { key: pem, cert: certificate.toString('pem') };
    },
  };
}
