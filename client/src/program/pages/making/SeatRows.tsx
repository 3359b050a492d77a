// The chairs of a group that is being made: name, address and role in each, in the order of the circle.
import { useState } from 'react';
import buttons from '../../../styles/buttons.module.css';
import type { FieldFault } from '../../asking/ask.ts';
import { CircleDrawing } from '../../parts/CircleDrawing.tsx';
import { CircleOrder } from '../../parts/CircleOrder.tsx';
import form from '../../parts/Form.module.css';
import { Told } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { type DraftSeat, roleOf, type SeatKind, seatKinds, sitsInCircle } from './new-seats.ts';
import css from './SeatRows.module.css';

interface SeatRowsProps {
  readonly seats: readonly DraftSeat[];
  /** The key of whoever makes the group. */
  readonly mine: string | null;
  /** How many may sit in the circle; not a number while none is written. */
  readonly room: number;
  readonly onSeats: (seats: readonly DraftSeat[]) => void;
  /** By the place in `seats`. */
  readonly faults: readonly FieldFault[];
}

export function SeatRows({ seats, mine, room, onSeats, faults }: SeatRowsProps) {
  const { people: words } = useMakingWords();
  const around = useAroundWords();
  const [told, setTold] = useState('');
  const put = (key: string, part: Partial<DraftSeat>) =>
    onSeats(seats.map((seat) => (seat.key === key ? { ...seat, ...part } : seat)));
  const faultOf = (index: number) => {
    const found = faults.find(({ path }) => path.startsWith(`seats.${index}.`) || path === `seats.${index}`);
    return found && (around.faults[found.code] ?? around.faults[found.path.split('.')[2] ?? ''] ?? around.faults.other);
  };
  const nameOf = ({ name }: DraftSeat, index: number) => name.trim() || words.unnamed(index + 1);
  const chairs = seats.map((seat, index) => ({ ...seat, name: nameOf(seat, index) }));
  if (seats.length === 0) return <p className={form.quiet}>{words.none}</p>;
  return (
    <div className={form.form}>
      <CircleDrawing
        chairs={chairs.filter(sitsInCircle).map(({ key, name, kind }) => ({ key, name, leads: /eader/.test(roleOf(kind).role) }))}
      />
      {seats.length > 1 && <p className={form.quiet}>{words.circleHint}</p>}
      <CircleOrder
        chairs={chairs}
        label={words.circle}
        onOrder={(order) => onSeats(order.flatMap(({ key }) => seats.filter((seat) => seat.key === key)))}
      >
        {(chair, index) => {
          const seat = seats[index] ?? chair;
          const fault = faultOf(index);
          return (
            <>
              <span className={css.parts}>
                <input
                  className={css.name}
                  placeholder={words.nameOf(index + 1)}
                  aria-label={words.nameOf(index + 1)}
                  aria-invalid={fault ? true : undefined}
                  value={seat.name}
                  maxLength={80}
                  onChange={(event) => put(seat.key, { name: event.target.value })}
                />
                <input
                  type="email"
                  aria-label={words.addressOf(chair.name)}
                  placeholder={words.addressPlaceholder}
                  value={seat.address}
                  onChange={(event) => put(seat.key, { address: event.target.value })}
                />
                <select
                  aria-label={words.roleOf(chair.name)}
                  value={seat.kind}
                  onChange={(event) => put(seat.key, { kind: event.target.value as SeatKind })}
                >
                  {seatKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {words.seats[kind]}
                    </option>
                  ))}
                </select>
              </span>
              {seat.key === mine ? (
                <span className={css.you}>{words.you}</span>
              ) : (
                <button
                  type="button"
                  className={buttons.small}
                  aria-label={words.removeFor(chair.name)}
                  onClick={() => {
                    onSeats(seats.filter(({ key }) => key !== seat.key));
                    setTold(words.removed(chair.name));
                  }}
                >
                  {words.remove}
                </button>
              )}
              {fault && (
                <p role="alert" className={css.fault}>
                  {fault}
                </p>
              )}
            </>
          );
        }}
      </CircleOrder>
      {!Number.isNaN(room) && <p className={form.quiet}>{words.chairs(seats.filter(sitsInCircle).length, room)}</p>}
      <Told>{told}</Told>
    </div>
  );
}
