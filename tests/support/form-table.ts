// The table at the end of the rules, made from the code: which phases each preset has, and for how long.
import { presets } from '../../shared/ritual/forms.ts';
import { allPhaseIds, phases } from '../../shared/ritual/phases.ts';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

export function formsByPhase(): string {
  const all = Object.values(presets);
  const rows = allPhaseIds
    .filter((id) => id !== 'ended')
    .map((id) => [
      `\`${id}\``,
      ...all.map((form) =>
        form.phases.includes(id) ? String((form.minutes as Record<string, number>)[id] ?? phases[id].minutes) : '–',
      ),
    ]);
  return table(
    ['minutes', ...all.map(({ name }) => name)],
    [
      ...rows,
      ['cases', ...all.map((form) => String(form.casesPerMeeting))],
      ['stepping back', ...all.map((form) => `\`${form.pushBack}\``)],
      ['led', ...all.map((form) => ('led' in form ? 'by a convenor' : 'by leaders'))],
    ],
  );
}
