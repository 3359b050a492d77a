// A small disk of its own for one folder, which a test can fill and free: `const disk = smallDisk(folder, 64); disk.fill(); … disk.unmount()`.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  /** Not a byte more can be written. */
  fill(): void;
  free(): void;
  makeReadOnly(): void;
  unmount(): void;
}

const chunk = Buffer.alloc(4096);

/** Throws if this user may not mount one. */
export function smallDisk(folder: string, kB: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kB}k,mode=700`, 'tmpfs', folder], { stdio: 'ignore' });
  const filler = join(folder, 'filler');
  return {
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (;;) writeSync(file, chunk);
      } catch {
        // As much as fitted.
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler),
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    unmount: () => void execFileSync('umount', [folder]),
  };
}

/** Root on a Linux machine may, unless a container forbids it. */
export function mayMountDisks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'balint-room-disk-'));
  try {
    smallDisk(folder, 4).unmount();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
