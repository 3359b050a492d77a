// When a voice fell silent in a page and when it was heard again, noted by the page itself: asking it from outside takes as long as the machine is busy.
import type { Page } from '@playwright/test';
import { quiet } from './hearing.ts';
import { pitch } from './listener.ts';

export interface NotedSilence {
  /** By the machine's clock, ms. */
  readonly quietAt: number | null;
  /** Null until then, and again whenever it falls silent anew. */
  readonly backAt: number | null;
}

interface Noting {
  readonly ear: { readonly analysers: ReadonlyMap<string, AnalyserNode> };
  silence: { quietAt: number | null; backAt: number | null };
  stopNoting?: () => void;
}

const audible = -45;

/** From now on. */
export async function noteSilence(page: Page, name: string): Promise<void> {
  await page.evaluate(
    ({ hertz, below, above }) => {
      const noting = window as unknown as Noting;
      noting.stopNoting?.();
      const silence: Noting['silence'] = { quietAt: null, backAt: null };
      noting.silence = silence;
      const timer = setInterval(() => {
        const level = Math.max(...[...noting.ear.analysers.values()].map(levelOf));
        if (level < below) {
          silence.quietAt ??= Date.now();
          silence.backAt = null;
        } else if (silence.quietAt !== null && level > above) silence.backAt ??= Date.now();
      }, 25);
      noting.stopNoting = () => clearInterval(timer);

      function levelOf(analyser: AnalyserNode): number {
        const spectrum = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(spectrum);
        const bin = Math.round((hertz * analyser.fftSize) / analyser.context.sampleRate);
        return Math.max(...spectrum.slice(bin - 2, bin + 3));
      }
    },
    { hertz: pitch(name), below: quiet, above: audible },
  );
}

export function notedSilence(page: Page): Promise<NotedSilence> {
  return page.evaluate(() => (window as unknown as Noting).silence);
}
