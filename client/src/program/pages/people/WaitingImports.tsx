// Rosters that were read and not yet applied, by whomever: each is found again here for a day.
import { Link } from 'wouter';
import type { WaitingImport } from '../../../../../shared/protocol/program/people.ts';
import { api } from '../../asking/api.ts';
import { useAsked } from '../../asking/use-asked.ts';
import form from '../../parts/Form.module.css';
import { shortDayIn, timeIn } from '../../parts/moments.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';

export function WaitingImports({ programId }: { readonly programId: string }) {
  const { import: words } = useProgramWords();
  const { language } = useAroundWords();
  const { standing } = useAsked<{ readonly imports: readonly WaitingImport[] }>(api.imports(programId, null));
  if (standing.is !== 'there' || standing.value.imports.length === 0) return null;
  return (
    <section className={form.section}>
      <h2>{words.waiting}</h2>
      <ul className={form.list}>
        {standing.value.imports.map(({ id, madeAt, count, faults }) => (
          <li key={id}>
            <Link href={`/program/${programId}/import?i=${id}`}>
              {words.waitingOne(`${shortDayIn(madeAt, language)}, ${timeIn(madeAt, language)}`, count)}
            </Link>
            {faults > 0 && <span className={form.quiet}>{words.waitingFaults(faults)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
