// Asks for camera and microphone while the page's scripts are still loading: the browser takes as long over devices as over everything else.
import { askTogether, type Choices, wantedOf } from './ask-devices.ts';
import { sources } from './intents.ts';

/** A page that has not asked by then is showing something else; no camera stays on for it. */
const wantedWithinMs = 10_000;

interface Asked {
  readonly choices: Choices;
  readonly stream: Promise<MediaStream>;
  /** The last picture goes out with the camera: it must not stand for one that is off. */
  stop(): Promise<void>;
}

/** Here the page's own scripts find what was asked for: the one that asks early is built apart from them. */
const page = globalThis as { earlyDevices?: Asked | null };

/**
 * In the doorstep as it was drawn before any script, the person sees themself while the page's own scripts are still coming.
 * Resolves once the picture moves, or there is none.
 */
export async function askEarly({ microphone, camera }: Partial<Choices>): Promise<void> {
  const choices = { microphone, camera };
  const stream = askTogether(wantedOf(choices), choices);
  const granted = stream.catch(() => null);
  const place = document.querySelector<HTMLTemplateElement>('[data-still] template');
  const video = place?.content.querySelector('video');
  const asked: Asked = {
    choices,
    stream,
    async stop() {
      page.earlyDevices = null;
      for (const track of (await granted)?.getTracks() ?? []) track.stop();
      video?.remove();
    },
  };
  page.earlyDevices = asked;
  setTimeout(() => page.earlyDevices === asked && asked.stop(), wantedWithinMs);
  const [track] = (await granted)?.getVideoTracks() ?? [];
  if (!place?.isConnected || !video) return;
  // The browser is not asking any more.
  place.nextElementSibling?.remove();
  if (!track) return;
  // Before it stands in the page: there it would move later.
  video.srcObject = new MediaStream([track]);
  track.onended = () => video.remove();
  delete video.dataset.hidden;
  place.replaceWith(video);
  await new Promise((resolve) => video.requestVideoFrameCallback?.(resolve) ?? video.addEventListener('loadeddata', resolve));
  // What is done next must not hold up the frame that shows the picture.
  await new Promise((resolve) => setTimeout(resolve));
}

/** What was asked for early, if whoever asks first wants the same; otherwise that goes out before this is asked for. Null: ask. */
export function takeEarly(choices: Choices): Promise<MediaStream> | null {
  const asked = page.earlyDevices;
  page.earlyDevices = null;
  if (!asked) return null;
  if (sources.every((source) => asked.choices[source] === choices[source])) return asked.stream;
  // A phone can use one camera at a time.
  const stopped = asked.stop();
  const wanted = wantedOf(choices);
  return wanted.length > 0 ? stopped.then(() => askTogether(wanted, choices)) : null;
}
