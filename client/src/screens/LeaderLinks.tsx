// The personal links of a group, for its leaders: copy one, renew it so that the old one stops working, or make one for a guest.
import { useState } from 'react';
import type { LeaderLinksProps, PersonalLink } from '../model/other-props.ts';
import { Confirm } from '../parts/Confirm.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './LeaderLinks.module.css';
import { NameGuest } from './NameGuest.tsx';
import { Page } from './Page.tsx';
import { WayBack } from './WayBack.tsx';

export function LeaderLinks({ groupName, links, renew, nameGuest, backAddress }: LeaderLinksProps) {
  const { links: words } = useWords();
  const [told, setTold] = useState('');
  const [copied, setCopied] = useState<string | null>(null);
  const [asking, setAsking] = useState<PersonalLink | null>(null);
  const copy = async (link: PersonalLink) => {
    // Without https, or in an app's own browser, there may be no clipboard.
    const isDone = await (navigator.clipboard?.writeText(link.address) ?? Promise.reject()).then(
      () => true,
      () => false,
    );
    setCopied(isDone ? link.address : null);
    setTold(isDone ? words.copiedFor(link.name) : words.notCopied);
  };
  const renewNow = async ({ ref, name }: PersonalLink) => {
    setTold((await renew(ref)) ? words.renewed(name) : words.renewFailed);
  };
  return (
    <Page isWide>
      <h1>{`${words.heading}, ${groupName}`}</h1>
      <p>{links.length > 0 ? words.explain : words.none}</p>
      {links.length > 0 && (
        <table className={css.links}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.part}</th>
              <th scope="col">{words.link}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <tr key={link.ref}>
                <th scope="row">{link.name}</th>
                <td>{link.isGuest ? words.guest : words.roles[link.role]}</td>
                <td className={css.address}>{link.address}</td>
                <td className={css.acts}>
                  <button type="button" className={buttons.small} aria-label={words.copyFor(link.name)} onClick={() => copy(link)}>
                    {copied === link.address ? words.copied : words.copy}
                  </button>
                  <button
                    type="button"
                    className={buttons.small}
                    aria-label={words.renewFor(link.name)}
                    onClick={() => setAsking(link)}
                  >
                    {words.renew}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p role="status" className={css.told}>
        {told}
      </p>
      <NameGuest nameGuest={nameGuest} tell={setTold} />
      {backAddress && <WayBack address={backAddress} label={words.back} />}
      {asking && <Confirm sure={words.renewAsk(asking.name)} onYes={() => void renewNow(asking)} onClose={() => setAsking(null)} />}
    </Page>
  );
}
