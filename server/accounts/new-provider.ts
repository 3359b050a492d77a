// What a coordinator says of a provider, made complete: of SAML metadata, by its address or pasted, what stands in it.
import type { MetadataTrouble, NewProvider } from '../../shared/protocol/program/identity.ts';
import { isPublicPlace, type Reach } from '../outward/public-address.ts';
import type { IdentityFault } from '../ports/identity.ts';
import { lookAtMetadata, publicFacts } from './look-at-metadata.ts';
import { certificateIn } from './saml-identity.ts';
import { readMetadata, type SamlFacts } from './saml-metadata.ts';

interface Named {
  readonly name: string;
  readonly domains: readonly string[];
}
interface WholeOidc extends Named {
  readonly kind: 'oidc';
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}
interface WholeSaml extends Named, SamlFacts {
  readonly kind: 'saml';
  /** Null: nothing is read again. */
  readonly metadataUrl: string | null;
}
export type WholeProvider = WholeOidc | WholeSaml;

export async function wholeProvider(wish: NewProvider, reach: Reach, now: number): Promise<WholeProvider | IdentityFault> {
  if (wish.kind === 'oidc') return (await isPublicPlace(wish.issuer, reach)) ? wish : fault('issuer', 'private');
  const { kind, name, domains } = wish;
  if (!('metadata' in wish)) {
    const { issuer, entry } = wish;
    const certificate = certificateIn(wish.certificate);
    if (certificate === null) return fault('certificate', 'unreadable');
    if (!(await isPublicPlace(entry, reach))) return fault('entry', 'private');
    return { kind, name, domains, issuer, entry, certificates: [certificate], metadataUrl: null };
  }
  const metadataUrl = /^\uFEFF?</.test(wish.metadata) ? null : wish.metadata;
  const found = await (metadataUrl === null
    ? publicFacts(readMetadata(wish.metadata, now), reach)
    : lookAtMetadata(metadataUrl, reach, now));
  return 'trouble' in found ? fault('metadata', found.trouble) : { kind, name, domains, ...found, metadataUrl };
}

function fault(path: IdentityFault['fault']['path'], code: MetadataTrouble): IdentityFault {
  return { fault: { path, code } };
}
