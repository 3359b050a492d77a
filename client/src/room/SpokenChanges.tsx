// The polite live region: says each change of the room once, in sentences (R10.1). Shows nothing.
import { useState } from 'react';
import type { RoomView } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import { spokenChanges } from './spoken-changes.ts';

export function SpokenChanges({ view }: { readonly view: RoomView }) {
  const words = useWords();
  const [told, setTold] = useState({ view, text: '' });
  if (told.view !== view) {
    const changes = spokenChanges(told.view, view, words).join(' ');
    setTold({ view, text: changes || told.text });
  }
  return (
    <p className="said" role="status" aria-live="polite">
      {told.text}
    </p>
  );
}
