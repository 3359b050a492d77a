// Calm strips at the upper edge: the line, sound and picture, a room without a leader. States that are drawn, never windows that interrupt.
import type { RoomProps } from '../screens/room-props.ts';
import buttons from '../styles/buttons.module.css';
import { timeOfDay } from '../words/times.ts';
import { useWords } from '../words/words.ts';
import css from './Notices.module.css';
import { noticesOf } from './notices-of.ts';
import { useServerNow } from './use-server-now.ts';

export type NoticesProps = Pick<RoomProps, 'view' | 'clockOffset' | 'media' | 'mediaActs' | 'line'>;

export function Notices({ view, clockOffset, media, mediaActs, line }: NoticesProps) {
  const words = useWords();
  const now = useServerNow(clockOffset, view.leaderlessSince === null ? null : 10_000);
  const texts = noticesOf(
    { view, media: media.line, line, now, timeOf: (at) => timeOfDay(at - clockOffset, words.language) },
    words.controls,
  );
  return (
    <div className={css.notices}>
      <div role="status">
        {texts.map((text) => (
          <p key={text} className={css.strip}>
            {text}
          </p>
        ))}
      </div>
      {media.soundNeedsTouch && (
        <p className={css.strip}>
          {words.controls.sound}
          <button type="button" className={buttons.small} onClick={mediaActs.startSound}>
            {words.controls.startSound}
          </button>
        </p>
      )}
    </div>
  );
}
