// What a member may want to know of a meeting: the same in the help sheet and on the printed page.
import type { PhaseNames, PushBack } from '../../../shared/ritual/forms.ts';
import { type PhaseId, phaseIds } from '../../../shared/ritual/phases.ts';
import { phaseName } from '../model/phase-name.ts';
import { chordName } from '../press/held-here.ts';
import { useHelpWords } from '../words/help-words.ts';
import { useWords } from '../words/words.ts';
import css from './HelpText.module.css';

export type Explained = readonly (readonly [PhaseId, string])[];

/** What only some forms have is named by them. */
const isNamed =
  (names: PhaseNames | undefined) =>
  ([phase]: Explained[number]) =>
    phaseIds.includes(phase) || names?.[phase] !== undefined;

/** What each phase means. `names`: the group's own, where they are known. */
export function PhasesExplained({ phases, names }: { readonly phases: Explained; readonly names?: PhaseNames | undefined }) {
  const words = useWords();
  return (
    <dl className={css.phases}>
      {phases.filter(isNamed(names)).map(([phase, says]) => (
        <div key={phase}>
          <dt>{phaseName(phase, names, words.phases.names)}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}

export function KeysExplained({ keys }: { readonly keys: readonly (readonly [letter: string, does: string])[] }) {
  return (
    <dl className={css.keys}>
      {keys.map(([letter, does]) => (
        <div key={letter}>
          <dt>{chordName(letter)}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface HelpTextProps {
  readonly names?: PhaseNames | undefined;
  /** R3.1: with `none`, nothing is said of stepping back. */
  readonly pushBack?: PushBack | undefined;
  /** R9.2: whether the leaders keep a list of who presented; left out where that is not known, or the text is about no group. */
  readonly keepsRotation?: boolean | undefined;
  /** Of the headings, by what they stand under. */
  readonly Heading: 'h2' | 'h3';
}

export function HelpText({ names, pushBack, keepsRotation, Heading }: HelpTextProps) {
  const { keys } = useWords();
  const help = useHelpWords();
  const without: PhaseNames = { associative: help.worksWithout, closingRound: help.closesWithout };
  return (
    <>
      <p>{help.idea}</p>
      <p>
        {help.kept} {help.presenters[keepsRotation === undefined ? 'either' : keepsRotation ? 'listed' : 'unlisted']}
      </p>
      <Heading>{help.phasesHeading}</Heading>
      <PhasesExplained
        phases={help.phases.map(([phase, says]) => [phase, (pushBack === 'none' && without[phase]) || says] as const)}
        names={names}
      />
      {pushBack !== 'none' && (
        <>
          <Heading>{help.backHeading}</Heading>
          {help.back.map((says) => (
            <p key={says}>{says}</p>
          ))}
        </>
      )}
      <Heading>{help.soundHeading}</Heading>
      <ul>
        {help.sound.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <Heading>{help.keysHeading}</Heading>
      <p>{help.keysMore}</p>
      <KeysExplained
        keys={[
          ['m', keys.microphone],
          ['v', keys.camera],
          ['h', keys.self],
          ['s', keys.signal],
        ]}
      />
    </>
  );
}
