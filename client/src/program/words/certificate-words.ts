// The words of this part of the pages around the room; they come with the first page that says them.
import { type CertificateWords, certificates } from './en/certificates.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useCertificateWords(): CertificateWords {
  return useProgramCatalogue(certificates, (language) => language.certificates);
}
