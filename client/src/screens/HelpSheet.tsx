// The sheet for members: what happens in each phase, what stepping back is, the keys, and what to do without sound. One printed page.
import { useEffect, useId, useRef } from 'react';
import type { PhaseNames } from '../../../shared/ritual/forms.ts';
import { phaseName } from '../model/phase-name.ts';
import { chordName } from '../press/held-here.ts';
import buttons from '../styles/buttons.module.css';
import { useHelpWords } from '../words/help-words.ts';
import { useWords } from '../words/words.ts';
import css from './HelpSheet.module.css';

const keys = ['m', 'v', 'h', 's'] as const;

export interface HelpSheetProps {
  /** The group's own, where it is known. */
  readonly names: PhaseNames | undefined;
  readonly onClose: () => void;
}

export function HelpSheet({ names, onClose }: HelpSheetProps) {
  const words = useWords();
  const help = useHelpWords();
  const id = useId();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = sheet.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const does = { m: words.keys.microphone, v: words.keys.camera, h: words.keys.self, s: words.keys.signal };
  return (
    <dialog ref={sheet} className={css.sheet} onClose={onClose} aria-labelledby={id} data-sheet>
      <h2 id={id} tabIndex={-1}>
        {help.heading}
      </h2>
      <p>{help.idea}</p>
      <h3>{help.phasesHeading}</h3>
      <dl className={css.phases}>
        {help.phases.map(([phase, says]) => (
          <div key={phase}>
            <dt>{phaseName(phase, names, words.phases.names)}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <h3>{help.backHeading}</h3>
      {help.back.map((says) => (
        <p key={says}>{says}</p>
      ))}
      <h3>{help.soundHeading}</h3>
      <ul>
        {help.sound.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <h3>{help.keysHeading}</h3>
      <p>{help.keysMore}</p>
      <dl className={css.keys}>
        {keys.map((key) => (
          <div key={key}>
            <dt>{chordName(key)}</dt>
            <dd>{does[key]}</dd>
          </div>
        ))}
      </dl>
      <div className={css.row}>
        <button type="button" className={buttons.main} onClick={onClose}>
          {help.done}
        </button>
        <button type="button" className={buttons.plain} onClick={() => window.print()}>
          {help.print}
        </button>
      </div>
    </dialog>
  );
}
