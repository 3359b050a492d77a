// One chair of the circle: a face or what stands for it, the seat beneath, the name. Moved by transform only, so that a picture never flickers.
import type { CSSProperties } from 'react';
import type { Chair as ChairView } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import css from './Chair.module.css';
import { ChairDrawing } from './ChairDrawing.tsx';
import { ChairMark } from './ChairMark.tsx';
import { chairLook, initials, type Seen } from './chair-look.ts';
import { Face } from './Face.tsx';
import type { Point } from './ring-path.ts';

export interface ChairProps extends Seen {
  readonly chair: ChairView;
  readonly place: Point;
  /** The size at which the face is laid out, and the one at which it is drawn now. */
  readonly base: number;
  readonly size: number;
  /** One of eight quiet colours. */
  readonly tone: number;
  /** Marked for everybody. */
  readonly leads: boolean;
}

export function Chair({ chair, place, base, size, tone, leads, ...seen }: ChairProps) {
  const words = useWords();
  const look = chairLook(chair, seen, words);
  const position = {
    '--x': `${place.x}px`,
    '--y': `${place.y}px`,
    '--base': `${base}px`,
    '--size': `${size}px`,
    '--scale': size / base,
  };
  const still =
    look.shows === 'picture' ? null : (
      <span className={css.still} data-shows={look.shows}>
        {look.shows === 'chair' ? <ChairDrawing /> : <span className={css.initials}>{initials(chair.name)}</span>}
        {look.caption && <span className={css.caption}>{look.caption}</span>}
      </span>
    );
  return (
    <li
      className={css.chair}
      style={position as CSSProperties}
      data-state={chair.state}
      data-me={seen.isMe || undefined}
      data-circle={chair.circle}
      data-tone={tone}
      data-person={chair.personId}
    >
      <span className="said">{look.said}</span>
      <span className={css.body}>
        <span className={css.face} data-shows={look.shows} aria-hidden="true">
          <Face picture={seen.isMe && seen.hidesSelf ? null : seen.picture} isMirrored={seen.isMe} still={still} />
          {look.mark && <ChairMark mark={look.mark} size={size} />}
        </span>
        <span className={css.seat} data-alive={look.isAlive} aria-hidden="true" />
      </span>
      <span className={css.name} aria-hidden="true">
        <span dir="auto">{look.name}</span>
        {leads && !seen.isMe && <small>{words.chairs.leads}</small>}
      </span>
    </li>
  );
}
