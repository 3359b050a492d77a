// Microphone, camera and speaker while one sits in the room: heard and seen by the person alone, changed without leaving.
import type { ReactNode } from 'react';
import type { DeviceCheck, DeviceCheckActs } from '../model/device-check-props.ts';
import { deviceTrouble } from '../parts/device-trouble.ts';
import { Face } from '../room/Face.tsx';
import { useWords } from '../words/words.ts';
import css from './DevicePanel.module.css';
import { DeviceRows } from './DeviceRows.tsx';

export interface DevicePanelProps {
  readonly devices: DeviceCheck;
  readonly acts: DeviceCheckActs;
  /** R3.3: whoever has stepped back has no picture of themselves. */
  readonly isListening: boolean;
  readonly observes: boolean;
}

export function DevicePanel({ devices, acts, isListening, observes }: DevicePanelProps) {
  const { sound, door } = useWords();
  const picture = isListening || observes ? null : devices.picture;
  const troubles = observes || devices.isAsking ? [] : deviceTrouble(devices, door);
  return (
    <div className={css.panel}>
      {!isListening && !observes && (
        <div className={css.picture}>
          <Face picture={picture} isMirrored still={picture ? null : <p className={css.none}>{sound.cameraIsOff}</p>} />
          {picture && <span className="said">{door.yourPicture}</span>}
        </div>
      )}
      <DeviceRows devices={devices} acts={acts} only={observes ? 'speaker' : null} />
      {!observes && <Note>{isListening ? sound.listeningDevices : sound.onlyYou}</Note>}
      <div role="status">
        {troubles.map((text) => (
          <Note key={text}>{text}</Note>
        ))}
      </div>
    </div>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className={css.note}>{children}</p>;
}
