// Draws a person's face as an SVG picture of a camera's size. It knows expressions, but neither time nor talk.
import { createAvatar } from '@dicebear/core';
import * as toonHead from '@dicebear/toon-head';
import { type Look, lookOf } from './looks.ts';

export const faceWidth = 480;
export const faceHeight = 360;

export interface Expression {
  readonly eyes: 'open' | 'closed';
  readonly mouth: 'resting' | 'speaking' | 'wide';
  /** Sideways and down, in steps of a few pixels: a person is never quite still. */
  readonly sway: number;
  readonly nod: number;
}

export const atRest: Expression = { eyes: 'open', mouth: 'resting', sway: 0, nod: 0 };

const mouths = { resting: 'smile', speaking: 'agape', wide: 'laugh' } as const;
const drawnSize = 768;

export function drawFace(name: string, expression: Expression): string {
  const look = lookOf(name);
  const drawing = createAvatar(toonHead, {
    seed: name,
    eyes: [expression.eyes === 'closed' ? 'humble' : look.eyes],
    mouth: [mouths[expression.mouth]],
    eyebrows: ['neutral'],
    hair: [look.hair],
    hairColor: [look.hairColor],
    rearHair: [look.rearHair ?? 'neckHigh'],
    rearHairProbability: look.rearHair ? 100 : 0,
    beard: [look.beard ?? 'chin'],
    beardProbability: look.beard ? 100 : 0,
    clothes: [look.clothes],
    clothesColor: [look.clothesColor],
    skinColor: [look.skin],
  }).toString();
  return frame(bodyOf(drawing), look, expression);
}

/** The shoulders always reach below the lower edge, however far the person sways. */
function frame(body: string, { wall, near, hair }: Look, { sway, nod }: Expression): string {
  const tall = hair === 'bun' || hair === 'spiky';
  const scale = (faceHeight / drawnSize) * near;
  const left = (faceWidth - drawnSize * scale) / 2 + sway * 1.5;
  const top = (tall ? 4 : -22) + nod * 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${faceWidth}" height="${faceHeight}" viewBox="0 0 ${faceWidth} ${faceHeight}">` +
    `<rect width="${faceWidth}" height="${faceHeight}" fill="#${wall}"/>` +
    `<g fill="none" transform="translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale.toFixed(4)})">${body}</g></svg>`
  );
}

/** The renderer uses a mask's luminance and ignores `mask-type` in a style; white masks give the same result. */
function bodyOf(drawing: string): string {
  return drawing
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<metadata.*?<\/metadata>/s, '')
    .replace(/<mask id="viewboxMask">.*?<\/mask>/s, '')
    .replace(' mask="url(#viewboxMask)"', '')
    .replace(/<mask [^>]*mask-type:alpha.*?<\/mask>/gs, (mask) => mask.replace(/fill="#?\w+"/g, 'fill="#fff"'));
}
