// What each phase of a meeting means, for whoever is new to it: before the doorstep, folded, and fetched only when it is unfolded.
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../words/words.ts';
import css from './FirstMeeting.module.css';

const Phases = lazy(async () => ({ default: (await import('./HelpSheet.tsx')).FirstPhases }));

export function FirstMeeting() {
  const { gate } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={css.first} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{gate.firstMeeting}</summary>
      <Suspense>{isOpen && <Phases />}</Suspense>
    </details>
  );
}
