// The report as text, for whoever helps: what was found, in the same words as on the page, and nothing about anybody.
import type { Words } from '../../words/en.ts';
import type { FindingGroup } from './finding.ts';

export function reportText(groups: readonly FindingGroup[], summary: string, at: Date, { check, language }: Words): string {
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  return [
    `${check.reportTitle}, ${when} UTC`,
    summary,
    ...groups.flatMap(({ id, findings }) => [
      '',
      check.groups[id],
      ...findings.map((finding) => {
        const todo = finding.todo === null ? '' : ` ${check.todo} ${finding.todo}`;
        return `- ${check.names[finding.id]}: ${check.verdicts[finding.verdict]}. ${finding.says}${todo}`;
      }),
    ]),
    '',
  ].join('\n');
}
