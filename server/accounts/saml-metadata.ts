// What an organisation says of itself in its SAML metadata: its name, where people sign in, and the certificates with which it signs. Of a document
// that declares anything of its own (DOCTYPE, entities) nothing is read.
import { DOMParser } from '@xmldom/xmldom';
import type { MetadataTrouble } from '../../shared/protocol/program/identity.ts';
import { isModest, mostInMetadata } from './modest-xml.ts';
import { certificateIn } from './saml-identity.ts';

export interface SamlFacts {
  readonly issuer: string;
  readonly entry: string;
  /** Several while one takes the place of another. */
  readonly certificates: readonly string[];
}

export interface NoFacts {
  readonly trouble: MetadataTrouble;
}

const metadata = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatures = 'http://www.w3.org/2000/09/xmldsig#';
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const longestName = 400;
const mostCertificates = 20;

export function readMetadata(text: string, now: number): SamlFacts | NoFacts {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || !isModest(text, mostInMetadata)) return { trouble: 'unreadable' };
  try {
    const root = documentIn(text);
    const found = root === null ? [] : providersIn(root, now);
    const [first] = found;
    if (root === null || !isNamed(root, metadata, 'EntityDescriptor', 'EntitiesDescriptor')) return { trouble: 'unreadable' };
    if (first === undefined) return { trouble: 'no-provider' };
    return found.length > 1 ? { trouble: 'many' } : factsOf(first);
  } catch {
    return { trouble: 'unreadable' };
  }
}

function documentIn(text: string): Element | null {
  const refuse = (message: string) => {
    throw new Error(message);
  };
  const parser = new DOMParser({ errorHandler: { warning: () => undefined, error: refuse, fatalError: refuse } });
  return parser.parseFromString(text.replace(/^\uFEFF/, '').trim(), 'text/xml')?.documentElement ?? null;
}

interface Found {
  readonly entity: Element;
  readonly provider: Element;
  readonly isOver: boolean;
}

/** Those that sign people in, however deep a federation has put them. */
function providersIn(element: Element, now: number, isOverAround = false): Found[] {
  const until = element.getAttribute('validUntil');
  const isOver = isOverAround || (until !== null && until !== '' && !(Date.parse(until) > now));
  if (isNamed(element, metadata, 'EntitiesDescriptor'))
    return children(element, metadata, 'EntitiesDescriptor', 'EntityDescriptor').flatMap((one) => providersIn(one, now, isOver));
  return children(element, metadata, 'IDPSSODescriptor')
    .filter((one) => (one.getAttribute('protocolSupportEnumeration') ?? '').split(/\s+/).includes(protocol))
    .map((provider) => ({ entity: element, provider, isOver }));
}

function factsOf({ entity, provider, isOver }: Found): SamlFacts | NoFacts {
  if (isOver) return { trouble: 'expired' };
  const issuer = entity.getAttribute('entityID')?.trim() ?? '';
  if (issuer === '' || issuer.length > longestName || /\p{C}/u.test(issuer)) return { trouble: 'unreadable' };
  const service = children(provider, metadata, 'SingleSignOnService').find((one) => one.getAttribute('Binding') === redirect);
  const entry = service?.getAttribute('Location')?.trim() ?? '';
  if (!URL.canParse(entry) || entry.length > longestName) return { trouble: 'no-redirect' };
  const certificates = children(provider, metadata, 'KeyDescriptor')
    .filter((key) => key.getAttribute('use') !== 'encryption')
    .flatMap((key) => children(key, signatures, 'KeyInfo'))
    .flatMap((info) => children(info, signatures, 'X509Data'))
    .flatMap((data) => children(data, signatures, 'X509Certificate'))
    .map((certificate) => certificateIn(certificate.textContent ?? ''))
    .filter((pem) => pem !== null);
  if (certificates.length === 0) return { trouble: 'no-certificate' };
  return { issuer, entry, certificates: [...new Set(certificates)].slice(0, mostCertificates) };
}

function isNamed(element: Element, namespace: string, ...names: readonly string[]): boolean {
  return element.namespaceURI === namespace && names.includes(element.localName);
}

function children(element: Element, namespace: string, ...names: readonly string[]): Element[] {
  return Array.from(element.childNodes)
    .filter((node): node is Element => node.nodeType === 1)
    .filter((node) => isNamed(node, namespace, ...names));
}
