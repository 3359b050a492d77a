// A face: somebody's moving picture, or whatever stands in for it. The video element stays in the document for as long as the chair does.
import { type ReactNode, useEffect, useRef } from 'react';
import type { Picture } from '../model/room-media.ts';
import css from './Face.module.css';

export interface FaceProps {
  readonly picture: Picture | null;
  readonly isMirrored: boolean;
  /** Drawn while there is no picture. */
  readonly still: ReactNode | null;
}

export function Face({ picture, isMirrored, still }: FaceProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!picture || !video.current) return;
    return picture.attach(video.current);
  }, [picture]);
  return (
    <>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: without controls it never has the focus (R10.1) */}
      <video
        ref={video}
        className={css.video}
        data-mirrored={isMirrored || undefined}
        data-hidden={still !== null || undefined}
        autoPlay
        playsInline
        muted
        disablePictureInPicture
        aria-hidden="true"
      />
      {still}
    </>
  );
}
