// Microphone, camera and self view: one touch and one key each. Only the person's own devices (R4.3).
import { Eye, EyeOff, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import type { DeviceState, RoomMedia, RoomMediaActs } from './room-media.ts';
import { useKeys } from './use-keys.ts';

export interface DeviceButtonsProps {
  readonly media: RoomMedia;
  readonly mediaActs: RoomMediaActs;
  readonly hidesSelf: boolean;
  readonly hideSelf: (hides: boolean) => void;
}

export function DeviceButtons({ media, mediaActs, hidesSelf, hideSelf }: DeviceButtonsProps) {
  const { controls } = useWords();
  const microphone = media.microphone === 'open' ? mediaActs.closeMicrophone : mediaActs.openMicrophone;
  const camera = media.camera === 'open' ? mediaActs.closeCamera : mediaActs.openCamera;
  useKeys({
    m: canTurn(media.microphone) && microphone,
    v: canTurn(media.camera) && camera,
    h: () => hideSelf(!hidesSelf),
  });
  const microphoneLabel = {
    open: controls.closeMicrophone,
    closed: controls.openMicrophone,
    withheld: controls.microphoneWithheld,
    missing: controls.microphoneMissing,
  }[media.microphone];
  const cameraLabel = {
    open: controls.closeCamera,
    closed: controls.openCamera,
    withheld: controls.cameraWithheld,
    missing: controls.cameraMissing,
  }[media.camera];
  return (
    <>
      <DeviceButton label={microphoneLabel} keyName="m" state={media.microphone} act={microphone}>
        {media.microphone === 'open' ? <Mic /> : <MicOff />}
      </DeviceButton>
      <DeviceButton label={cameraLabel} keyName="v" state={media.camera} act={camera}>
        {media.camera === 'open' ? <Video /> : <VideoOff />}
      </DeviceButton>
      <DeviceButton
        label={hidesSelf ? controls.showSelf : controls.hideSelf}
        keyName="h"
        state={hidesSelf ? 'closed' : 'open'}
        act={() => hideSelf(!hidesSelf)}
      >
        {hidesSelf ? <EyeOff /> : <Eye />}
      </DeviceButton>
    </>
  );
}

interface DeviceButtonProps {
  readonly label: string;
  readonly keyName: string;
  readonly state: DeviceState;
  readonly act: () => void;
  readonly children: ReactNode;
}

function DeviceButton({ label, keyName, state, act, children }: DeviceButtonProps) {
  const { keys } = useWords();
  return (
    <button
      type="button"
      className={buttons.icon}
      aria-label={label}
      aria-disabled={!canTurn(state)}
      aria-keyshortcuts={keyName}
      title={keys.withKey(label, keyName.toUpperCase())}
      data-device={state}
      onClick={() => canTurn(state) && act()}
    >
      {children}
    </button>
  );
}

const canTurn = (state: DeviceState) => state === 'open' || state === 'closed';
