// The languages that mails speak: one line for each. Whoever reads another gets English.
import { words as de } from './de.ts';
import { words as en, type MailWords } from './en.ts';

const spoken: Readonly<Record<string, MailWords>> = { en, de };
const fromTheRight = new Set(['ar', 'fa', 'he', 'ur']);

export interface MailLanguage {
  /** For `lang`, and for dates. */
  readonly code: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: MailWords;
}

export function mailLanguage(code: string): MailLanguage {
  const words = Object.hasOwn(spoken, code) ? spoken[code] : undefined;
  const language = words === undefined ? 'en' : code;
  return { code: language, direction: fromTheRight.has(language) ? 'rtl' : 'ltr', words: words ?? en };
}
