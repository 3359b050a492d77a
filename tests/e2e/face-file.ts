// A drawn face as a file for a browser's fake camera: sits, sways a little, blinks now and then.
import { writeFile } from 'node:fs/promises';
import { atRest, faceHeight, faceWidth } from '../../scripts/rehearse/faces.ts';
import { pictureOf } from '../../scripts/rehearse/pictures.ts';
import { seededRandom } from '../support/seeded-random.ts';

const perSecond = 10;
const frames = 40;
const header = Buffer.from(`YUV4MPEG2 W${faceWidth} H${faceHeight} F${perSecond}:1 Ip A1:1 C420jpeg\n`);

/** Y4M, which Chromium plays again and again. */
export async function writeFace(path: string, name: string): Promise<void> {
  const parts: Uint8Array[] = [header];
  for (let frame = 0; frame < frames; frame++) {
    const eyes = frame === 30 ? 'closed' : 'open';
    const sway = Math.round(Math.sin((2 * Math.PI * frame) / frames) * 2);
    parts.push(Buffer.from('FRAME\n'), pictureOf(name, { ...atRest, eyes, sway }));
  }
  await writeFile(path, Buffer.concat(parts));
}

const blot = 12;

/** As before a moving crowd: costs as many bytes as a camera's picture ever does. */
export async function writeRestlessFace(path: string): Promise<void> {
  const random = seededRandom(7);
  const parts: Uint8Array[] = [header];
  for (let frame = 0; frame < frames; frame++) {
    const picture = new Uint8Array((faceWidth * faceHeight * 3) / 2).fill(128);
    for (let y = 0; y < faceHeight; y += blot)
      for (let x = 0; x < faceWidth; x += blot) {
        const light = 16 + Math.floor(random() * 220);
        for (let row = y; row < y + blot; row++) picture.fill(light, row * faceWidth + x, row * faceWidth + x + blot);
      }
    parts.push(Buffer.from('FRAME\n'), picture);
  }
  await writeFile(path, Buffer.concat(parts));
}
