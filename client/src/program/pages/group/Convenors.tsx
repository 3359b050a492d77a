// Who leads which coming date of a group without leaders: named one by one, or the open dates in turn. Each change is saved at once.
import { useState } from 'react';
import type { ConvenorDate, ConvenorsView, NamedConvenors } from '../../../../../shared/protocol/program/convenors.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { useDoing } from '../../asking/use-doing.ts';
import form from '../../parts/Form.module.css';
import { dayIn, shortDayIn, timeIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { Failed, Told } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useConveningWords } from '../../words/convening-words.ts';
import css from './Convenors.module.css';
import { inTurn } from './in-turn.ts';

/** The others stand folded beneath. */
const mostAtOnce = 6;

export function Convenors({ group, mayChange }: { readonly group: string; readonly mayChange: boolean }) {
  const words = useConveningWords();
  const { failures } = useAroundWords();
  const asked = useAsked<ConvenorsView>(api.convenors(group));
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      <p className={form.quiet}>{words.lead}</p>
      {asked.standing.is === 'there' && <Dates {...{ group, mayChange }} view={asked.standing.value} look={asked.look} />}
      {asked.standing.is === 'failed' && <p role="alert">{failures.unavailable}</p>}
    </section>
  );
}

interface DatesProps {
  readonly group: string;
  readonly view: ConvenorsView;
  readonly mayChange: boolean;
  readonly look: () => Promise<void>;
}

function Dates({ group, view, mayChange, look }: DatesProps) {
  const words = useConveningWords();
  const { language } = useAroundWords();
  const [told, setTold] = useState('');
  const doing = useDoing();
  const { people, dates, zone } = view;
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? words.nobody;
  const name = async (named: NamedConvenors['named'], said: string) => {
    setTold('');
    const outcome = await doing.run(() => ask('PUT', api.convenors(group), { named }));
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  const change = ({ meetingId, personId, startsAt, isFree }: ConvenorDate, to: string | null) => {
    const day = dayIn(startsAt, language, zone);
    const freed = isFree ? words.freedNext : words.freed(day);
    const said = to === null ? freed : isFree ? words.namedNext(nameOf(to)) : words.named(nameOf(to), day);
    return name([{ meetingId, from: personId, to }], said);
  };
  const open = inTurn(
    people.map(({ id }) => id),
    dates,
  );
  const rows = (some: readonly ConvenorDate[]) => (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.leads}</th>
          </tr>
        </thead>
        <tbody>
          {some.map((date) => (
            <tr key={date.meetingId}>
              <th scope="row" className={css.date}>
                {date.isFree
                  ? words.nextMeeting
                  : `${shortDayIn(date.startsAt, language, zone)}, ${timeIn(date.startsAt, language, zone)}`}
              </th>
              <td>
                {mayChange ? (
                  <select
                    className={css.who}
                    aria-label={date.isFree ? words.whoNext : words.who(dayIn(date.startsAt, language, zone))}
                    value={date.personId ?? ''}
                    onChange={({ target }) => void change(date, target.value || null)}
                  >
                    <option value="">{words.nobody}</option>
                    {people.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                ) : (
                  <span className={date.personId === null ? table.quiet : ''}>{nameOf(date.personId)}</span>
                )}
                {date.cannotCome && <p className={table.bad}>{words.cannotCome(nameOf(date.personId))}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  const later = dates.slice(mostAtOnce);
  return (
    <>
      {dates.length === 0 ? <p>{words.none}</p> : rows(dates.slice(0, mostAtOnce))}
      {later.length > 0 && (
        <details>
          <summary className={form.summary}>{words.later(later.length)}</summary>
          {rows(later)}
        </details>
      )}
      {mayChange && open.length > 0 && dates.length > 1 && (
        <div className={form.row}>
          <button
            type="button"
            className={buttons.plain}
            aria-disabled={doing.isBusy}
            onClick={() => void name(open, words.inTurnDone(open.length))}
          >
            {words.inTurn}
          </button>
        </div>
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
    </>
  );
}
