// The lines that are kept, kind by kind: what it is, why, until when, and each line with all that may be told of it.
import type { Kept, KeptFact, KeptKind, KeptRow } from '../../../../../shared/protocol/program/kept.ts';
import form from '../../parts/Form.module.css';
import { shortDayIn, timeIn } from '../../parts/moments.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useKeptWords } from '../../words/kept-words.ts';
import css from './KeptKinds.module.css';

export function KeptKinds({ kept }: { readonly kept: Kept }) {
  const words = useKeptWords();
  if (kept.kinds.length === 0) return <p>{words.none}</p>;
  return (
    <div className={css.kinds}>
      {kept.kinds.map((kind) => (
        <Kind key={kind.kind} kind={kind} />
      ))}
    </div>
  );
}

const plainName = (name: string) => name.replace(/_at$/, '').replaceAll('_', ' ');
const headed = (name: string) => name.replace(/^./, (letter) => letter.toUpperCase());

function Kind({ kind }: { readonly kind: KeptKind }) {
  const words = useKeptWords();
  const { what, why, until } = words.kinds[kind.kind] ?? words.other(headed(plainName(kind.kind)));
  return (
    <section className={form.card}>
      <h2>{what}</h2>
      <dl className={css.terms}>
        {why !== '' && <Term name={words.why} said={why} />}
        {until !== '' && <Term name={words.until} said={until} />}
        <Term name={words.onErasure} said={kind.kind === 'people' ? words.card : words.erased[kind.erased]} />
      </dl>
      <details className={css.rows} open={kind.rows.length <= 3}>
        <summary>{words.rows(kind.rows.length)}</summary>
        <ul>
          {kind.rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and stay in their order
            <li key={n}>
              <Line row={row} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Term({ name, said }: { readonly name: string; readonly said: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{said}</dd>
    </div>
  );
}

function Line({ row }: { readonly row: KeptRow }) {
  const words = useKeptWords();
  const { language } = useAroundWords();
  return (
    <>
      {row.facts.length === 0 ? (
        <p className={form.quiet}>{words.noFacts}</p>
      ) : (
        <dl className={css.facts}>
          {row.facts.map((fact) => (
            <div key={fact.name}>
              <dt>{words.facts[fact.name] ?? headed(plainName(fact.name))}</dt>
              <dd>
                <Value fact={fact} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {row.until !== null && <p className={form.quiet}>{words.goesOn(shortDayIn(row.until, language))}</p>}
    </>
  );
}

/** What is kept as a code, such as `coLeader` or `seat-given`. */
const coded = new Set(['act', 'attended_as', 'how', 'kind', 'layout', 'place', 'role', 'source', 'state']);
const spelled = (code: string) =>
  code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();

function Value({ fact: { name, value, isMoment } }: { readonly fact: KeptFact }) {
  const words = useKeptWords();
  const { language } = useAroundWords();
  if (isMoment) return `${shortDayIn(Number(value), language)}, ${timeIn(Number(value), language)}`;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'language') return new Intl.DisplayNames(language, { type: 'language' }).of(String(value));
  return coded.has(name) ? spelled(String(value)) : String(value);
}
