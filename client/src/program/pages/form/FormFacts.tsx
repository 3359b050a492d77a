// A form for whoever may read but not change it.
import type { Form } from '../../../../../shared/ritual/forms.ts';
import form from '../../parts/Form.module.css';
import { useFormWords } from '../../words/form-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { PathPreview } from './PathPreview.tsx';

export function FormFacts({ form: of, language }: { readonly form: Form; readonly language: string }) {
  const words = useFormWords();
  const { group } = useMakingWords();
  return (
    <>
      <p className={form.quiet}>{words.readOnly}</p>
      <h2>{group.forms[of.name] ?? of.name}</h2>
      <PathPreview of={of} language={language} />
      <dl className={form.grid}>
        <Fact name={words.cases}>{String(of.casesPerMeeting)}</Fact>
        <Fact name={words.pushBack}>{words.kinds[of.pushBack]}</Fact>
        <Fact name={words.led}>{words.leds[of.led ?? 'byLeaders']}</Fact>
        <Fact name={words.circles}>{words.circlesOf[of.circles ?? 'one']}</Fact>
        {of.seats !== undefined && <Fact name={words.seats}>{String(of.seats)}</Fact>}
      </dl>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>
        <strong>{name}</strong>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
