// What members have answered, from five answers on: how many said what, as a table that is drawn as well.
import type { SurveyResult, SurveyResults } from '../../../../../shared/protocol/program/after.ts';
import { api } from '../../asking/api.ts';
import { useAsked } from '../../asking/use-asked.ts';
import form from '../../parts/Form.module.css';
import table from '../../parts/Table.module.css';
import { useAfterWords } from '../../words/after-words.ts';
import css from './Results.module.css';

export function Results({ group }: { readonly group: string }) {
  const { feedback: words } = useAfterWords();
  const { standing } = useAsked<SurveyResults>(api.surveyResults(group));
  return (
    <section className={form.section}>
      <h2>{words.results}</h2>
      {standing.is === 'failed' && <p className={form.quiet}>{words.tooFew}</p>}
      {standing.is === 'there' && (
        <>
          <p className={form.quiet}>{words.of(standing.value.answers)}</p>
          {standing.value.items.map((item) => (
            <Item key={item.text} item={item} />
          ))}
        </>
      )}
    </section>
  );
}

function Item({ item }: { readonly item: SurveyResult }) {
  const { feedback: words } = useAfterWords();
  const names = item.kind === 'scale' ? words.scale : words.yesNo;
  const most = Math.max(...item.counts, 1);
  return (
    <table className={table.table}>
      <caption>{item.text}</caption>
      <tbody>
        {item.counts.map((count, n) => (
          <tr key={names[n]}>
            <th scope="row" className={css.choice}>
              {names[n]}
            </th>
            <td className={css.bar}>
              <span style={{ inlineSize: `${(count / most) * 100}%` }} />
            </td>
            <td className={css.count}>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
