// Microphone, camera and self view: one touch and one key each. Only the person's own devices (R4.3).
import { Eye, EyeOff, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeviceState, RoomMedia, RoomMediaActs } from '../model/room-media.ts';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';

export interface DeviceButtonsProps {
  readonly media: RoomMedia;
  readonly mediaActs: RoomMediaActs;
  readonly hidesSelf: boolean;
  readonly hideSelf: (hides: boolean) => void;
  /** R5.6: the microphone is withheld from a whole circle, not from this person. */
  readonly isCircleListening?: boolean;
}

export function DeviceButtons({ media, mediaActs, hidesSelf, hideSelf, isCircleListening }: DeviceButtonsProps) {
  const { controls, sound } = useWords();
  const microphone = media.microphone === 'open' ? mediaActs.closeMicrophone : mediaActs.openMicrophone;
  const camera = media.camera === 'open' ? mediaActs.closeCamera : mediaActs.openCamera;
  const microphoneLabel = {
    open: controls.closeMicrophone,
    closed: controls.openMicrophone,
    withheld: isCircleListening ? controls.microphoneListens : controls.microphoneWithheld,
    muted: sound.microphoneMuted,
    missing: controls.microphoneMissing,
  }[media.microphone];
  const cameraLabel = {
    open: controls.closeCamera,
    closed: controls.openCamera,
    withheld: controls.cameraWithheld,
    muted: sound.cameraMuted,
    missing: controls.cameraMissing,
  }[media.camera];
  return (
    <>
      <DeviceButton label={microphoneLabel} word={controls.microphone} chord="m" state={media.microphone} act={microphone}>
        {media.microphone === 'open' ? <Mic /> : <MicOff />}
      </DeviceButton>
      <DeviceButton label={cameraLabel} word={controls.camera} chord="v" state={media.camera} act={camera}>
        {media.camera === 'open' ? <Video /> : <VideoOff />}
      </DeviceButton>
      <DeviceButton
        label={hidesSelf ? controls.showSelf : controls.hideSelf}
        word={controls.self}
        chord="h"
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
  /** Shown beneath the icon where there is room. */
  readonly word: string;
  readonly chord: string;
  readonly state: DeviceState;
  readonly act: () => void;
  readonly children: ReactNode;
}

function DeviceButton({ label, word, chord, state, act, children }: DeviceButtonProps) {
  return (
    <ActButton
      means={state}
      isOff={!canTurn(state)}
      className={buttons.icon}
      aria-label={label}
      chord={chord}
      title={label}
      data-device={state}
      onAct={act}
    >
      {children}
      <span data-word>{word}</span>
    </ActButton>
  );
}

/** A missing device may be there by now: a touch asks for it again. */
const canTurn = (state: DeviceState) => state !== 'withheld';
