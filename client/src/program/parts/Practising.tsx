// The ways to practising and to the pages to print. They lead out of the pages around the room, to one that asks the server for nothing.
import { asPresenter, helpAddress, practiseAddress, readers } from '../../../../shared/protocol/aside-addresses.ts';
import { usePractisingWords } from '../words/practising-words.ts';
import form from './Form.module.css';

export function Practising({ leads }: { readonly leads: boolean }) {
  const words = usePractisingWords();
  return (
    <section className={form.section} data-screen>
      <h2>{words.heading}</h2>
      <p className={form.quiet}>{words.more}</p>
      <ul className={form.list}>
        {leads && (
          <li>
            <a href={practiseAddress}>{words.leading}</a>
          </li>
        )}
        <li>
          <a href={`${practiseAddress}#${asPresenter}`}>{words.steppingBack}</a>
        </li>
        <li>
          {words.papers}
          <span className={form.row}>
            {readers
              .filter((reader) => leads || reader !== 'leader')
              .map((reader) => (
                <a key={reader} href={helpAddress(reader)}>
                  {words.paperFor[reader]}
                </a>
              ))}
          </span>
        </li>
      </ul>
    </section>
  );
}
