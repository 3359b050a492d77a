// Twelve months as bars of two kinds. The drawing is for eyes; beside it stands the same as a table.
import { placeOf } from '../../../words/times.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import css from './Year.module.css';

interface YearBarsProps {
  readonly heading: string;
  readonly more: string;
  readonly year: number;
  readonly kinds: readonly [string, string];
  readonly months: readonly (readonly [number, number])[];
  readonly inWords: (value: number) => string;
  /** Over a bar; the table has it whole. */
  readonly inShort: (value: number) => string;
}

const [width, height, top, foot] = [480, 170, 18, 22];
const step = width / 12;
const bar = 24;

export function YearBars({ heading, more, year, kinds, months, inWords, inShort }: YearBarsProps) {
  const { year: words } = useCreditWords();
  const { language } = useAroundWords();
  const most = Math.max(1, ...months.map(([one, other]) => one + other));
  const tall = (value: number) => (value / most) * (height - top - foot);
  const name = (month: number, style: 'narrow' | 'long') =>
    new Intl.DateTimeFormat(placeOf(language), { month: style, timeZone: 'UTC' }).format(Date.UTC(year, month, 1));
  return (
    <figure className={css.figure}>
      <figcaption>
        <h2>{heading}</h2>
        <p>{more}</p>
        <p className={css.kinds} aria-hidden="true">
          {kinds.map((kind, n) => (
            <span key={kind} data-kind={n}>
              {kind}
            </span>
          ))}
        </p>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className={css.bars}>
        <line x1="0" x2={width} y1={height - foot} y2={height - foot} className={css.ground} />
        {months.map(([one, other], month) => {
          const [x, base] = [month * step + (step - bar) / 2, height - foot];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a month is its number
            <g key={month}>
              <rect x={x} width={bar} y={base - tall(one)} height={tall(one)} data-kind="0" />
              <rect x={x} width={bar} y={base - tall(one) - tall(other)} height={tall(other)} data-kind="1" />
              {one + other > 0 && (
                <text x={x + bar / 2} y={base - tall(one + other) - 5}>
                  {inShort(one + other)}
                </text>
              )}
              <text x={x + bar / 2} y={height - 5} className={css.month}>
                {name(month, 'narrow')}
              </text>
            </g>
          );
        })}
      </svg>
      <details>
        <summary>{words.asTable}</summary>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {kind}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map(([one, other], month) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a month is its number
              <tr key={month}>
                <th scope="row">{name(month, 'long')}</th>
                <td>{inWords(one)}</td>
                <td>{inWords(other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
