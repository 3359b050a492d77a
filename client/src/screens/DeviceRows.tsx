// Microphone, camera and speaker at the doorstep: which one, and whether it works.
import { type ReactNode, useId, useState } from 'react';
import type { DeviceCheck, DeviceCheckActs, DeviceChoice } from '../model/device-check-props.ts';
import buttons from '../styles/buttons.module.css';
import type { DoorWords } from '../words/door-en.ts';
import { useDoorWords } from '../words/door-words.ts';
import css from './Doorstep.module.css';
import { LevelBars } from './LevelBars.tsx';

/** Without a connection nothing is heard, and the page says why. */
async function playTestSound(speaker: string | null): Promise<void> {
  const sound = await import('../session/test-sound.ts').catch(() => null);
  await sound?.playTestSound(speaker);
}

export interface DeviceRowsProps {
  readonly devices: DeviceCheck;
  readonly acts: DeviceCheckActs;
  /** Stands in for the button that plays a sound. */
  readonly speaker?: ReactNode;
  /** Whoever is neither heard nor seen has a speaker alone. */
  readonly only?: 'speaker' | null;
}

export function DeviceRows({ devices, acts, speaker, only = null }: DeviceRowsProps) {
  const { door } = useDoorWords();
  const [isPlaying, setIsPlaying] = useState(false);
  // While the browser asks for the first time, nobody knows yet what there is.
  const isKnown = !devices.isAsking || devices.microphones.length + devices.cameras.length > 0;
  const play = () => {
    if (isPlaying) return;
    setIsPlaying(true);
    void playTestSound(devices.chosenSpeaker).finally(() => setIsPlaying(false));
  };
  return (
    <div className={css.rows}>
      {only === null && (
        <>
          <Row
            label={door.microphone}
            choices={isKnown ? devices.microphones : null}
            chosen={devices.chosenMicrophone}
            choose={(id) => id !== null && acts.chooseMicrophone(id)}
          >
            {isKnown && <LevelBars level={devices.level} />}
          </Row>
          <Row
            label={door.camera}
            choices={isKnown ? devices.cameras : null}
            chosen={devices.chosenCamera}
            none={door.withoutCamera}
            choose={acts.chooseCamera}
          />
        </>
      )}
      <Row
        label={door.speaker}
        choices={isKnown ? devices.speakers : null}
        chosen={devices.chosenSpeaker}
        none={door.systemSpeaker}
        choose={acts.chooseSpeaker}
      >
        {speaker ?? (
          <button type="button" className={buttons.small} aria-disabled={isPlaying} onClick={play}>
            {door.playSound}
          </button>
        )}
      </Row>
    </div>
  );
}

/** Phones call their cameras "camera2 1, facing front". */
function nameOf({ label }: DeviceChoice, i: number, words: DoorWords['door']): string {
  if (/facing front/i.test(label)) return words.frontCamera;
  if (/facing back/i.test(label)) return i > 1 ? `${words.backCamera} ${i}` : words.backCamera;
  return label || words.unnamed(i + 1);
}

interface RowProps {
  readonly label: string;
  /** Null while they are not known. */
  readonly choices: readonly DeviceChoice[] | null;
  readonly chosen: string | null;
  /** The words for choosing none, where that is possible. */
  readonly none?: string;
  readonly choose: (id: string | null) => void;
  readonly children?: ReactNode;
}

function Row({ label, choices, chosen, none, choose, children }: RowProps) {
  const { door } = useDoorWords();
  const id = useId();
  return (
    <div className={css.row}>
      <label htmlFor={id}>{label}</label>
      {choices && (choices.length > 0 || none !== undefined) && (
        <select id={id} value={chosen ?? ''} onChange={(event) => choose(event.target.value || null)}>
          {none !== undefined && <option value="">{none}</option>}
          {choices.map((choice, i) => (
            <option key={choice.id} value={choice.id}>
              {nameOf(choice, i, door)}
            </option>
          ))}
        </select>
      )}
      {children}
    </div>
  );
}
