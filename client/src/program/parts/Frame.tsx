// What every page around the room stands in: where one is, the way home, and the page itself. A new page takes the focus to its heading.
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useAroundWords } from '../words/around-words.ts';
import css from './Frame.module.css';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

export interface FrameProps {
  readonly heading: string;
  /** For the window, where it is not the heading. */
  readonly title?: string;
  readonly crumbs?: readonly Crumb[];
  readonly lead?: ReactNode;
  /** What can be done here, beside the heading. */
  readonly acts?: ReactNode;
  /** A form is narrow, a table wide. */
  readonly width?: 'narrow' | 'middle' | 'wide';
  /** Nobody is signed in yet. */
  readonly isBare?: boolean;
  readonly children?: ReactNode;
}

/** The first page of a visit leaves the focus where the browser has it. */
let isFirst = true;

export function Frame({
  heading,
  title = heading,
  crumbs = [],
  lead,
  acts,
  width = 'narrow',
  isBare = false,
  children,
}: FrameProps) {
  const words = useAroundWords();
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = words.title(title);
  }, [words, title]);
  useEffect(() => {
    if (!isFirst) {
      place.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    isFirst = false;
  }, []);
  return (
    <div className={css.ground}>
      <a className={css.skip} href="#page">
        {words.skip}
      </a>
      <header className={css.bar}>
        <Link className={css.product} href={isBare ? '/' : '/home'}>
          {words.product}
        </Link>
        {crumbs.length > 0 && (
          <nav aria-label={words.nav.place} className={css.crumbs}>
            <ol>
              {crumbs.map(({ label, to }) => (
                <li key={to}>
                  <Link href={to}>{label}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {!isBare && (
          <nav aria-label={words.nav.label} className={css.ways}>
            <Link href="/home">{words.nav.home}</Link>
            <Link href="/me">{words.nav.me}</Link>
          </nav>
        )}
      </header>
      <main id="page" className={css.page} data-width={width}>
        <div className={css.top}>
          <h1 ref={place} tabIndex={-1}>
            {heading}
          </h1>
          {acts && <div className={css.acts}>{acts}</div>}
        </div>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
