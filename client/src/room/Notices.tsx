// The calm strip at the upper edge: the line, sound and picture. A state that is drawn, never a window that interrupts.

import { ActButton } from '../press/ActButton.tsx';
import type { RoomProps } from '../screens/room-props.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './Notices.module.css';
import { lineInWords } from './notices-of.ts';
import { OwnNotice } from './OwnNotice.tsx';
import { Unheard } from './Unheard.tsx';

export interface NoticesProps extends Pick<RoomProps, 'view' | 'media' | 'mediaActs' | 'line'> {
  /** Why what was wished was not done, where no other place says it. */
  readonly notDone: string | null;
}

export function Notices({ view, media, mediaActs, line, notDone }: NoticesProps) {
  const { controls } = useWords();
  const text = lineInWords(media, line, controls);
  return (
    <div className={css.notices} data-notices>
      <p className={css.strip} role="status">
        {notDone}
      </p>
      <p className={css.strip} role="status">
        {text}
      </p>
      {line === 'open' && <OwnNotice media={media} mediaActs={mediaActs} />}
      {line === 'open' && <Unheard view={view} />}
      {media.line === 'none' && (
        <details className={css.strip}>
          <summary>{controls.noMedia}</summary>
          <p>{controls.noMediaMore}</p>
          <ol>
            {controls.noMediaWays.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ol>
        </details>
      )}
      {media.soundNeedsTouch && (
        <p className={css.strip}>
          <span>{controls.sound}</span>
          <ActButton means="startSound" className={buttons.small} onAct={mediaActs.startSound}>
            {controls.startSound}
          </ActButton>
        </p>
      )}
    </div>
  );
}
