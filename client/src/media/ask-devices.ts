// Asks the browser for camera and microphone: together and once, so that a person sees one prompt; whatever is there is taken.
// Knows no screen; troubles come back as the few words a screen has pictures for.
import type { DeviceTrouble } from '../model/own-device.ts';
import { type Source, sources } from './intents.ts';

/** A device's id, which the person has chosen; `undefined`: whichever the browser prefers; `null`: do not ask for this one. */
export type Choice = string | null | undefined;
export type Choices = Readonly<Record<Source, Choice>>;

export interface Answer {
  readonly track: MediaStreamTrack | null;
  readonly trouble: DeviceTrouble;
  /** The chosen device is not there; this is another one. */
  readonly isOther: boolean;
}

const untouched: Answer = { track: null, trouble: 'none', isOther: false };

/** `early`: what the browser was asked already, for the same choices. */
export async function askDevices(
  choices: Choices,
  early: Promise<MediaStream> | null = null,
): Promise<Readonly<Record<Source, Answer>>> {
  const wanted = wantedOf(choices);
  const answers: Record<Source, Answer> = { microphone: untouched, camera: untouched };
  if (wanted.length === 0) return answers;
  const together = await ask(wanted, choices, early);
  if (together.trouble === 'none') {
    for (const source of wanted) answers[source] = pick(together, source);
    return answers;
  }
  // One of them has spoilt it for both. A plain no is not asked about twice, unless the browser says that the other is permitted.
  for (const source of wanted) {
    const mayAsk = together.trouble !== 'denied' || (wanted.length > 1 && (await isGranted(source)));
    const first = wanted.length > 1 && mayAsk ? await ask([source], choices) : together;
    answers[source] = await orAnother(source, choices[source], pick(first, source));
  }
  return answers;
}

/** A person's choice holds; but a device that is gone must not leave them unheard while there is another. */
async function orAnother(source: Source, chosen: Choice, answer: Answer): Promise<Answer> {
  if (answer.trouble !== 'missing' || !chosen) return answer;
  const any = pick(await ask([source], { microphone: undefined, camera: undefined }), source);
  return { ...any, isOther: any.track !== null };
}

export function wantedOf(choices: Choices): readonly Source[] {
  return sources.filter((source) => choices[source] !== null);
}

/** A browser that refuses by throwing has refused, too. */
export async function askTogether(wanted: readonly Source[], choices: Choices): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: wanted.includes('microphone') && microphone(choices.microphone),
    video: wanted.includes('camera') && camera(choices.camera),
  });
}

async function ask(wanted: readonly Source[], choices: Choices, early: Promise<MediaStream> | null = null) {
  try {
    if (!navigator.mediaDevices) return { tracks: [], trouble: 'missing' as const };
    const stream = await (early ?? askTogether(wanted, choices));
    return { tracks: stream.getTracks(), trouble: 'none' as const };
  } catch (error) {
    return { tracks: [], trouble: troubleIn(error) };
  }
}

function pick({ tracks, trouble }: { tracks: readonly MediaStreamTrack[]; trouble: DeviceTrouble }, source: Source): Answer {
  const kind = source === 'camera' ? 'video' : 'audio';
  return { track: tracks.find((track) => track.kind === kind) ?? null, trouble, isOther: false };
}

function microphone(id: Choice): MediaTrackConstraints {
  return { ...only(id), echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: { ideal: 1 } };
}

/** Unless one is chosen, the camera that looks at the person: telephones have one on each side. */
function camera(id: Choice): MediaTrackConstraints {
  const which = id ? only(id) : { facingMode: { ideal: 'user' } };
  return { ...which, width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24, max: 30 } };
}

function only(id: Choice): MediaTrackConstraints {
  return id ? { deviceId: { exact: id } } : {};
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
