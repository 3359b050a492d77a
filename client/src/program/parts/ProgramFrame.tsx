// The frame of the pages of one program: its name, and the way between its pages.
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useProgramWords } from '../words/program-words.ts';
import { Frame, type FrameProps } from './Frame.tsx';
import css from './GroupFrame.module.css';

interface ProgramFrameProps extends Omit<FrameProps, 'crumbs'> {
  readonly id: string;
  readonly name: string;
  readonly children: ReactNode;
}

export function ProgramFrame({ id, name, children, ...frame }: ProgramFrameProps) {
  const { ways } = useProgramWords();
  const [here] = useLocation();
  const home = `/program/${id}`;
  const tabs = [
    { label: ways.groups, to: home },
    { label: ways.people, to: `${home}/people` },
    { label: ways.mail, to: `${home}/mail` },
    { label: ways.signIn, to: `${home}/sign-in` },
    { label: ways.year, to: `${home}/year` },
    { label: ways.systems, to: `${home}/systems` },
    { label: ways.acts, to: `${home}/acts` },
  ];
  return (
    <Frame {...frame} crumbs={[{ label: name, to: home }]} width={frame.width ?? 'wide'}>
      <nav aria-label={ways.label} className={css.ways} data-screen>
        {tabs.map(({ label, to }) => (
          <Link key={to} href={to} aria-current={here === to ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </Frame>
  );
}
