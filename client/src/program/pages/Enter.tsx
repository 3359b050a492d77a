// The way in. The token of a mail's link stands behind the `#`, where no server and no scanner's request sees it; looking at it changes nothing,
// only a person's press does.
import { type MouseEvent, useEffect, useState } from 'react';
import type { EnterByLink, SeenEnterLink } from '../../../../shared/protocol/program/me.ts';
import { keepsCookies } from '../../model/keeps-cookies.ts';
import { keepForTabOnly } from '../../model/kept.ts';
import buttons from '../../styles/buttons.module.css';
import { ask, type Failure } from '../asking/ask.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Tick } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { ownAddress } from '../parts/here-address.ts';
import { Waiting } from '../parts/Standing.tsx';
import { Failed } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { AskLink } from './AskLink.tsx';

const toHere = () => ownAddress(new URLSearchParams(location.search).get('to'));

export function Enter() {
  const { enter: words } = useAroundWords();
  const [token] = useState(() => location.hash.slice(1));
  if (token !== '') return <ByLink token={token} />;
  return (
    <Frame heading={words.heading} title={words.title} isBare>
      <AskLink to={toHere()} />
    </Frame>
  );
}

type Seen = { readonly is: 'waiting' } | { readonly is: 'spent' } | { readonly is: 'good'; readonly link: SeenEnterLink } | Failure;

function ByLink({ token }: { readonly token: string }) {
  const { enter: words, waiting } = useAroundWords();
  const [seen, setSeen] = useState<Seen>({ is: 'waiting' });
  const [isOthers, setOthers] = useState(false);
  const [hasNoCookies, setNoCookies] = useState(() => !keepsCookies());
  const entering = useDoing();
  useEffect(() => {
    void ask<SeenEnterLink>('POST', '/api/enter/look', { token }).then((outcome) =>
      setSeen(outcome.ok ? { is: 'good', link: outcome.value } : outcome.why === 'unavailable' ? outcome : { is: 'spent' }),
    );
  }, [token]);
  if ('is' in seen && seen.is === 'waiting') return <Waiting />;
  if (!('is' in seen)) {
    return (
      <Frame heading={words.heading} title={words.title} isBare>
        <Failed failed={seen} />
      </Frame>
    );
  }
  if (seen.is === 'spent') {
    return (
      <Frame heading={words.spentHeading} title={words.title} lead={words.spent} isBare>
        <AskLink to="/home" />
      </Frame>
    );
  }
  const { address, to } = seen.link;
  const comeIn = async ({ isTrusted }: MouseEvent) => {
    if (!isTrusted) return;
    setNoCookies(!keepsCookies());
    if (!keepsCookies()) return;
    const body: EnterByLink = { token, endsWithBrowser: isOthers };
    const outcome = await entering.run(() => ask('POST', '/api/enter', body));
    if (outcome === null) return;
    if (outcome.ok) {
      if (isOthers) keepForTabOnly();
      location.replace(ownAddress(to));
    } else if (outcome.why !== 'unavailable' && outcome.why !== 'too-many') setSeen({ is: 'spent' });
  };
  return (
    <Frame heading={words.welcome} title={words.title} lead={words.own} isBare>
      <div className={form.form}>
        <Tick label={words.notMine} hint={words.notMineMore} isOn={isOthers} onChange={setOthers} />
        <div className={form.row}>
          <button type="button" className={buttons.main} aria-disabled={entering.isBusy} onClick={(event) => void comeIn(event)}>
            {entering.isBusy ? waiting : address === null ? words.comeIn : words.comeInAs(address)}
          </button>
        </div>
        {hasNoCookies && <p role="alert">{words.cookies}</p>}
        <Failed failed={entering.failed} />
      </div>
    </Frame>
  );
}
