// Why a mail server was not trusted, in a sentence that says what to do. It names nobody: it may be logged and shown.

interface Server {
  readonly who: string;
  readonly setting: string;
  readonly scheme: string;
  readonly meanwhile: string;
}

const sentences = ({ who, setting, scheme, meanwhile }: Server) => ({
  NO_TLS: `the ${who} offers no TLS, and nothing is said to it without. Name one that does in ${setting}: ${scheme}:// and its name, or one with STARTTLS.`,
  CERT_EXPIRED: `the certificate of the ${who} has expired; whoever runs it has to renew it. ${meanwhile}`,
  CERT_TOO_EARLY: `the certificate of the ${who} is not valid yet; its clock or ours is wrong. ${meanwhile}`,
  CERT_OTHER_NAME: `the certificate of the ${who} is for another name; write the name that stands in it into ${setting}. ${meanwhile}`,
  CERT_REVOKED: `the certificate of the ${who} was revoked; whoever runs it has to get another. ${meanwhile}`,
  CERT_UNKNOWN: `the certificate of the ${who} is of an authority that is not known here; if it is your own, name its file in NODE_EXTRA_CA_CERTS and start again. ${meanwhile}`,
});

export const troubleInWords = sentences({
  ...{ who: 'mail server', setting: 'SMTP_URL', scheme: 'smtps', meanwhile: 'Nothing is handed over meanwhile.' },
});

export const mailboxTroubleInWords = sentences({
  ...{ who: 'IMAP server', setting: 'BOUNCES_IMAP_URL', scheme: 'imaps', meanwhile: 'Mails go out all the same.' },
});

export type Trouble = keyof typeof troubleInWords;

/** OpenSSL's words, Node's for a name, and the codes of both. */
const signs: readonly (readonly [RegExp, Trouble])[] = [
  [/certificate has expired|CERT_HAS_EXPIRED/i, 'CERT_EXPIRED'],
  [/certificate is not yet valid|CERT_NOT_YET_VALID/i, 'CERT_TOO_EARLY'],
  [/does not match certificate's altnames|CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/i, 'CERT_OTHER_NAME'],
  [/certificate revoked|CERT_REVOKED/i, 'CERT_REVOKED'],
  [
    /self[- ]signed cert|unable to (?:verify|get)\b.* certificate|CERT_UNTRUSTED|CERT_REJECTED|UNABLE_TO_|certificate (?:chain|signature)|invalid CA/i,
    'CERT_UNKNOWN',
  ],
];

/** Null for whatever is no fault of a certificate. */
export function certificateTrouble({ message, originalCode }: { message: string; originalCode: string }): Trouble | null {
  return signs.find(([sign]) => sign.test(`${originalCode} ${message}`))?.[1] ?? null;
}
