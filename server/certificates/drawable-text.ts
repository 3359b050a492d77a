// Which words may stand on paper at all: nothing that would be read otherwise than it is seen. Whether our faces can draw the rest, Typst says.

/** Letters that are joined in writing, between which the two joiners stand for something. */
const joined = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}]/u;
/** Controls, what turns the direction of writing, what is not seen, and what stands for nothing. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/u;

/** The letters as one character each where there is one, and one space where there are several. */
export function asWritten(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

export function isSeenAsRead(text: string): boolean {
  const characters = [...text];
  return characters.every((character, index) => {
    const isJoiner = character === '\u200c' || character === '\u200d';
    if (isJoiner) return joined.test(characters[index - 1] ?? '') && joined.test(characters[index + 1] ?? '');
    return !unseen.test(character);
  });
}

export interface OwnText {
  readonly text: string;
  readonly lang: string;
  readonly isRtl: boolean;
}

/** A name or title in its own direction and script; `language` where its letters do not say. */
export function ownText(text: string, language: string): OwnText {
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  if (/\p{Script=Arabic}/u.test(first)) return { text, lang: 'ar', isRtl: true };
  if (/\p{Script=Han}/u.test(first)) return { text, lang: 'zh', isRtl: false };
  return { text, lang: language, isRtl: false };
}
