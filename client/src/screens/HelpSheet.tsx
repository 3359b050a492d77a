// The sheet for members: what happens in each phase, what stepping back is, the keys, and what to do without sound. One printed page.
import { useContext, useId, useRef } from 'react';
import { asPresenter, helpAddress, practiseAddress, readers } from '../../../shared/protocol/aside-addresses.ts';
import type { RoomView } from '../../../shared/ritual/view.ts';
import { RotationContext } from '../model/rotation-context.ts';
import { useModal } from '../parts/use-modal.ts';
import buttons from '../styles/buttons.module.css';
import { useHelpWords } from '../words/help-words.ts';
import css from './HelpSheet.module.css';
import { HelpText, PhasesExplained } from './HelpText.tsx';

export interface HelpSheetProps {
  /** In the room: the group's own names, and whether its presenters step back (R3.1). Outside it, there is time for more. */
  readonly room: Pick<RoomView, 'phaseNames' | 'pushBack'> | undefined;
  readonly onClose: () => void;
}

export function HelpSheet({ room, onClose }: HelpSheetProps) {
  const help = useHelpWords();
  const id = useId();
  const sheet = useRef<HTMLDialogElement>(null);
  useModal(sheet);
  return (
    <dialog ref={sheet} className={css.sheet} onClose={onClose} aria-labelledby={id} data-sheet>
      <h2 id={id} tabIndex={-1}>
        {help.heading}
      </h2>
      <HelpText names={room?.phaseNames} pushBack={room?.pushBack} keepsRotation={useContext(RotationContext)} Heading="h3" />
      {room === undefined && (
        <p className={css.more}>
          <a href={practiseAddress} target="_blank" rel="noopener">
            {help.practise}
          </a>
          {readers.map((reader) => (
            <a key={reader} href={helpAddress(reader)} target="_blank" rel="noopener">
              {help.papers[reader]}
            </a>
          ))}
        </p>
      )}
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

/** The phases alone, for whoever is new; in this file, because a file of their own would weigh on the way to the doorstep. */
export function FirstPhases() {
  const help = useHelpWords();
  return (
    <>
      <PhasesExplained phases={help.phases} />
      <p>
        <a href={`${practiseAddress}#${asPresenter}`} target="_blank" rel="noopener">
          {help.stepBackOnce}
        </a>
      </p>
    </>
  );
}
