// For those who lead: who of the circle has a device that gives no sound, and how to help them (R4.7).
import type { RoomView } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import { faultOf } from './chair-look.ts';
import css from './Notices.module.css';

export function Unheard({ view }: { readonly view: RoomView }) {
  const { sound } = useWords();
  if (!view.desk) return null;
  const [first, ...others] = view.chairs.flatMap((chair) => {
    const fault = faultOf(chair);
    return fault && chair.personId !== view.me.personId ? [{ ...chair, fault }] : [];
  });
  if (!first) return null;
  const summary = others.length === 0 ? sound.unheard[first.fault](first.name) : sound.unheardSeveral(1 + others.length);
  return (
    <details className={css.strip}>
      <summary>
        <span key={summary}>{summary}</span>
      </summary>
      {[first, ...others].map(({ personId, name, fault }) => (
        <p key={personId} data-unheard={personId}>
          {others.length > 0 && <strong>{name} </strong>}
          <span>{sound.help[fault]}</span>
        </p>
      ))}
    </details>
  );
}
