// The first page: what this is, and the way in for whoever has one. Whom the browser knows already goes home by one press.
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Home } from '../../../../shared/protocol/program/me.ts';
import { forgetAll } from '../../model/kept.ts';
import buttons from '../../styles/buttons.module.css';
import { ask } from '../asking/ask.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { AskLink } from './AskLink.tsx';

const isOnThisComputer = () => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);

export function Start() {
  const { start: words } = useAroundWords();
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    void ask<Home>('GET', '/api/home').then((home) => setKnown(home.ok && (home.value.isSignedIn || home.value.seats.length > 0)));
  }, []);
  const isSignedOut = location.hash === '#signed-out';
  useEffect(() => {
    if (isSignedOut) forgetAll();
  }, [isSignedOut]);
  return (
    <Frame
      heading={isSignedOut ? words.signedOut : words.heading}
      title={isSignedOut ? words.signedOut : words.title}
      lead={isSignedOut ? words.signedOutMore : undefined}
      isBare
    >
      {!isSignedOut &&
        words.what.map((said) => (
          <p key={said} className={form.quiet}>
            {said}
          </p>
        ))}
      {isKnown && (
        <div className={form.card}>
          <p>{words.known}</p>
          <div className={form.row}>
            <Link className={`${buttons.main} ${form.link}`} href="/home">
              {words.toHome}
            </Link>
          </div>
        </div>
      )}
      <section className={form.section}>
        <h2>{words.linkHeading}</h2>
        <p className={form.quiet}>{words.link}</p>
      </section>
      {!isKnown && (
        <section className={form.section}>
          <h2>{words.signInHeading}</h2>
          <AskLink to="/home" />
        </section>
      )}
      {isOnThisComputer() && (
        <section className={form.section}>
          <h2>{words.trialHeading}</h2>
          <p className={form.quiet}>{words.trial}</p>
          <p>
            <Link href="/outbox">{words.outbox}</Link>
          </p>
        </section>
      )}
    </Frame>
  );
}
