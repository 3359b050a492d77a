// Says in the polite live region whether microphone, camera and self view are on, so that a chord can be heard too (R10.1). Shows nothing.
import { useState } from 'react';
import type { DeviceState, RoomMedia } from '../model/room-media.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.ts';

export interface SpokenDevicesProps {
  readonly media: Pick<RoomMedia, 'microphone' | 'camera'>;
  readonly hidesSelf: boolean;
}

interface Own {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly hidesSelf: boolean;
}

export function SpokenDevices({ media: { microphone, camera }, hidesSelf }: SpokenDevicesProps) {
  const { controls } = useWords();
  const [told, setTold] = useState<{ own: Own; text: string }>({ own: { microphone, camera, hidesSelf }, text: '' });
  const { own } = told;
  if (own.microphone !== microphone || own.camera !== camera || own.hidesSelf !== hidesSelf) {
    const now = { microphone, camera, hidesSelf };
    setTold({ own: now, text: deviceChanges(own, now, controls).join(' ') });
  }
  return (
    <p className="said" role="status" aria-live="polite">
      {told.text}
    </p>
  );
}

function deviceChanges(was: Own, is: Own, { said }: Words['controls']): string[] {
  const changes: string[] = [];
  if (was.microphone !== is.microphone) changes.push(said.microphone[is.microphone]);
  if (was.camera !== is.camera) changes.push(said.camera[is.camera]);
  if (was.hidesSelf !== is.hidesSelf) changes.push(is.hidesSelf ? said.selfHidden : said.selfShown);
  return changes;
}
