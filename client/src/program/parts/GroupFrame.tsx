// The frame of the pages of one group: its name, and the way between its pages.
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useGroupWords } from '../words/group-words.ts';
import { type Crumb, Frame, type FrameProps } from './Frame.tsx';
import css from './GroupFrame.module.css';

interface GroupFrameProps extends Omit<FrameProps, 'crumbs'> {
  readonly id: string;
  readonly name: string;
  /** Leaders alone, who sit in the group. */
  readonly showsLinks: boolean;
  /** Whoever runs the group; leaders do. */
  readonly showsMinutes?: boolean;
  /** Whoever coordinates. */
  readonly showsCertificates?: boolean;
  readonly programId?: string | null;
  readonly children: ReactNode;
}

export function GroupFrame({
  id,
  name,
  showsLinks,
  showsMinutes = showsLinks,
  showsCertificates = false,
  children,
  ...frame
}: GroupFrameProps) {
  const { ways } = useGroupWords();
  const [here] = useLocation();
  const tabs: Crumb[] = [
    { label: ways.circle, to: `/group/${id}` },
    { label: ways.dates, to: `/group/${id}/dates` },
    ...(showsMinutes ? [{ label: ways.form, to: `/group/${id}/form` }] : []),
    { label: ways.contract, to: `/group/${id}/contract` },
    ...(showsMinutes ? [{ label: ways.minutes, to: `/group/${id}/attendance` }] : []),
    ...(showsCertificates ? [{ label: ways.certificates, to: `/group/${id}/certificates` }] : []),
    ...(showsLinks
      ? [
          { label: ways.links, to: `/group/${id}/links` },
          { label: ways.feedback, to: `/group/${id}/feedback` },
          { label: ways.mail, to: `/group/${id}/mail` },
        ]
      : []),
  ];
  return (
    <Frame {...frame} crumbs={[{ label: name, to: `/group/${id}` }]} width={frame.width ?? 'wide'}>
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
