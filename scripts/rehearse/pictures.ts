// Turns drawn faces into camera frames (I420, 480x360), each rendered once and cached. It knows no media server.
import { Resvg } from '@resvg/resvg-js';
import { drawFace, type Expression, faceHeight, faceWidth } from './faces.ts';

const kept = new Map<string, Uint8Array>();

export function pictureOf(name: string, expression: Expression): Uint8Array {
  const key = `${name} ${expression.eyes} ${expression.mouth} ${expression.sway} ${expression.nod}`;
  const known = kept.get(key);
  if (known) return known;
  const { pixels } = new Resvg(drawFace(name, expression), { font: { loadSystemFonts: false } }).render();
  const picture = toI420(pixels, faceWidth, faceHeight);
  kept.set(key, picture);
  return picture;
}

/** BT.601, limited range; colour is taken from the upper left of each two by two pixels. */
export function toI420(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const luma = width * height;
  const out = new Uint8Array(luma + luma / 2);
  let u = luma;
  let v = luma + luma / 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const r = rgba[at] ?? 0;
      const g = rgba[at + 1] ?? 0;
      const b = rgba[at + 2] ?? 0;
      out[y * width + x] = ((66 * r + 129 * g + 25 * b + 128) >> 8) + 16;
      if ((x | y) & 1) continue;
      out[u++] = ((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128;
      out[v++] = ((112 * r - 94 * g - 18 * b + 128) >> 8) + 128;
    }
  }
  return out;
}
