// The way back from a page of its own. Beside the room, which goes on in another tab, it closes this one: a second doorstep would only ask for the seat (R6.5).
import { useState } from 'react';
import { isBesideRoom } from '../model/beside-room.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';

export interface WayBackProps {
  readonly address: string;
  /** What it is called where no room has opened the page. */
  readonly label: string;
}

export function WayBack({ address, label }: WayBackProps) {
  const { links: words } = useWords();
  const [hasStayed, setStayed] = useState(false);
  if (!isBesideRoom(location)) return <a href={address}>{label}</a>;
  const close = () => {
    window.close();
    setStayed(true);
  };
  return (
    <>
      <button type="button" className={buttons.plain} onClick={close}>
        {words.back}
      </button>
      <p role="status">{hasStayed ? words.inOtherTab : ''}</p>
      {hasStayed && <a href={address}>{words.openHere}</a>}
    </>
  );
}
