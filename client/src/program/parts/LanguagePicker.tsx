// A language, each under its own name.
import { useMemo } from 'react';
import type { ControlIds } from './Field.tsx';

/** Those in which Balint groups are known to meet. */
const codes = 'ar bg cs da de el en es et fa fi fr he hr hu it ja ko lt lv nl no pl pt ro ru sk sl sr sv tr uk zh'.split(' ');

interface LanguagePickerProps {
  readonly ids: ControlIds;
  readonly value: string;
  readonly onChange: (language: string) => void;
  /** What no choice means, where there may be none. */
  readonly any?: string;
}

export function LanguagePicker({ ids, value, onChange, any }: LanguagePickerProps) {
  const languages = useMemo(
    () =>
      [...new Set([...codes, ...(value === '' ? [] : [value])])]
        .map((code) => ({ code, name: nameOf(code) }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    [value],
  );
  return (
    <select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
      {any !== undefined && <option value="">{any}</option>}
      {languages.map(({ code, name }) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

export function nameOf(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.replace(/^./u, (letter) => letter.toLocaleUpperCase(code));
}

/** The browser's own, if a group may have it. */
export function hereLanguage(): string {
  const [code = 'en'] = navigator.language.split('-');
  return codes.includes(code) ? code : 'en';
}
