// One page for members, one for presenters, one for leaders: to read on a screen, and each on one sheet of paper.
import { useEffect } from 'react';
import { asPresenter, helpAddress, practiseAddress, type Reader, readers } from '../../../shared/protocol/aside-addresses.ts';
import { usePreferences } from '../model/use-preferences.ts';
import { HelpText, KeysExplained, PhasesExplained } from '../screens/HelpText.tsx';
import buttons from '../styles/buttons.module.css';
import type { PaperPart } from '../words/en/papers.ts';
import { useHelpWords } from '../words/help-words.ts';
import { usePapersWords } from '../words/papers-words.ts';
import { useWords } from '../words/words.ts';
import css from './Paper.module.css';

export function Paper({ reader }: { readonly reader: Reader }) {
  usePreferences();
  const words = usePapersWords();
  const help = useHelpWords();
  const heading = reader === 'member' ? help.heading : words[reader].heading;
  useEffect(() => {
    document.title = heading;
  }, [heading]);
  return (
    <div className={css.ground}>
      <header className={css.bar}>
        <a href="/home">{words.home}</a>
        <nav aria-label={words.others}>
          {readers.map((each) => (
            <a key={each} href={helpAddress(each)} aria-current={each === reader ? 'page' : undefined}>
              {words.names[each]}
            </a>
          ))}
        </nav>
      </header>
      <main className={css.paper}>
        <p className={css.reader}>{words.names[reader]}</p>
        <h1>{heading}</h1>
        {reader === 'member' ? <ForMembers /> : reader === 'presenter' ? <ForPresenters /> : <ForLeaders />}
        <div className={css.row}>
          <button type="button" className={buttons.main} onClick={() => window.print()}>
            {words.print}
          </button>
          <a href={reader === 'leader' ? practiseAddress : `${practiseAddress}#${asPresenter}`}>{words.practise[reader]}</a>
        </div>
      </main>
    </div>
  );
}

function ForMembers() {
  const { member } = usePapersWords();
  return (
    <>
      <HelpText Heading="h2" />
      <Parts parts={[member.before]} />
    </>
  );
}

function ForPresenters() {
  const { presenter } = usePapersWords();
  return (
    <>
      <p className={css.idea}>{presenter.idea}</p>
      <Parts parts={presenter.parts} />
    </>
  );
}

function ForLeaders() {
  const { leader } = usePapersWords();
  const { keys } = useWords();
  return (
    <>
      <p className={css.idea}>{leader.idea}</p>
      <h2>{leader.phasesHeading}</h2>
      <PhasesExplained phases={leader.phases} />
      <Parts parts={leader.parts} />
      <h2>{leader.keysHeading}</h2>
      <KeysExplained
        keys={[
          ['n', keys.next],
          ['u', keys.undo],
          ['g', keys.back],
          ['r', keys.pause],
          ['s', keys.seen],
          ['d', keys.admit],
          ['l', keys.notes],
          ['e', keys.people],
          ['o', keys.others],
        ]}
      />
    </>
  );
}

function Parts({ parts }: { readonly parts: readonly PaperPart[] }) {
  return parts.map(({ heading, lines }) => (
    <section key={heading}>
      <h2>{heading}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  ));
}
