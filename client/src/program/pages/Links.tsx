// The personal links of a group, for a leader who sits in it: to copy, or to print as cards that are cut apart.
import { useState } from 'react';
import { Link } from 'wouter';
import { seatAddress } from '../../../../shared/protocol/addresses.ts';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import type { Role } from '../../../../shared/ritual/roles.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Copy } from '../parts/Copy.tsx';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useGroupWords } from '../words/group-words.ts';
import css from './Links.module.css';

interface SeatLink {
  readonly ref: string;
  readonly name: string;
  readonly role: Role;
  readonly url: string;
  readonly isGuest: boolean;
}

interface Links {
  readonly links: readonly SeatLink[];
}

export function Links({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<GroupView>(api.group(ids.g ?? ''));
  return (
    <Standing asked={asked}>
      {(group) => {
        const { leads, ref } = group.you;
        return leads && ref !== null ? <OwnLinks group={group} seat={ref} /> : <NoLinks group={group} />;
      }}
    </Standing>
  );
}

function NoLinks({ group }: { readonly group: GroupView }) {
  const { links: words, ways } = useGroupWords();
  return (
    <GroupFrame id={group.id} name={group.name} heading={words.heading} title={words.title(group.name)} showsLinks={false}>
      <div className={form.card}>
        <h2>{words.none}</h2>
        <p className={form.quiet}>{words.noneMore}</p>
        <p>
          <Link href={`/group/${group.id}`}>{ways.circle}</Link>
        </p>
      </div>
    </GroupFrame>
  );
}

function OwnLinks({ group, seat }: { readonly group: GroupView; readonly seat: string }) {
  const asked = useAsked<Links>(api.links(seat));
  return (
    <Standing asked={asked}>{({ links }) => <LinksPage group={group} seat={seat} links={links} look={asked.look} />}</Standing>
  );
}

interface LinksPageProps extends Links {
  readonly group: GroupView;
  readonly seat: string;
  readonly look: () => Promise<void>;
}

function LinksPage({ group, seat, links, look }: LinksPageProps) {
  const { links: words } = useGroupWords();
  const { print, roles } = useAroundWords();
  const [renewing, setRenewing] = useState<SeatLink | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const isMade = new URLSearchParams(location.search).has('made');
  const renew = async ({ ref, name }: SeatLink) => {
    const outcome = await doing.run(() => ask('POST', api.renewLink(seat, ref)));
    if (!outcome?.ok) return;
    await look();
    setTold(words.renewed(name));
  };
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={isMade ? words.made(group.name) : words.heading}
      title={words.title(group.name)}
      lead={group.sendsMail ? `${words.mailed} ${words.lead}` : words.lead}
      showsLinks
      acts={
        <button type="button" className={buttons.plain} onClick={() => window.print()}>
          {print}
        </button>
      }
    >
      <ul className={css.cards}>
        {links.map((link) => (
          <li key={link.ref} className={css.card}>
            <p className={css.group}>{group.name}</p>
            <h2>{link.name}</h2>
            <p className={css.role}>
              {link.isGuest ? words.guest : roles[link.role]}
              {link.ref === seat && ` · ${words.yourLink}`}
            </p>
            <p className={css.address}>{link.url}</p>
            <p className={css.keep}>{words.keep}</p>
            <div className={form.row} data-screen>
              <Copy text={link.url} label={words.card(link.name)} />
              <button
                type="button"
                className={buttons.small}
                aria-label={words.renewFor(link.name)}
                onClick={() => setRenewing(link)}
              >
                {words.renew}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      <section className={form.section} data-screen>
        <div className={form.row}>
          <Copy text={links.map(({ name, url }) => `${name}\t${url}`).join('\n')} label={words.copyAll} />
          <span className={form.quiet}>{words.copyAll}</span>
        </div>
        <h2>{words.next}</h2>
        <div className={form.row}>
          <a className={`${buttons.main} ${form.link}`} href={seatAddress(seat)}>
            {words.toRoom}
          </a>
          <Link className={`${buttons.plain} ${form.link}`} href={`/group/${group.id}/dates`}>
            {words.toDates}
          </Link>
          <Link className={`${buttons.plain} ${form.link}`} href="/home">
            {words.toHome}
          </Link>
        </div>
      </section>
      {renewing && (
        <Sure {...words.renewSure(renewing.name)} onYes={() => void renew(renewing)} onClose={() => setRenewing(null)} />
      )}
    </GroupFrame>
  );
}
