// Asks for camera and microphone while the page's scripts are still loading: the browser takes as long over devices as over everything else.
import { type Answer, askDevices, type Choices } from './ask-devices.ts';
import { readChoices } from './device-choices.ts';
import { type Source, sources } from './intents.ts';

/** A page that has not asked by then is showing something else; no camera stays on for it. */
const wantedWithinMs = 10_000;

type Answers = Readonly<Record<Source, Answer>>;

let early: { readonly choices: Choices; readonly answers: Promise<Answers> } | null = null;

export function askEarly(): Promise<Answers> {
  const { microphone, camera } = readChoices();
  const asked = { choices: { microphone, camera }, answers: askDevices({ microphone, camera }) };
  early = asked;
  setTimeout(() => {
    if (early !== asked) return;
    early = null;
    void asked.answers.then((answers) => sources.forEach((source) => void answers[source].track?.stop()));
  }, wantedWithinMs);
  return asked.answers;
}

/** In the doorstep as it was drawn before any script: the person sees themself while the page's own scripts are still coming. */
export async function showEarly(answers: Promise<Answers>): Promise<void> {
  const until = performance.now() + wantedWithinMs;
  const { track } = (await answers).camera;
  const video = document.querySelector<HTMLVideoElement>('[data-still] video');
  if (!track || !video) return;
  video.srcObject = new MediaStream([track]);
  delete video.dataset.hidden;
  video.nextElementSibling?.remove();
  // Then the camera goes out, and its last picture must not stand for it.
  setTimeout(() => video.closest('[data-still]') && video.remove(), until - performance.now());
}

/** What was asked for early, for whoever first asks for the same; null if nothing was. */
export function takeEarly(choices: Choices): Promise<Answers> | null {
  const asked = early;
  if (asked === null || sources.some((source) => asked.choices[source] !== choices[source])) return null;
  early = null;
  return asked.answers;
}
