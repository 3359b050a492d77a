// First date, time, length and rhythm of a series, each with its sentence; the preview stands beside it.
import type { FieldFault } from '../../asking/ask.ts';
import { Field } from '../../parts/Field.tsx';
import { Folded } from '../../parts/Folded.tsx';
import form from '../../parts/Form.module.css';
import { placeInZone, weekdayName, weekdayOf } from '../../parts/moments.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { type DatesDraft, nthOf, type Rhythm, rhythms } from './dates-draft.ts';
import { TypedDates } from './TypedDates.tsx';

export interface DatesFormProps {
  readonly draft: DatesDraft;
  readonly change: (change: Partial<DatesDraft>) => void;
  readonly faults: readonly FieldFault[];
  readonly zone: string;
}

const lengths = [45, 60, 75, 90, 105, 120, 150, 180, 240];

export function DatesForm({ draft, change, faults, zone }: DatesFormProps) {
  const { dates: words } = useMakingWords();
  const { language } = useAroundWords();
  const faultAt = (path: string) => {
    const found = faults.find((each) => each.path === path);
    return found && (words.faults[found.code] ?? words.faults['no-such-date']);
  };
  const weekday = draft.from === '' ? '' : weekdayName(weekdayOf(draft.from), language);
  const { nth, mayBeLast } = nthOf(draft.from || '2027-01-01');
  const isTyped = draft.rhythm === 'dates';
  const months = [...(nth === -1 ? [] : [nth]), ...(mayBeLast ? [-1] : [])];
  const sayRhythm = (rhythm: Exclude<Rhythm, 'dates' | 'month'>) => words.rhythms[rhythm](weekday);
  return (
    <div className={form.form}>
      <p className={form.quiet}>{words.zoneOf(placeInZone(zone))}</p>
      <div className={form.side}>
        {!isTyped && (
          <Field label={words.from} fault={faultAt('rule.from')}>
            {(ids) => <input {...ids} type="date" value={draft.from} onChange={({ target }) => change({ from: target.value })} />}
          </Field>
        )}
        <Field label={words.at} fault={faultAt('at')}>
          {(ids) => <input {...ids} type="time" value={draft.at} onChange={({ target }) => change({ at: target.value })} />}
        </Field>
        <Field label={words.minutes}>
          {(ids) => (
            <select {...ids} value={draft.minutes} onChange={({ target }) => change({ minutes: Number(target.value) })}>
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {words.lengths(length)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className={`${form.side} ${form.roomy}`}>
        <Field label={words.rhythm}>
          {(ids) => (
            <select
              {...ids}
              value={draft.rhythm === 'month' && draft.isLast && mayBeLast ? 'last' : draft.rhythm}
              onChange={({ target }) =>
                change(
                  target.value === 'last'
                    ? { rhythm: 'month', isLast: true }
                    : { rhythm: rhythms.find((each) => each === target.value) ?? 'w2', isLast: false },
                )
              }
            >
              {(['w1', 'w2', 'w3', 'w4'] as const).map((each) => (
                <option key={each} value={each}>
                  {sayRhythm(each)}
                </option>
              ))}
              {weekday !== '' &&
                months.map((each) => (
                  <option key={each} value={each === -1 && nth !== -1 ? 'last' : 'month'}>
                    {words.rhythms.month(each, weekday)}
                  </option>
                ))}
              <option value="dates">{words.rhythms.dates}</option>
            </select>
          )}
        </Field>
        {!isTyped && (
          <Field label={words.count} fault={faultAt('rule.count')}>
            {(ids) => (
              <input
                {...ids}
                type="number"
                min={1}
                max={60}
                value={Number.isNaN(draft.count) ? '' : draft.count}
                onChange={({ target }) => change({ count: target.valueAsNumber })}
              />
            )}
          </Field>
        )}
      </div>
      {isTyped && <TypedDates draft={draft} change={change} faultAt={faultAt} />}
      <Folded
        holds={words.holds(draft.firstMinutes, words.places[draft.place], draft.quorum)}
        change={words.changeThis}
        isWrong={false}
      >
        <div className={`${form.side} ${form.roomy}`}>
          <Field label={words.first}>
            {(ids) => (
              <select {...ids} value={draft.firstMinutes} onChange={({ target }) => change({ firstMinutes: Number(target.value) })}>
                <option value={0}>{words.firstSame}</option>
                {lengths.map((length) => (
                  <option key={length} value={length}>
                    {words.lengths(length)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.place}>
            {(ids) => (
              <select
                {...ids}
                value={draft.place}
                onChange={({ target }) => change({ place: target.value as DatesDraft['place'] })}
              >
                {(['screen', 'room', 'both'] as const).map((place) => (
                  <option key={place} value={place}>
                    {words.places[place]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.quorum} hint={words.quorumHint}>
            {(ids) => (
              <select {...ids} value={draft.quorum} onChange={({ target }) => change({ quorum: Number(target.value) })}>
                {Array.from({ length: 12 }, (_, n) => n + 1).map((n) => (
                  <option key={n}>{n}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </Folded>
    </div>
  );
}
