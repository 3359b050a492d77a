// How a mail looks: one column, one heading, lines, one button. The plain text is made of the same parts. No picture, no style from elsewhere,
// nothing that tells us whether it was read.

/** What a mail is made of, in its order. */
export type Part =
  | { readonly text: string }
  /** Of equal rank: days, and the hours of each. */
  | { readonly days: readonly (readonly [day: string, hours: string])[] }
  /** It opens a page; it does nothing by itself. */
  | { readonly button: string; readonly url: string }
  | { readonly small: string; readonly url?: string };

export interface LetterPage {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly heading: string;
  readonly parts: readonly Part[];
  /** Before the button's address, for those whose mail program shows no buttons. */
  readonly orOpen: string;
}

export function asText({ heading, parts }: LetterPage): string {
  const paragraphs = parts.map((part) => {
    if ('days' in part) return part.days.map((day) => `  ${day.join(', ')}`).join('\n');
    if ('button' in part) return `${part.button}:\n${part.url}`;
    return 'text' in part ? part.text : [part.small, ...(part.url === undefined ? [] : [part.url])].join('\n');
  });
  return `${[heading, ...paragraphs].join('\n\n')}\n`;
}

/** The light colours of the page, which mail programs with a dark ground turn round themselves. */
const colours = {
  wall: '#efe8df',
  desk: '#fcf7ee',
  word: '#2b201a',
  quiet: '#5f5248',
  line: '#d8ccbe',
  accent: '#8a5414',
  onAccent: '#fffaf2',
};
const sans = "font-family:Figtree,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const serif = "font-family:'Source Serif 4',Georgia,'Times New Roman',serif";

export function asHtml({ language, direction, heading, parts, orOpen }: LetterPage): string {
  const attributes = `lang="${escaped(language)}" dir="${direction}"`;
  return `<!doctype html>
<html ${attributes}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(heading)}</title></head>
<body style="margin:0;background:${colours.wall};color:${colours.word};${sans};font-size:16px;line-height:1.5">
<table role="presentation" ${attributes} width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:${colours.desk};border:1px solid ${colours.line};border-radius:14px"><tr><td align="${direction === 'ltr' ? 'left' : 'right'}" style="padding:28px;overflow-wrap:anywhere">
<h1 style="margin:0 0 16px;${serif};font-size:24px;line-height:1.25;font-weight:600">${escaped(heading)}</h1>
${parts.map((part) => partInHtml(part, orOpen)).join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function partInHtml(part: Part, orOpen: string): string {
  if ('days' in part) {
    const items = part.days.map(
      ([day, hours]) =>
        `<li style="margin:0;padding:10px 0;border-top:1px solid ${colours.line}"><bdi><strong>${escaped(day)}</strong></bdi><br><bdi>${escaped(hours)}</bdi></li>`,
    );
    return `<ul style="margin:0 0 16px;padding:0;list-style:none;border-bottom:1px solid ${colours.line}">${items.join('')}</ul>`;
  }
  if ('button' in part) {
    const url = escaped(part.url);
    return `<p style="margin:20px 0 12px"><a href="${url}" style="display:inline-block;padding:12px 22px;border-radius:999px;background:${colours.accent};color:${colours.onAccent};text-decoration:none;font-weight:600">${escaped(part.button)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:${colours.quiet}">${escaped(orOpen)}<br><a href="${url}" style="color:${colours.quiet};word-break:break-all">${url}</a></p>`;
  }
  if ('text' in part) return `<p style="margin:0 0 16px">${escaped(part.text)}</p>`;
  const address =
    part.url === undefined ? '' : `<br><a href="${escaped(part.url)}" style="color:${colours.quiet}">${escaped(part.url)}</a>`;
  return `<p style="margin:0 0 10px;font-size:13px;color:${colours.quiet}">${escaped(part.small)}${address}</p>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
