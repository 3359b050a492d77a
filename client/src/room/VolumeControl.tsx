// How loud the room is for this person.
import { useId } from 'react';
import { useWords } from '../words/words.ts';
import css from './VolumeControl.module.css';

export function VolumeControl({ volume, setVolume }: { readonly volume: number; readonly setVolume: (volume: number) => void }) {
  const { controls } = useWords();
  const id = useId();
  return (
    <div className={css.volume}>
      <label htmlFor={id}>{controls.volume}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={Math.round(volume * 100)}
        onChange={(event) => setVolume(event.target.valueAsNumber / 100)}
      />
    </div>
  );
}
