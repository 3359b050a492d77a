// How each rehearsal member looks and sounds: one fixed look per name, so that a person stays the same person. Data only.
// Drawings: DiceBear "Toon Head" by Johan Melin, CC BY 4.0.

export interface Look {
  readonly wall: string;
  readonly skin: string;
  readonly hair: 'sideComed' | 'undercut' | 'spiky' | 'bun';
  readonly rearHair?: 'longStraight' | 'longWavy' | 'shoulderHigh' | 'neckHigh';
  readonly hairColor: string;
  readonly beard?: 'moustacheTwirl' | 'fullBeard' | 'chin' | 'chinMoustache' | 'longBeard';
  readonly eyes: 'wide' | 'happy';
  readonly clothes: 'turtleNeck' | 'openJacket' | 'dress' | 'shirt' | 'tShirt';
  readonly clothesColor: string;
  /** How near the person sits to the camera; 1 shows the whole drawing. */
  readonly near: number;
  /** The voice's middle pitch in hertz. */
  readonly pitch: number;
}

const known: Readonly<Record<string, Look>> = {
  Ann: {
    wall: '6f6255',
    skin: 'e2b496',
    hair: 'bun',
    rearHair: 'longStraight',
    hairColor: '5d4231',
    eyes: 'happy',
    clothes: 'shirt',
    clothesColor: '2f5d6b',
    near: 1.04,
    pitch: 196,
  },
  Ben: {
    wall: '5e6c6c',
    skin: 'c99a68',
    hair: 'sideComed',
    hairColor: '2a211c',
    beard: 'chinMoustache',
    eyes: 'wide',
    clothes: 'turtleNeck',
    clothesColor: '7a4f28',
    near: 1.14,
    pitch: 112,
  },
  Cid: {
    wall: '7a6a57',
    skin: '8e5a3a',
    hair: 'undercut',
    hairColor: '1b1613',
    eyes: 'happy',
    clothes: 'openJacket',
    clothesColor: '4f5a72',
    near: 1.12,
    pitch: 124,
  },
  Dee: {
    wall: '66606f',
    skin: 'f3ccb0',
    hair: 'spiky',
    rearHair: 'neckHigh',
    hairColor: '8c5a2b',
    eyes: 'wide',
    clothes: 'dress',
    clothesColor: '87495a',
    near: 1.06,
    pitch: 215,
  },
  Eva: {
    wall: '6b705c',
    skin: 'dba57c',
    hair: 'bun',
    rearHair: 'longStraight',
    hairColor: '382822',
    eyes: 'happy',
    clothes: 'tShirt',
    clothesColor: '4d6b45',
    near: 1.04,
    pitch: 184,
  },
  Finn: {
    wall: '5f6875',
    skin: 'f4d0b5',
    hair: 'spiky',
    hairColor: 'c6935a',
    eyes: 'wide',
    clothes: 'shirt',
    clothesColor: '2f5568',
    near: 1.08,
    pitch: 131,
  },
  Gita: {
    wall: '74665f',
    skin: 'a9714a',
    hair: 'sideComed',
    rearHair: 'shoulderHigh',
    hairColor: '1d1917',
    eyes: 'happy',
    clothes: 'openJacket',
    clothesColor: '9c6a3c',
    near: 1.12,
    pitch: 205,
  },
  Hal: {
    wall: '5d6862',
    skin: 'e6b999',
    hair: 'undercut',
    hairColor: '9a938a',
    beard: 'moustacheTwirl',
    eyes: 'wide',
    clothes: 'turtleNeck',
    clothesColor: '5a4a6b',
    near: 1.14,
    pitch: 98,
  },
  Ida: {
    wall: '6d6459',
    skin: 'f0cdb8',
    hair: 'bun',
    rearHair: 'longStraight',
    hairColor: 'b5713f',
    eyes: 'wide',
    clothes: 'dress',
    clothesColor: '6d8a45',
    near: 1.04,
    pitch: 222,
  },
  Jon: {
    wall: '625d69',
    skin: '7a4d33',
    hair: 'sideComed',
    hairColor: '151211',
    beard: 'chinMoustache',
    eyes: 'happy',
    clothes: 'shirt',
    clothesColor: '50707c',
    near: 1.14,
    pitch: 105,
  },
  Kay: {
    wall: '6f6a58',
    skin: 'cf9a70',
    hair: 'spiky',
    rearHair: 'longWavy',
    hairColor: '2b241f',
    eyes: 'happy',
    clothes: 'tShirt',
    clothesColor: '7c4a34',
    near: 1.06,
    pitch: 190,
  },
  Lev: {
    wall: '596270',
    skin: 'f1c7ad',
    hair: 'undercut',
    hairColor: '7a5238',
    eyes: 'wide',
    clothes: 'openJacket',
    clothesColor: '3d5c46',
    near: 1.12,
    pitch: 118,
  },
};

const all = Object.values(known);

/** The same name always gets the same look; an unknown name borrows one. */
export function lookOf(name: string): Look {
  const own = known[name];
  if (own) return own;
  const sum = [...name].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return all[sum % all.length] as Look;
}
