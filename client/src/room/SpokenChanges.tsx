// The polite live region: says each change of the room once, in sentences (R10.1). Shows nothing.
import { useState } from 'react';
import type { RoomView } from '../../../shared/ritual/view.ts';
import { onThisClock } from '../model/steady-clock.ts';
import { timeOfDay } from '../words/times.ts';
import { useWords } from '../words/words.ts';
import { spokenChanges } from './spoken-changes.ts';

export interface SpokenChangesProps {
  readonly view: RoomView;
  readonly clockOffset: number;
}

export function SpokenChanges({ view, clockOffset }: SpokenChangesProps) {
  const words = useWords();
  const [told, setTold] = useState({ view, text: '' });
  if (told.view !== view) {
    const timeOf = (at: number) => timeOfDay(onThisClock(at, clockOffset), words.language);
    const changes = spokenChanges(told.view, view, words, timeOf).join(' ');
    setTold({ view, text: changes || told.text });
  }
  return (
    <p className="said" role="status" aria-live="polite">
      {told.text}
    </p>
  );
}
