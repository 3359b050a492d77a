// One touch to the help sheet, from the doorstep, the room and the farewell. Pressed twice it opens once.
import { lazy, Suspense, useState } from 'react';
import type { RoomView } from '../../../shared/ritual/view.ts';
import buttons from '../styles/buttons.module.css';
import { useDoorWords } from '../words/door-words.ts';

const HelpSheet = lazy(async () => ({ default: (await import('./HelpSheet.tsx')).HelpSheet }));

export function HelpButton({ room }: { readonly room?: Pick<RoomView, 'phaseNames' | 'pushBack'> }) {
  const { help } = useDoorWords().door;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={buttons.quiet} onClick={() => setOpen(true)}>
        {help}
      </button>
      <Suspense>{isOpen && <HelpSheet room={room} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
