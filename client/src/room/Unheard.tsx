// For those who lead: who of the circle has a device that gives no sound, and how to help them (R4.7).
import type { Chair, RoomView } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import css from './Notices.module.css';

export function Unheard({ view }: { readonly view: RoomView }) {
  const { sound } = useWords();
  if (!view.desk) return null;
  return (
    <>
      {view.chairs.filter(isUnheard(view.me.personId)).map(({ personId, name, microphone }) => (
        <details key={personId} className={css.strip} data-unheard={personId}>
          <summary>{sound.unheard[microphone](name)}</summary>
          <p>{sound.help[microphone]}</p>
        </details>
      ))}
    </>
  );
}

const isUnheard =
  (me: string) =>
  (chair: Chair): chair is Chair & { microphone: NonNullable<Chair['microphone']> } =>
    chair.microphone !== undefined && chair.personId !== me;
