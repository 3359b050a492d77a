// The path of this meeting along the desk's upper edge: what is over, what is now and what lies ahead, by name where there is room.
import type { PhaseNames } from '../../../../shared/ritual/forms.ts';
import type { PhaseId } from '../../../../shared/ritual/phases.ts';
import { phaseName } from '../../model/phase-name.ts';
import { useWords } from '../../words/words.ts';
import css from './PhasePath.module.css';

interface PhasePathProps {
  readonly path: readonly PhaseId[];
  readonly phase: PhaseId;
  readonly names: PhaseNames | undefined;
}

export function PhasePath({ path, phase, names }: PhasePathProps) {
  const { desk, phases } = useWords();
  const here = path.indexOf(phase);
  return (
    <ol className={css.path} aria-label={desk.path}>
      {path.map((id, i) => {
        const name = phaseName(id, names, phases.names);
        const when = i < here ? 'passed' : i === here ? 'now' : 'ahead';
        return (
          <li key={id} data-when={when} title={name} aria-current={when === 'now' ? 'step' : undefined}>
            <span className="said">{desk[when](name)}</span>
            <span className={css.name} dir="auto" aria-hidden="true">
              {name}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
