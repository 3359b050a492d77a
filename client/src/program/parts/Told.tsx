// What has just happened, said politely where it can be seen too; and what went wrong, with what to do.
import buttons from '../../styles/buttons.module.css';
import type { Failure } from '../asking/ask.ts';
import { useAroundWords } from '../words/around-words.ts';
import css from './Told.module.css';

/** Always in the page, so that a screen reader hears what comes into it. */
export function Told({ children }: { readonly children: string }) {
  return (
    <p role="status" className={css.told}>
      {children}
    </p>
  );
}

interface FailedProps {
  readonly failed: Failure | null;
  /** Fetches what is new, where somebody else has changed it. */
  readonly look?: () => Promise<void>;
  /** There is no field beside which the faults could stand: they are said here. */
  readonly saysFaults?: boolean;
}

export function Failed({ failed, look, saysFaults = false }: FailedProps) {
  const words = useAroundWords();
  if (failed === null) return null;
  const said = words.failures[failed.why] ?? words.failures.malformed ?? '';
  const faults = saysFaults ? failed.faults : [];
  return (
    <div role="alert" className={css.failed}>
      {faults.length === 0 && <p>{said}</p>}
      {faults.map(({ path, code }) => (
        <p key={`${path} ${code}`}>{words.faults[code] ?? words.faults.other}</p>
      ))}
      {failed.why === 'stale' && look && (
        <button type="button" className={buttons.small} onClick={() => void look()}>
          {words.loadNewest}
        </button>
      )}
    </div>
  );
}
