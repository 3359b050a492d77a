// What has a good default: folded away behind a sentence that says what holds. A fault in it unfolds it.
import { type ReactNode, useState } from 'react';
import form from './Form.module.css';

interface FoldedProps {
  /** What holds now. */
  readonly holds: string;
  readonly change: string;
  readonly isWrong: boolean;
  readonly children: ReactNode;
}

export function Folded({ holds, change, isWrong, children }: FoldedProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen || isWrong} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={form.summary}>
        <span className={form.quiet}>{holds}</span> {change}
      </summary>
      <div className={form.form}>{children}</div>
    </details>
  );
}
