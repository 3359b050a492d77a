// Asks the browser for camera and microphone: together and once, so that a person sees one prompt; whatever is there is taken.
// Knows no screen; troubles come back as the few words a screen has pictures for.
import type { DeviceTrouble } from '../screens/device-check-props.ts';
import { type Source, sources } from './wishes.ts';

/** A device's id; `undefined`: whichever the browser prefers; `null`: do not ask for this one. */
export type Choice = string | null | undefined;

export interface Answer {
  readonly track: MediaStreamTrack | null;
  readonly trouble: DeviceTrouble;
}

const untouched: Answer = { track: null, trouble: 'none' };

export async function askDevices(choices: Readonly<Record<Source, Choice>>): Promise<Readonly<Record<Source, Answer>>> {
  const wanted = sources.filter((source) => choices[source] !== null);
  const answers: Record<Source, Answer> = { microphone: untouched, camera: untouched };
  if (wanted.length === 0) return answers;
  const together = await ask(wanted, choices);
  if (together.trouble === 'none' || wanted.length === 1) {
    for (const source of wanted) answers[source] = pick(together, source);
    return answers;
  }
  // One of the two has spoilt it. A plain no is not asked about twice, unless the browser says the other was permitted.
  for (const source of wanted) {
    const mayAsk = together.trouble !== 'denied' || (await isGranted(source));
    answers[source] = mayAsk ? pick(await ask([source], choices), source) : { track: null, trouble: 'denied' };
  }
  return answers;
}

async function ask(wanted: readonly Source[], choices: Readonly<Record<Source, Choice>>) {
  try {
    if (!navigator.mediaDevices) return { tracks: [], trouble: 'missing' as const };
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: wanted.includes('microphone') && microphone(choices.microphone),
      video: wanted.includes('camera') && camera(choices.camera),
    });
    return { tracks: stream.getTracks(), trouble: 'none' as const };
  } catch (error) {
    return { tracks: [], trouble: troubleIn(error) };
  }
}

function pick({ tracks, trouble }: { tracks: readonly MediaStreamTrack[]; trouble: DeviceTrouble }, source: Source): Answer {
  const kind = source === 'camera' ? 'video' : 'audio';
  return { track: tracks.find((track) => track.kind === kind) ?? null, trouble };
}

function microphone(id: Choice): MediaTrackConstraints {
  return { ...only(id), echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: { ideal: 1 } };
}

function camera(id: Choice): MediaTrackConstraints {
  return { ...only(id), width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24, max: 30 } };
}

/** A remembered device may be gone; then another does. */
function only(id: Choice): MediaTrackConstraints {
  return id ? { deviceId: { ideal: id } } : {};
}

function troubleIn(error: unknown): DeviceTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}

async function isGranted(source: Source): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: source as PermissionName });
    return state === 'granted';
  } catch {
    return false;
  }
}
