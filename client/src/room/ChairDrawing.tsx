// The drawing of an empty chair: its back with two rails, the seat, four legs.
import css from './Chair.module.css';

export function ChairDrawing() {
  return (
    <svg className={css.drawing} viewBox="21 19 58 72" aria-hidden="true">
      <path d="M36 57V23M64 57V23M36 25q14-5 28 0M36 38q14-5 28 0M31 57h38l5 11H26zM28 68v20M72 68v20M38 68v13M62 68v13" />
    </svg>
  );
}
