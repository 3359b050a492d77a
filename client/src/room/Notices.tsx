// The calm notice at the upper edge: connection, sound and picture. It shows a state and never interrupts with a window.

import type { RoomProps } from '../model/room-props.ts';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './Notices.module.css';
import { connectionInWords } from './notices-of.ts';
import { OwnNotice } from './OwnNotice.tsx';
import { Unheard } from './Unheard.tsx';

export interface NoticesProps extends Pick<RoomProps, 'view' | 'media' | 'mediaActs' | 'connection'> {
  /** Why an act was not done, where no other place says so. */
  readonly notDone: string | null;
}

export function Notices({ view, media, mediaActs, connection, notDone }: NoticesProps) {
  const { controls } = useWords();
  const text = connectionInWords(media, connection, controls);
  return (
    <div className={css.notices} data-notices>
      <p className={css.strip} role="status">
        {notDone}
      </p>
      <p className={css.strip} role="status">
        {text}
      </p>
      {connection === 'open' && <OwnNotice media={media} mediaActs={mediaActs} />}
      {connection === 'open' && <Unheard view={view} />}
      {media.connection === 'none' && (
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
