// A drawn face as a file for a browser's fake camera: sits, sways a little, blinks now and then.
import { writeFile } from 'node:fs/promises';
import { atRest, faceHeight, faceWidth } from '../../scripts/rehearse/faces.ts';
import { pictureOf } from '../../scripts/rehearse/pictures.ts';

const perSecond = 10;
const frames = 40;

/** Y4M, which Chromium plays again and again. */
export async function writeFace(path: string, name: string): Promise<void> {
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${faceWidth} H${faceHeight} F${perSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < frames; frame++) {
    const eyes = frame === 30 ? 'closed' : 'open';
    const sway = Math.round(Math.sin((2 * Math.PI * frame) / frames) * 2);
    parts.push(Buffer.from('FRAME\n'), pictureOf(name, { ...atRest, eyes, sway }));
  }
  await writeFile(path, Buffer.concat(parts));
}
