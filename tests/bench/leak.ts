// How much of a voice came through after it should have ended. Pure: frames in, milliseconds out.
import type { Frame } from './ear.ts';

/** The frames just before the act that show how long a voice takes from mouth to ear. */
const clearMs = 400;
const fewestClear = 20;

/** The shortest time from mouth to ear in the frames before an act, or null if there was not enough voice to tell. */
export function mouthToEar(frames: readonly Frame[], act: number): number | null {
  const delays = frames.flatMap(([heardAt, spokenAt]) =>
    spokenAt !== null && heardAt <= act && heardAt > act - clearMs ? [heardAt - spokenAt] : [],
  );
  return delays.length < fewestClear ? null : Math.min(...delays);
}

/**
 * When each audible frame was spoken. The fading end of a voice can be misread as a later step of the tone; nothing can have been
 * spoken later than it takes to be heard.
 */
export function spokenMoments(frames: readonly Frame[], delay: number): readonly { heardAt: number; spokenAt: number }[] {
  return frames.flatMap(([heardAt, spokenAt]) =>
    spokenAt === null ? [] : [{ heardAt, spokenAt: Math.min(spokenAt, heardAt - delay) }],
  );
}

/** How long after the act the last words were spoken that came through a gate; 0 when none were. */
export function leakMs(
  frames: readonly Frame[],
  act: number,
  delay: number,
  isOpenAt: (ms: number) => boolean = () => true,
): number {
  const through = spokenMoments(frames, delay).filter(({ heardAt }) => heardAt > act && isOpenAt(heardAt));
  return Math.max(0, ...through.map(({ spokenAt }) => spokenAt - act));
}

/** How long after the act anything was still heard, whenever it was spoken; 0 when nothing was. */
export function heardOnMs(frames: readonly Frame[], act: number, isOpenAt: (ms: number) => boolean = () => true): number {
  const heard = frames.filter(([heardAt, spokenAt]) => spokenAt !== null && isOpenAt(heardAt));
  return Math.max(0, ...heard.map(([heardAt]) => heardAt - act));
}
