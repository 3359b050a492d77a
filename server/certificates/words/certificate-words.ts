// The words of certificates. A layout's body decides the language: a German chamber reads German.
import type { CertificateLayout } from '../../../shared/protocol/program/certificates.ts';
import { words as de } from './de.ts';
import type { CertificateWords } from './en.ts';
import { words as en } from './en.ts';

export interface LayoutOf {
  readonly words: CertificateWords;
  readonly language: 'en' | 'de';
  /** How dates are written. */
  readonly place: string;
  readonly paper: 'a4' | 'us-letter';
}

const layouts: Readonly<Record<CertificateLayout, LayoutOf>> = {
  plain: { words: en, language: 'en', place: 'en-GB', paper: 'a4' },
  abs: { words: en, language: 'en', place: 'en-US', paper: 'us-letter' },
  ukAnz: { words: en, language: 'en', place: 'en-GB', paper: 'a4' },
  german: { words: de, language: 'de', place: 'de-DE', paper: 'a4' },
};

export function layoutOf(layout: CertificateLayout): LayoutOf {
  return layouts[layout];
}
