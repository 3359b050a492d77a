// The drawing of an empty chair, in one line.
import css from './Chair.module.css';

export function ChairDrawing() {
  return (
    <svg className={css.drawing} viewBox="0 0 100 100" aria-hidden="true">
      <path d="M31 74V48a12 12 0 0 1 12-12h14a12 12 0 0 1 12 12v26M24 74h52" />
    </svg>
  );
}
