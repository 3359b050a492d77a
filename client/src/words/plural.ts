// The forms that a number asks for in a language.

/** `pluralIn<'one' | 'few' | 'many' | 'other'>('pl')`: the compiler then asks for each of these forms. */
export function pluralIn<Category extends Intl.LDMLPluralRule>(language: string) {
  const rules = new Intl.PluralRules(language);
  return (count: number, forms: Readonly<Record<Category | 'other', string>>): string =>
    forms[rules.select(count) as Category] ?? forms.other;
}
