// The seats of a group in the order of the circle: moved, given another role, ended. Each change is saved at once; the others keep their places.
import { useRef, useState } from 'react';
import type { GroupView, SeatRow } from '../../../../../shared/protocol/program/groups.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask, type Outcome } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { CircleOrder } from '../../parts/CircleOrder.tsx';
import form from '../../parts/Form.module.css';
import { Sure } from '../../parts/Sure.tsx';
import { Failed, Told } from '../../parts/Told.tsx';
import { useGroupWords } from '../../words/group-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { kindOf, roleOf, type SeatKind, seatKinds } from '../making/new-seats.ts';
import { SeatFacts } from './SeatFacts.tsx';
import css from './Seats.module.css';

export interface SeatsProps {
  readonly group: GroupView;
  readonly look: () => Promise<void>;
  readonly mayChange: boolean;
}

export function Seats({ group, look, mayChange }: SeatsProps) {
  const { circle: words } = useGroupWords();
  const { people } = useMakingWords();
  const doing = useDoing();
  const ordering = useDoing();
  const [told, setTold] = useState('');
  const [ending, setEnding] = useState<SeatRow | null>(null);
  /** As it was put just now, until the server has said the same. */
  const [wished, setWished] = useState<readonly string[] | null>(null);
  const next = useRef<readonly string[] | null>(null);
  const isOrdering = useRef(false);
  const refs: readonly string[] = group.seats.map(({ ref }) => ref);
  const shown = wished === null ? group.seats : wished.flatMap((ref) => group.seats.filter((seat) => seat.ref === ref));

  const change = async (act: () => Promise<Outcome<unknown>>, said: string, by = doing) => {
    setTold('');
    const outcome = await by.run(act);
    if (outcome?.ok) {
      await look();
      setTold(said);
    }
    return outcome;
  };
  /** One save after the other: whoever moves a chair by keys is quicker than the server. */
  const order = async (to: readonly string[]) => {
    setWished(to);
    next.current = to;
    if (isOrdering.current) return;
    isOrdering.current = true;
    for (let from = refs; next.current !== null; ) {
      const goal = next.current;
      next.current = null;
      const outcome = await change(() => ask('PUT', api.seats(group.id), { from, to: goal }), words.orderSaved, ordering);
      if (!outcome?.ok) break;
      from = goal;
    }
    next.current = null;
    isOrdering.current = false;
    setWished(null);
  };
  const setKind = (seat: SeatRow, kind: SeatKind) =>
    change(() => ask('PATCH', api.seat(group.id, seat.ref), roleOf(kind)), words.roleSaved(seat.name, people.seats[kind]));

  return (
    <section className={form.section} aria-label={words.people}>
      <h2>{words.people}</h2>
      <p className={form.quiet}>{mayChange ? words.order : words.readOnly}</p>
      <CircleOrder
        chairs={shown.map((seat) => ({ ...seat, key: seat.ref }))}
        label={words.people}
        isFixed={!mayChange}
        onOrder={(chairs) => void order(chairs.map(({ ref }) => ref))}
      >
        {(seat) => (
          <>
            <SeatFacts seat={seat} isMine={seat.ref === group.you.ref} showsMore={mayChange} />
            {mayChange ? (
              <span className={css.acts}>
                <select
                  aria-label={words.roleOf(seat.name)}
                  value={kindOf(seat)}
                  onChange={(event) => void setKind(seat, event.target.value as SeatKind)}
                >
                  {seatKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {people.seats[kind]}
                    </option>
                  ))}
                </select>
                {group.sendsMail && seat.hasAddress && (
                  <button
                    type="button"
                    className={buttons.small}
                    aria-label={words.mailLinkFor(seat.name)}
                    onClick={() => void change(() => ask('POST', api.invitation(group.id, seat.ref)), words.mailed(seat.name))}
                  >
                    {words.mailLink}
                  </button>
                )}
                {seat.ref !== group.you.ref && (
                  <button
                    type="button"
                    className={buttons.small}
                    aria-label={words.endFor(seat.name)}
                    onClick={() => setEnding(seat)}
                  >
                    {words.end}
                  </button>
                )}
              </span>
            ) : (
              <span className={form.quiet}>{people.seats[kindOf(seat)]}</span>
            )}
          </>
        )}
      </CircleOrder>
      <Told>{told}</Told>
      <Failed failed={doing.failed ?? ordering.failed} look={look} saysFaults />
      {ending && (
        <Sure
          {...words.endSure(ending.name)}
          onYes={() => void change(() => ask('DELETE', api.seat(group.id, ending.ref)), words.ended(ending.name))}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
}
