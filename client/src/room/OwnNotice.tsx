// What keeps this person from being heard or seen, or has changed about their devices: one sentence at a time, the most urgent first, with the one touch that puts it right.
import { useEffect, useState } from 'react';
import type { DeviceChange } from '../model/own-device.ts';
import type { RoomMedia, RoomMediaActs } from '../model/room-media.ts';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './Notices.module.css';
import { type OwnNoticeKind, ownNotice } from './own-notice.ts';

const showChangeMs = 12_000;

export function OwnNotice({ media, mediaActs }: { readonly media: RoomMedia; readonly mediaActs: RoomMediaActs }) {
  const { sound, controls } = useWords();
  const change = useRecent(media.deviceChange);
  const notice = ownNotice(media, change, sound);
  return (
    <>
      <p className={css.strip} role="status" data-own={notice?.kind}>
        {notice && (
          <>
            <span>{notice.text}</span>
            {act(notice.kind) !== null && (
              <ActButton
                means={notice.kind}
                className={buttons.small}
                onAct={act(notice.kind) === 'show' ? mediaActs.openCamera : mediaActs.openMicrophone}
              >
                {{ again: sound.tryAgain, open: controls.openMicrophone, show: controls.openCamera }[act(notice.kind) ?? 'open']}
              </ActButton>
            )}
          </>
        )}
      </p>
      {notice?.kind === 'missing' && media.microphoneTrouble === 'denied' && (
        <details className={css.strip}>
          <summary>{sound.howToAllow}</summary>
          <p>{sound.allow}</p>
        </details>
      )}
    </>
  );
}

function act(kind: OwnNoticeKind): 'again' | 'open' | 'show' | null {
  if (kind === 'missing') return 'again';
  if (kind === 'mayBeSeen') return 'show';
  return kind === 'muted' || kind === 'maySpeak' || kind === 'talks' ? 'open' : null;
}

/** A change is shown for a while; one from before this page showed the room is old news. */
function useRecent(change: DeviceChange | null): DeviceChange | null {
  const [past, setPast] = useState<DeviceChange | null>(null);
  useEffect(() => {
    if (change === null) return;
    const timer = setTimeout(() => setPast(change), showChangeMs);
    return () => clearTimeout(timer);
  }, [change]);
  return change === past ? null : change;
}
