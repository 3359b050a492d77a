// What the desk tells the leader now: the notices, and whether the silence is confirmed. Part of the desk, or at the upper edge of a low screen.
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import type { RoomProps } from '../../model/room-props.ts';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import { useServerNow } from '../use-server-now.ts';
import { DeskNotices } from './DeskNotices.tsx';
import { deskNotices, timeNotices } from './desk-notices.ts';
import { SilenceSeal } from './SilenceSeal.tsx';
import css from './Telling.module.css';
import { wordNotices } from './words-to-leaders.ts';

export interface TellingProps extends Pick<RoomProps, 'view' | 'clockOffset' | 'whisper' | 'notes' | 'connection'> {
  readonly desk: Desk;
  readonly act: Act;
}

/** The presenter outside the circle, who can be written to. */
export function outsideNameIn(view: RoomView, desk: Desk): string | null {
  if (desk.presenterInvited) return null;
  return view.chairs.find((chair) => chair.state === 'steppedBack')?.name ?? null;
}

export function Telling({ view, desk, clockOffset, whisper, notes, connection, act }: TellingProps) {
  const words = useWords().desk;
  const now = useServerNow(clockOffset, desk.lost.length > 0 ? 5_000 : null);
  const nameOf = (id: string) => view.chairs.find((chair) => chair.personId === id)?.name ?? '';
  const notices = [
    ...deskNotices(desk, view.presenterId, nameOf, now, words),
    ...wordNotices(view, notes, nameOf, words),
    ...timeNotices(desk, view.me.personId, nameOf, words),
  ];
  return (
    <div className={css.telling} data-telling>
      <DeskNotices
        notices={notices}
        act={act}
        outsideName={outsideNameIn(view, desk)}
        write={(text) => whisper('presenter', text)}
      />
      <SilenceSeal desk={desk} clockOffset={clockOffset} view={view} isKnown={connection === 'open'} />
    </div>
  );
}
