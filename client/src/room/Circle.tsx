// The circle: every chair of the group in one order, seen from one's own (R5.1), an outer circle around it where the group has two (R5.6), and
// the middle for the room's words.
// Chairs move only when the ritual does: somebody steps back, the circle closes, they return.

import { type ReactNode, useMemo, useRef } from 'react';
import { isLeading } from '../../../shared/ritual/roles.ts';
import type { RoomView } from '../../../shared/ritual/view.ts';
import type { RoomMedia } from '../model/room-media.ts';
import { useWords } from '../words/words.ts';
import { Chair } from './Chair.tsx';
import css from './Circle.module.css';
import type { Mark } from './chair-look.ts';
import { type Area, centreBox, nearestCorner, type Ring, ringFor, steppedBackSize } from './circle-geometry.ts';
import { isCircleListening } from './circle-round.ts';
import { type OuterRing, outerRing } from './outer-ring.ts';
import type { Point } from './ring-path.ts';
import { type SeatOrder, seatOrder } from './seat-order.ts';
import { useFreeArea } from './use-free-area.ts';
import { useMoving } from './use-moving.ts';

export interface CircleProps {
  readonly view: RoomView;
  readonly media: RoomMedia;
  readonly hidesSelf: boolean;
  /** R4.7: this page's connection to the room, and to sound and picture. */
  readonly isConnectionAlive: boolean;
  /** Drawn in the empty middle. */
  readonly children: ReactNode;
}

interface Standing {
  readonly base: number;
  readonly ring: Ring;
  readonly outer: OuterRing;
}

export function Circle({ view, media, hidesSelf, isConnectionAlive, children }: CircleProps) {
  const words = useWords();
  const place = useRef<HTMLElement>(null);
  const area = useFreeArea(place);
  const order = useMemo(() => seatOrder(view), [view]);
  const away = order.steppedBack ? order.whole.indexOf(order.steppedBack) : -1;
  const standing = useMemo(
    () => area && stand(area, { inner: order.whole.length, outer: order.outer.length }, away, order.hasOwnChair),
    [area, order.whole.length, order.outer.length, away, order.hasOwnChair],
  );
  const isMoving = useMoving(
    `${view.phase} ${order.steppedBack?.personId ?? ''} ${order.outer.length} ${order.outer[0]?.personId ?? ''}`,
  );
  return (
    <section ref={place} className={css.circle} data-moving={isMoving || undefined} aria-label={words.chairs.circle}>
      <ul>
        {standing &&
          drawn(order, view.me.personId).map((chair) => (
            <Chair key={chair.personId} {...chairProps(chair, order, standing, view, media, { hidesSelf, isConnectionAlive })} />
          ))}
      </ul>
      <div
        className={css.middle}
        style={order.outer.length > 0 && standing ? { maxWidth: centreBox(standing.outer.inner).width } : {}}
      >
        {children}
      </div>
    </section>
  );
}

/** `away`: the stepped-back place in the whole circle, or -1; 0 is the viewer, who then looks in from outside (R3.3). */
function stand(room: Area, counts: { inner: number; outer: number }, away: number, hasOwnChair: boolean): Standing {
  const outer = outerRing(room, counts.outer);
  const { inner: area } = outer;
  const within = (ring: Ring) => moved(ring, (room.width - area.width) / 2, (room.height - area.height) / 2);
  const count = counts.inner;
  const whole = ringFor({ area, count, fromWithin: hasOwnChair, corner: null });
  if (away < 0) return { base: whole.size, ring: within(whole), outer };
  const from = whole.places[away];
  const corner = (away === 0 && hasOwnChair) || !from ? null : nearestCorner(area, from);
  const ring = ringFor({ area, count: count - 1, fromWithin: hasOwnChair && away !== 0, corner });
  return { base: whole.size, ring: within(ring), outer };
}

function moved(ring: Ring, dx: number, dy: number): Ring {
  if (dx === 0 && dy === 0) return ring;
  const by = ({ x, y }: Point): Point => ({ x: Math.round(x + dx), y: Math.round(y + dy) });
  return { ...ring, places: ring.places.map(by), centre: by(ring.centre), cornerPlace: ring.cornerPlace && by(ring.cornerPlace) };
}

/** R3.3: whoever has stepped back never sees themselves, not even as a chair. */
function drawn(order: SeatOrder, me: string): readonly SeatOrder['whole'][number][] {
  const inner = order.whole.filter((chair) => !(chair === order.steppedBack && chair.personId === me));
  return [...inner, ...order.outer];
}

function chairProps(
  chair: SeatOrder['whole'][number],
  order: SeatOrder,
  { base, ring, outer }: Standing,
  view: RoomView,
  media: RoomMedia,
  own: Pick<CircleProps, 'hidesSelf' | 'isConnectionAlive'>,
) {
  const isMe = chair.personId === view.me.personId;
  const isBack = chair === order.steppedBack;
  const outerAt = order.outer.indexOf(chair);
  const size = isBack ? steppedBackSize(ring.size) : ring.size;
  return {
    chair,
    isMe,
    ...own,
    hearing: isMe ? ownHearing(media) : (media.hearing.get(chair.personId) ?? null),
    // The same on every screen, because the order of seats is.
    tone: view.chairs.indexOf(chair) % 8,
    leads: isLeading(chair.role) && chair.personId !== view.presenterId,
    connection: media.connection,
    picture: isMe ? media.ownPicture : (media.pictures.get(chair.personId) ?? null),
    isCircleListening: isCircleListening(chair, view),
    ...(outerAt >= 0
      ? { base: outer.size, size: outer.size, place: outer.places[outerAt] ?? ring.centre }
      : { base, size, place: (isBack ? ring.cornerPlace : ring.places[order.ring.indexOf(chair)]) ?? ring.centre }),
  };
}

/** One's own chair shows what others see of it. */
function ownHearing({ microphone, isPoor }: RoomMedia): Mark | null {
  if (microphone === 'missing' || microphone === 'muted') return microphone;
  if (microphone === 'closed') return 'off';
  return isPoor ? 'poor' : null;
}
