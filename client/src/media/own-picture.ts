// One's own camera as a picture, for the doorstep and one's own chair.
import type { Picture } from '../model/room-media.ts';

export function ownPicture(track: MediaStreamTrack): Picture {
  const stream = new MediaStream([track]);
  return {
    attach(element) {
      element.muted = true;
      element.playsInline = true;
      element.srcObject = stream;
      element.play().catch(() => {}); // A page may refuse to play before the first touch; autoplay follows.
      return () => {
        if (element.srcObject === stream) element.srcObject = null;
      };
    },
    get isMoving() {
      return track.readyState === 'live' && track.enabled && !track.muted;
    },
  };
}
