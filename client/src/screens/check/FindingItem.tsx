// One finding: its icon, its name, its verdict in words, what was found and what to do. The icon is never alone.
import { Circle, CircleCheck, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import css from './Check.module.css';
import type { Finding, Verdict } from './finding.ts';

const signs: Readonly<Record<Verdict, LucideIcon>> = {
  good: CircleCheck,
  fair: TriangleAlert,
  bad: CircleX,
  open: Circle,
  none: CircleMinus,
};

export function FindingItem({ finding, children }: { readonly finding: Finding; readonly children?: ReactNode }) {
  const { check } = useWords();
  const Sign = signs[finding.verdict];
  return (
    <li className={css.finding} data-finding={finding.id} data-verdict={finding.verdict}>
      <Sign aria-hidden="true" />
      <div>
        <p className={css.name}>
          <strong>{check.names[finding.id]}</strong>
          <span>{check.verdicts[finding.verdict]}</span>
        </p>
        <p>{finding.says}</p>
        {finding.todo !== null && (
          <p>
            <strong>{check.todo}</strong> <span>{finding.todo}</span>
          </p>
        )}
        {children}
      </div>
    </li>
  );
}
