// At which sizes and in which lights everything is drawn. One page is resized, which is far quicker than opening it again.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';

/** The last is 1366x768 with everything twice as large: half the room that the window has. */
const sizes = [
  { width: 360, height: 740 },
  { width: 844, height: 390 },
  { width: 768, height: 1024 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 683, height: 384 },
] as const;

const all = ['dusk', 'light'] as const;
/** `SHOTS_THEME=light` draws in that light alone. */
const themes = all.filter((theme) => theme.includes(process.env.SHOTS_THEME ?? ''));

/** `SHOTS_OF=circles` draws what has that in its address. */
export const isWanted = (search: string) => search.includes(process.env.SHOTS_OF ?? '');

export async function drawEverySize(page: Page, path: string, { fullPage = false, ready = async () => {} } = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const before = page.viewportSize();
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme === 'dusk' ? 'dark' : 'light', reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await ready();
      await page.waitForFunction(() =>
        document
          .getAnimations()
          .every(
            ({ playState, effect }) =>
              playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
          ),
      );
      await page.screenshot({ path: `${path}-${size.width}x${size.height}-${theme}.png`, fullPage });
    }
  }
  if (before) await page.setViewportSize(before);
}

/** A file's name for an address of the gallery. */
export function nameOf(search: string): string {
  return (
    search
      .replace('page=/', '')
      .replace(/0{10,}\w+/g, 'x')
      .replace(/[^\w]+/g, '-')
      .replace(/^-|-$/g, '') || 'start'
  );
}
