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

/** `look` fetches what is new, where somebody else has changed it. */
export function Failed({ failed, look }: { readonly failed: Failure | null; readonly look?: () => Promise<void> }) {
  const words = useAroundWords();
  if (failed === null) return null;
  const said = words.failures[failed.why] ?? words.failures.malformed ?? '';
  return (
    <div role="alert" className={css.failed}>
      <p>{said}</p>
      {failed.why === 'stale' && look && (
        <button type="button" className={buttons.small} onClick={() => void look()}>
          {words.loadNewest}
        </button>
      )}
    </div>
  );
}
