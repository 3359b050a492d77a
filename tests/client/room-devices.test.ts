// Choosing devices in the room, and what the dialog says of what is sent.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { IntentKeeper } from '../../client/src/media/intent-keeper.ts';
import { noDeviceYet } from '../../client/src/model/device-check-props.ts';
import { noMediaYet, type RoomMedia } from '../../client/src/model/room-media.ts';
import { ownNotice } from '../../client/src/room/own-notice.ts';
import { DevicePanel, type DevicePanelProps } from '../../client/src/screens/DevicePanel.tsx';
import { roomDeviceActs } from '../../client/src/session/room-device-acts.ts';
import { en } from '../../client/src/words/en.ts';

const nothing = () => {};

function dialog(has: { readonly camera: boolean }) {
  const intents = new IntentKeeper({ read: () => ({ microphone: true, ...has }), keep: nothing });
  const chooseCamera = vi.fn();
  const prefer = vi.fn();
  const openCamera = vi.fn(() => intents.touched('camera', true));
  const devices = { acts: { chooseCamera, chooseMicrophone: nothing, chooseSpeaker: nothing, askAgain: nothing }, prefer };
  return { acts: roomDeviceActs({ devices, intents, openCamera }), intents, chooseCamera, prefer, openCamera };
}

describe('in the room', () => {
  test('a camera that was on before “Without camera” is on again once one is chosen', () => {
    const { acts, intents, chooseCamera, prefer, openCamera } = dialog({ camera: true });
    acts.chooseCamera(null);
    expect(intents.snapshot().camera).toBe(false);
    expect(chooseCamera).toHaveBeenLastCalledWith(null);
    acts.chooseCamera('front');
    expect(prefer).toHaveBeenLastCalledWith('front');
    expect(openCamera).toHaveBeenCalledTimes(1);
    acts.chooseCamera('back');
    expect(chooseCamera).toHaveBeenLastCalledWith('back');
  });

  test('[R4.3] a camera that was off stays dark, whatever is chosen', () => {
    const { acts, chooseCamera, prefer, openCamera } = dialog({ camera: false });
    acts.chooseCamera('front');
    acts.chooseCamera(null);
    acts.chooseCamera('back');
    expect(prefer.mock.calls).toEqual([['front'], ['back']]);
    expect(chooseCamera.mock.calls).toEqual([[null]]);
    expect(openCamera).not.toHaveBeenCalled();
  });
});

describe('the dialog', () => {
  const props: DevicePanelProps = {
    devices: noDeviceYet,
    acts: { chooseCamera: nothing, chooseMicrophone: nothing, chooseSpeaker: nothing, askAgain: nothing },
    microphone: 'closed',
    camera: 'closed',
    isConnected: true,
    openCamera: nothing,
    isListening: false,
    observes: false,
  };
  const drawn = (change: Partial<DevicePanelProps>) => renderToStaticMarkup(createElement(DevicePanel, { ...props, ...change }));
  const picture = { attach: () => nothing, isMoving: true };

  test.each([
    ['the group hears', { microphone: 'open' }, en.sound.groupHears],
    ['nobody hears: it is off', { microphone: 'closed' }, en.sound.onlyYou],
    ['nobody hears: it is held', { microphone: 'withheld' }, en.sound.onlyYou],
    ['nobody hears: there is no connection', { microphone: 'open', isConnected: false }, en.sound.onlyYou],
    ['nobody hears, and nobody sees', { isListening: true, camera: 'withheld' }, en.sound.listeningDevices],
    ['nobody hears, and all see', { isListening: true, camera: 'open' }, en.sound.listeningSeen],
  ] as const)('says whether the group hears the level it shows: %s', (_title, state, said) => {
    const all = [en.sound.groupHears, en.sound.onlyYou, en.sound.listeningDevices, en.sound.listeningSeen];
    const html = drawn(state);
    expect(all.filter((text) => html.includes(text))).toEqual([said]);
  });

  test('[R4.3] offers to turn on a camera that is off, and says who sees it until then', () => {
    expect(drawn({})).toContain(en.controls.openCamera);
    expect(drawn({ devices: { ...noDeviceYet, picture } })).toContain(en.sound.onlyYouPicture);
    for (const camera of ['open', 'withheld'] as const) expect(drawn({ camera })).not.toContain(en.controls.openCamera);
    expect(drawn({ isListening: true })).not.toContain(en.controls.openCamera);
    expect(drawn({ observes: true })).not.toContain(en.controls.openCamera);
  });
});

test('[R1.5] what was on before an undone end is offered one by one, the voice first', () => {
  const undone: RoomMedia = { ...noMediaYet, microphoneReturns: true, cameraReturns: true };
  expect(ownNotice(undone, null, en.sound)).toEqual({ kind: 'maySpeak', text: en.sound.maySpeak });
  expect(ownNotice({ ...undone, microphone: 'open', microphoneReturns: false }, null, en.sound)).toEqual({
    kind: 'mayBeSeen',
    text: en.sound.mayBeSeen,
  });
  expect(ownNotice({ ...undone, microphoneReturns: false, cameraReturns: false }, null, en.sound)).toBe(null);
});
