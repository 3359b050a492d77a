// Asks for camera and microphone while the page's scripts are still loading: the browser takes as long over devices as over everything else.
import { askTogether, type Choices, wantedOf } from './ask-devices.ts';
import { readChoices } from './device-choices.ts';
import { sources } from './intents.ts';

/** A page that has not asked by then is showing something else; no camera stays on for it. */
const wantedWithinMs = 10_000;

/** Here the page's own scripts find what was asked for: the one that asks early is built apart from them. */
const page = globalThis as { earlyDevices?: { readonly choices: Choices; readonly stream: Promise<MediaStream> } | null };

/**
 * In the doorstep as it was drawn before any script, the person sees themself while the page's own scripts are still coming.
 * Resolves once the picture moves, or there is none.
 */
export async function askEarly(): Promise<void> {
  const { microphone, camera } = readChoices();
  const choices = { microphone, camera };
  const asked = { choices, stream: askTogether(wantedOf(choices), choices) };
  page.earlyDevices = asked;
  const stream = asked.stream.catch(() => null);
  const video = document.querySelector<HTMLVideoElement>('[data-still] video');
  setTimeout(async () => {
    if (page.earlyDevices !== asked) return;
    page.earlyDevices = null;
    for (const track of (await stream)?.getTracks() ?? []) track.stop();
    // The last picture must not stand for a camera that is off.
    video?.remove();
  }, wantedWithinMs);
  const [track] = (await stream)?.getVideoTracks() ?? [];
  if (!track || !video) return;
  video.srcObject = new MediaStream([track]);
  delete video.dataset.hidden;
  video.nextElementSibling?.remove();
  await new Promise((resolve) => video.addEventListener('loadeddata', resolve));
}

/** What was asked for early, for whoever first asks for the same; null if nothing was. */
export function takeEarly(choices: Choices): Promise<MediaStream> | null {
  const asked = page.earlyDevices ?? null;
  if (asked === null || sources.some((source) => asked.choices[source] !== choices[source])) return null;
  page.earlyDevices = null;
  return asked.stream;
}
