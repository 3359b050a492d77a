// Reads the notice that a mail server writes of a mail that it could not deliver, or not yet (RFC 3464). What is no such notice is not understood, and
// nothing is guessed from its words.
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { type BounceClaim, claimsIn } from './bounce-address.ts';

export interface Bounce {
  /** For whose seal only this server can vouch. */
  readonly claims: readonly BounceClaim[];
  /** `failed`: it is given up. `late`: it is still tried. `arrived`: nothing that we tell anybody. */
  readonly is: 'failed' | 'late' | 'arrived';
  /** Such as `5.1.1 550 no such mailbox`: what the other side said, with the class of what it means first. */
  readonly answer: string;
}

const limits = { maxNestingDepth: 20, maxHeadersSize: 128 * 1024, maxRfc822NestingDepth: 0 };
/** Where a mail server says to which address this came. */
const toWhom = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to']);
const most = 8_192;

/** Null for what is no notice of a returned mail. */
export async function readBounce(raw: Uint8Array): Promise<Bounce | null> {
  const mail = await PostalMime.parse(raw, { ...limits, attachmentEncoding: 'utf8', forceRfc822Attachments: true }).catch(
    () => null,
  );
  if (mail === null) return null;
  const said = statusIn(mail.attachments);
  const claims = said === null ? [] : claimsIn(addressesIn(mail));
  return said === null || claims.length === 0 ? null : { ...said, claims };
}

function addressesIn({ headers, attachments }: Email): string {
  const returned = attachments.filter(({ mimeType }) => /^(message\/rfc822|message\/global|text\/rfc822-headers)$/.test(mimeType));
  return [
    ...headers.filter(({ key }) => toWhom.has(key)).map(({ value }) => value.slice(0, most)),
    ...returned.map((part) => textOf(part)),
  ].join('\n');
}

function statusIn(attachments: readonly Attachment[]): Pick<Bounce, 'is' | 'answer'> | null {
  const part = attachments.find(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType));
  if (part === undefined) return null;
  const people = groupsIn(textOf(part)).filter((fields) => fields.has('action'));
  // A notice of ours has one reader. Of several the worst counts.
  const said = people.map(oneStatus).sort((a, b) => ranks.indexOf(a.is) - ranks.indexOf(b.is));
  return said.find(({ is }) => ranks.includes(is)) ?? null;
}

const ranks: readonly string[] = ['failed', 'late', 'arrived'] satisfies Bounce['is'][];

function oneStatus(fields: ReadonlyMap<string, string>): { readonly is: Bounce['is']; readonly answer: string } {
  const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0]?.toLowerCase() ?? '';
  const is = ({ failed: 'failed', delayed: 'late', delivered: 'arrived', relayed: 'arrived', expanded: 'arrived' } as const)[
    action
  ];
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^[^;]{1,20};\s*/, '');
  // Whoever gives up without a class means it: RFC 3464 wants one.
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? (is === 'failed' ? '5.0.0' : '4.0.0');
  return { is: is as Bounce['is'], answer: `${status} ${diagnostic}`.trim() };
}

/** Fields in blocks that empty lines part: first of the notice, then of each reader. */
function groupsIn(text: string): ReadonlyMap<string, string>[] {
  return text.split(/\r?\n[ \t]*\r?\n/).map((block) => {
    const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
    return new Map(
      lines.flatMap((line) => {
        const [, name, value] = /^([A-Za-z-]{1,40}):[ \t]*(.*)$/.exec(line) ?? [];
        return name === undefined ? [] : [[name.toLowerCase(), value ?? ''] as const];
      }),
    );
  });
}

function textOf({ content }: Attachment): string {
  return (typeof content === 'string' ? content : new TextDecoder().decode(content)).slice(0, most);
}
