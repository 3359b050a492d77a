// For those who lead: who of the circle has a device that gives no sound, and how to help them (R4.7).
import type { Chair, RoomView } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import css from './Notices.module.css';

export function Unheard({ view }: { readonly view: RoomView }) {
  const { sound } = useWords();
  if (!view.desk) return null;
  const [first, ...others] = view.chairs.filter(isUnheard(view.me.personId));
  if (!first) return null;
  const summary = others.length === 0 ? sound.unheard[first.microphone](first.name) : sound.unheardSeveral(1 + others.length);
  return (
    <details className={css.strip}>
      <summary>
        <span key={summary}>{summary}</span>
      </summary>
      {[first, ...others].map(({ personId, name, microphone }) => (
        <p key={personId} data-unheard={personId}>
          {others.length > 0 && <strong>{name} </strong>}
          <span>{sound.help[microphone]}</span>
        </p>
      ))}
    </details>
  );
}

const isUnheard =
  (me: string) =>
  (chair: Chair): chair is Chair & { microphone: NonNullable<Chair['microphone']> } =>
    chair.microphone !== undefined && chair.personId !== me;
