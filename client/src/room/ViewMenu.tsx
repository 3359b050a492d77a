// Volume, the colours of the room, and the keys: what a person sets for themselves on this device.
import { Mic, SlidersHorizontal } from 'lucide-react';
import type { Preferences } from '../model/preferences.ts';
import type { RoomMedia, RoomMediaActs } from '../model/room-media.ts';
import { Pop } from '../parts/Pop.tsx';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './ViewMenu.module.css';
import { VolumeControl } from './VolumeControl.tsx';

export interface ViewMenuProps {
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly media: RoomMedia;
  readonly mediaActs: RoomMediaActs;
  readonly volume: number;
  readonly openDevices: () => void;
  /** Each key that this person has, and what it does. */
  readonly keyList: readonly (readonly [string, string])[];
  /** True where the icon has a word beside it. */
  readonly hasWord?: boolean;
}

const themes = ['system', 'dusk', 'light'] as const;

export function ViewMenu({ preferences, prefer, media, mediaActs, volume, openDevices, keyList, hasWord = false }: ViewMenuProps) {
  const { controls, sound } = useWords();
  const face = (
    <>
      <SlidersHorizontal aria-hidden="true" />
      {hasWord && <span data-word>{controls.view}</span>}
    </>
  );
  return (
    <Pop label={controls.view} className={buttons.icon} face={face}>
      {(close) => (
        <div className={css.menu}>
          <ActButton
            means="devices"
            className={buttons.quiet}
            onAct={() => {
              close();
              openDevices();
            }}
          >
            <Mic aria-hidden="true" />
            <span>{sound.devicesOpen}</span>
          </ActButton>
          {media.connection !== 'none' && <VolumeControl volume={volume} setVolume={mediaActs.setVolume} />}
          <fieldset className={css.group}>
            <legend>{controls.look}</legend>
            {themes.map((theme) => (
              <label key={theme}>
                <input type="radio" name="look" checked={preferences.theme === theme} onChange={() => prefer({ theme })} />
                <span>{controls.looks[theme]}</span>
              </label>
            ))}
          </fieldset>
          <label className={css.check}>
            <input
              type="checkbox"
              checked={preferences.usesKeys}
              onChange={(event) => prefer({ usesKeys: event.target.checked })}
            />
            <span>{controls.useKeys}</span>
          </label>
          {preferences.usesKeys && (
            <dl className={css.keys}>
              {keyList.map(([key, does]) => (
                <div key={key}>
                  <dt>{key}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
    </Pop>
  );
}
