// What a person wants to have on. Losing a right ends the wish, so that the right's return never turns anything on (R3.5, R4.3).
// Pure; knows neither devices nor LiveKit.
import type { RoomView, View } from '../../../shared/ritual/view.ts';

export type Source = 'microphone' | 'camera';
export const sources: readonly Source[] = ['microphone', 'camera'];

export interface Intents {
  readonly microphone: boolean;
  readonly camera: boolean;
  /** It was on when the ritual withheld it, or when the room ended: a touch of the person turns it on again, and nothing else. */
  readonly microphoneReturns: boolean;
  readonly cameraReturns: boolean;
  /** The version at which the person came in; older views still speak of the time outside. */
  readonly cameInAt: number;
}

export const nothingIntended: Intents = {
  microphone: false,
  camera: false,
  microphoneReturns: false,
  cameraReturns: false,
  cameInAt: 0,
};

/** What may be on at all. Whoever is invited back has the right already, but has not yet come in by their own touch (R3.5). */
export function mayOpen(view: View | null): Readonly<Record<Source, boolean>> {
  if (view?.kind !== 'room') return { microphone: false, camera: false };
  const { rights } = view.me;
  return {
    microphone: rights.mayBeHeard && !isOutside(view),
    camera: rights.mayBeSeen && !(isOutside(view) && view.pushBack === 'unseen'),
  };
}

export function afterView(intents: Intents, view: View): Intents {
  if (view.kind === 'doorstep' && (view.door === 'steppedOut' || view.door === 'shut')) return nothingIntended;
  // On the way in, or back after a lost connection, a wish stands until the room says otherwise.
  if (view.kind === 'doorstep' || view.version < intents.cameInAt) return intents;
  // The end can be undone (R1.5), by somebody else: then nothing may be on.
  const may = mayOpen(view);
  const closes = { microphone: intents.microphone && !may.microphone, camera: intents.camera && !may.camera };
  if (!closes.microphone && !closes.camera) return intents;
  return {
    ...intents,
    microphone: intents.microphone && may.microphone,
    camera: intents.camera && may.camera,
    microphoneReturns: intents.microphoneReturns || closes.microphone,
    cameraReturns: intents.cameraReturns || closes.camera,
  };
}

/** R3.5: what the silence turned off is on again; what the person had turned off themselves is not. */
export function afterComingIn(intents: Intents, version: number): Intents {
  return {
    ...nothingIntended,
    microphone: intents.microphone || intents.microphoneReturns,
    camera: intents.camera || intents.cameraReturns,
    cameInAt: version,
  };
}

export function afterTouch(intents: Intents, source: Source, isOpen: boolean): Intents {
  return { ...intents, [source]: isOpen, [`${source}Returns`]: false };
}

function isOutside(view: RoomView): boolean {
  return view.me.case === 'steppedBack' || view.me.case === 'invitedBack';
}
