// The path of a meeting as the leaders' desk will show it: the form's phases in order, by the names that everybody will read.
import { type Form, minutesOf } from '../../../../../shared/ritual/forms.ts';
import form from '../../parts/Form.module.css';
import { useFormWords } from '../../words/form-words.ts';
import { minutesAltogether } from './form-draft.ts';
import css from './PathPreview.module.css';

export function PathPreview({ of, language }: { readonly of: Form; readonly language: string }) {
  const words = useFormWords();
  const cases = Math.max(1, Math.min(9, of.casesPerMeeting || 1));
  return (
    <section className={form.section} aria-label={words.preview}>
      <h2>{words.preview}</h2>
      <ol className={css.path}>
        {of.phases
          .filter((id) => id !== 'ended')
          .map((id) => (
            <li key={id}>
              <span lang={of.names?.[id] ? language : undefined}>{of.names?.[id] ?? words.names[id]}</span>
              <small>{words.minutes(Math.max(0, minutesOf(of, id)) || 0)}</small>
            </li>
          ))}
      </ol>
      <p className={form.quiet}>{words.previewMore(minutesAltogether(of), cases)}</p>
    </section>
  );
}
