// Microphone, camera and speaker while one sits in the room: heard and seen by the person alone, changed without leaving.
import type { ReactNode } from 'react';
import type { DeviceCheck, DeviceCheckActs } from '../model/device-check-props.ts';
import type { DeviceState } from '../model/room-media.ts';
import { deviceTrouble } from '../parts/device-trouble.ts';
import { ActButton } from '../press/ActButton.tsx';
import { Face } from '../room/Face.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './DevicePanel.module.css';
import { DeviceRows } from './DeviceRows.tsx';

export interface DevicePanelProps {
  readonly devices: DeviceCheck;
  readonly acts: DeviceCheckActs;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** To the media server: without it nothing is sent. */
  readonly isConnected: boolean;
  readonly openCamera: () => void;
  /** R3.3: whoever has stepped back has no picture of themselves. */
  readonly isListening: boolean;
  readonly observes: boolean;
}

export function DevicePanel({
  devices,
  acts,
  microphone,
  camera,
  isConnected,
  openCamera,
  isListening,
  observes,
}: DevicePanelProps) {
  const { sound, door, controls } = useWords();
  const picture = isListening || observes ? null : devices.picture;
  const isHeard = microphone === 'open' && isConnected;
  const listens = camera === 'open' ? sound.listeningSeen : sound.listeningDevices;
  const troubles = observes || devices.isAsking ? [] : deviceTrouble(devices, door);
  return (
    <div className={css.panel}>
      {!isListening && !observes && (
        <div className={css.picture}>
          <Face picture={picture} isMirrored still={picture ? null : <p className={css.none}>{sound.cameraIsOff}</p>} />
          {picture && <span className="said">{door.yourPicture}</span>}
        </div>
      )}
      {!isListening && !observes && camera === 'closed' && !devices.isAsking && (
        <div className={css.off}>
          {picture && <Note>{sound.onlyYouPicture}</Note>}
          <ActButton means="openCamera" className={buttons.small} onAct={openCamera}>
            {controls.openCamera}
          </ActButton>
        </div>
      )}
      <DeviceRows devices={devices} acts={acts} only={observes ? 'speaker' : null} />
      {!observes && <Note>{isListening ? listens : isHeard ? sound.groupHears : sound.onlyYou}</Note>}
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
