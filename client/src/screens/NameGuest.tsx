// Somebody who is not on the roster is named for this meeting (R6.1): a name is enough, their link then stands in the list.
import { type FormEvent, useState } from 'react';
import { longestGuestName } from '../../../shared/protocol/guest.ts';
import type { LeaderLinksProps } from '../model/other-props.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './NameGuest.module.css';

export interface NameGuestProps extends Pick<LeaderLinksProps, 'nameGuest'> {
  readonly tell: (words: string) => void;
}

export function NameGuest({ nameGuest, tell }: NameGuestProps) {
  const { guest: words } = useWords();
  const [name, setName] = useState('');
  const [isNaming, setNaming] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isNaming || !name.trim()) return;
    setNaming(true);
    const outcome = await nameGuest(name);
    setNaming(false);
    if (outcome === 'named') setName('');
    tell(outcome === 'named' ? words.named(name.trim()) : words.notNamed[outcome]);
  };
  return (
    <form className={css.guest} onSubmit={send}>
      <label className={css.name}>
        <span>{words.label}</span>
        <input
          type="text"
          value={name}
          maxLength={longestGuestName}
          autoComplete="off"
          placeholder={words.placeholder}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className={buttons.small} aria-disabled={isNaming}>
        {words.act}
      </button>
    </form>
  );
}
