// The table at the end of RULES.md says what the code does. `UPDATE_TABLES=1 npx vitest run tests/rules/form-table.test.ts` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formsByPhase } from '../support/form-table.ts';

const file = new URL('../../shared/RULES.md', import.meta.url);
const tables = { forms: formsByPhase };

test.each(Object.entries(tables))('[R1.7] the table of %s in the rules is made from the code', (name, make) => {
  const rules = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- made: ${name} -->`, '<!-- made until here -->'];
  const from = rules.indexOf(begin) + begin.length;
  const to = rules.indexOf(end, from);
  expect(rules.indexOf(begin)).toBeGreaterThan(0);
  const made = `\n${make()}\n`;
  if (process.env.UPDATE_TABLES === '1') writeFileSync(file, rules.slice(0, from) + made + rules.slice(to));
  else expect(rules.slice(from, to)).toBe(made);
});
