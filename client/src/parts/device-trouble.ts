// What is wrong with camera and microphone, in sentences that say what to do. Pure; the words are given.

import type { DeviceCheck } from '../model/device-check-props.ts';
import type { Words } from '../words/en.ts';

type Troubles = Pick<DeviceCheck, 'cameraTrouble' | 'microphoneTrouble'>;

export function deviceTrouble({ cameraTrouble, microphoneTrouble }: Troubles, words: Words['door']): string[] {
  if (cameraTrouble === 'denied' && microphoneTrouble === 'denied') return [words.denied];
  const said: string[] = [];
  if (microphoneTrouble !== 'none') {
    said.push({ denied: words.microphoneDenied, missing: words.microphoneMissing, busy: words.microphoneBusy }[microphoneTrouble]);
  }
  if (cameraTrouble !== 'none')
    said.push({ denied: words.cameraDenied, missing: words.cameraMissing, busy: words.cameraBusy }[cameraTrouble]);
  return said;
}
