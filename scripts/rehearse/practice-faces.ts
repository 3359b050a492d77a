// Draws the faces of the practice in the browser, for client/src/practice/faces: `npx tsx scripts/rehearse/practice-faces.ts` writes them anew.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { atRest, drawFace, type Expression, faceHeight, faceWidth } from './faces.ts';

export const practiceNames = ['Ann', 'Ben', 'Cid', 'Dee', 'Eva', 'Finn', 'Gita', 'Hal'];
export const practiceFolder = fileURLToPath(new URL('../../client/src/practice/faces/', import.meta.url));

const mouths: readonly Expression['mouth'][] = ['resting', 'speaking', 'wide'];
const left = (faceWidth - faceHeight) / 2;

/** Three squares side by side, cut out of the middle of each drawing. */
export function practiceFace(name: string): string {
  const squares = mouths.map((mouth, i) =>
    drawFace(name, { ...atRest, mouth }).replace(
      /^<svg[^>]*>/,
      `<svg x="${i * faceHeight}" width="${faceHeight}" height="${faceHeight}" viewBox="${left} 0 ${faceHeight} ${faceHeight}">`,
    ),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${3 * faceHeight}" height="${faceHeight}" viewBox="0 0 ${3 * faceHeight} ${faceHeight}">` +
    `<!-- Toon Head by Johan Melin, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; coloured and framed here. -->${squares.join('')}</svg>\n`
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(practiceFolder, { recursive: true });
  for (const name of practiceNames) writeFileSync(`${practiceFolder}${name.toLowerCase()}.svg`, practiceFace(name));
}
