// Drawn faces for the gallery. Toon Head by Johan Melin, CC BY 4.0, through DiceBear; never part of the product.
import { createAvatar } from '@dicebear/core';
import * as toonHead from '@dicebear/toon-head';
import type { Picture } from '../model/room-media.ts';

type Look = NonNullable<Parameters<typeof createAvatar<toonHead.Options>>[1]>;

const common: Look = { mouth: ['smile'], eyebrows: ['neutral'], beardProbability: 0, rearHairProbability: 0, hairProbability: 100 };

const looks: Readonly<Record<string, Look>> = {
  Ann: {
    hair: ['bun'],
    hairColor: ['5a4032'],
    rearHair: ['longStraight'],
    rearHairProbability: 100,
    skinColor: ['e0b59a'],
    clothes: ['shirt'],
    clothesColor: ['2f5a66'],
    eyes: ['wide'],
  },
  Ben: {
    hair: ['sideComed'],
    hairColor: ['2c221c'],
    beard: ['moustacheTwirl'],
    beardProbability: 100,
    skinColor: ['c9955f'],
    clothes: ['turtleNeck'],
    clothesColor: ['7c5330'],
    eyes: ['humble'],
  },
  Cid: {
    hair: ['undercut'],
    hairColor: ['1d1916'],
    skinColor: ['8c5a3c'],
    clothes: ['openJacket'],
    clothesColor: ['4b5a78'],
    eyes: ['wide'],
  },
  Dee: {
    hair: ['spiky'],
    hairColor: ['8f5a2b'],
    rearHair: ['neckHigh'],
    rearHairProbability: 100,
    skinColor: ['f1cdb3'],
    clothes: ['dress'],
    clothesColor: ['8a4f5e'],
    eyes: ['wide'],
  },
  Eva: {
    hair: ['bun'],
    hairColor: ['3a2a22'],
    rearHair: ['longStraight'],
    rearHairProbability: 100,
    skinColor: ['dba57d'],
    clothes: ['tShirt'],
    clothesColor: ['4f7348'],
    eyes: ['humble'],
  },
  Finn: {
    hair: ['spiky'],
    hairColor: ['c6945a'],
    skinColor: ['f2cdb2'],
    clothes: ['shirt'],
    clothesColor: ['34566a'],
    eyes: ['wide'],
  },
  Gita: {
    hair: ['sideComed'],
    hairColor: ['1d1916'],
    rearHair: ['longWavy'],
    rearHairProbability: 100,
    skinColor: ['aa7145'],
    clothes: ['openJacket'],
    clothesColor: ['9a6a3c'],
    eyes: ['wide'],
  },
  Hal: {
    hair: ['undercut'],
    hairColor: ['9c948a'],
    beard: ['moustacheTwirl'],
    beardProbability: 100,
    skinColor: ['e8c0a0'],
    clothes: ['turtleNeck'],
    clothesColor: ['5c4f70'],
    eyes: ['humble'],
  },
  Ida: {
    hair: ['bun'],
    hairColor: ['b57843'],
    rearHair: ['longStraight'],
    rearHairProbability: 100,
    skinColor: ['f6d7bd'],
    clothes: ['dress'],
    clothesColor: ['6b8548'],
    eyes: ['happy'],
  },
  Jon: {
    hair: ['sideComed'],
    hairColor: ['1a1512'],
    beard: ['moustacheTwirl'],
    beardProbability: 100,
    skinColor: ['7a4d33'],
    clothes: ['shirt'],
    clothesColor: ['5a7a86'],
    eyes: ['wide'],
  },
  Kay: {
    hair: ['spiky'],
    hairColor: ['352a22'],
    rearHair: ['longWavy'],
    rearHairProbability: 100,
    skinColor: ['d19c72'],
    clothes: ['tShirt'],
    clothesColor: ['8a4a38'],
    eyes: ['humble'],
  },
  Lev: {
    hair: ['undercut'],
    hairColor: ['6b4a33'],
    skinColor: ['f0cab0'],
    clothes: ['openJacket'],
    clothesColor: ['3f6a54'],
    eyes: ['wide'],
  },
};

/** A still picture behaves like a moving one whose first frame stays. */
export function drawnFace(name: string): Picture {
  const drawn = createAvatar(toonHead, { seed: name, ...common, ...looks[name] }).toDataUri();
  return {
    isMoving: true,
    attach(element) {
      element.poster = drawn;
      return () => element.removeAttribute('poster');
    },
  };
}
