// The rehearsal's drawn faces as still pictures, for the gallery; never part of the product.
import { atRest, drawFace } from '../../../scripts/rehearse/faces.ts';
import type { Picture } from '../model/room-media.ts';

/** A still picture behaves like a moving one whose first frame stays. */
export function drawnFace(name: string): Picture {
  const drawn = `data:image/svg+xml,${encodeURIComponent(drawFace(name, atRest))}`;
  return {
    isMoving: true,
    attach(element) {
      element.poster = drawn;
      return () => element.removeAttribute('poster');
    },
  };
}
