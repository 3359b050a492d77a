// Sound and picture as the gallery pretends: drawn faces, in whatever state is asked for.
import type { Hearing, Picture, RoomMedia } from '../model/room-media.ts';
import type { Choice } from './choice.ts';
import { drawnFace } from './faces.ts';
import { names, viewerOf } from './played-room.ts';

const faces = new Map<string, Picture>(names.map((name) => [name, drawnFace(name)]));

const hearings: readonly (readonly [string, string, Hearing])[] = [
  ['unheard', 'Dee', 'off'],
  ['unheard', 'Eva', 'poor'],
  ['unheard', 'Finn', 'away'],
];

export function galleryMedia(choice: Choice): RoomMedia {
  const has = (circumstance: string) => choice.circumstances.has(circumstance);
  const pictures = new Map(faces);
  if (has('voice')) {
    const frozen = pictures.get('Finn') ?? pictures.get('Cid');
    if (frozen) pictures.set('Finn', { ...frozen, isMoving: false });
    pictures.delete('Dee');
  }
  if (has('unseen')) pictures.clear();
  return {
    connection: has('reconnecting') ? 'reconnecting' : has('mediaLost') ? 'lost' : has('noMedia') ? 'none' : 'open',
    pictures,
    isDeaf: has('deaf'),
    arePicturesHeld: has('narrow'),
    ownPicture: has('cameraOff') || has('unseen') ? null : (faces.get(viewerOf(choice)) ?? null),
    microphone: has('held')
      ? 'withheld'
      : has('noMicrophone')
        ? 'missing'
        : has('mutedMe')
          ? 'muted'
          : has('closed') || has('released')
            ? 'closed'
            : 'open',
    camera: has('cameraOff') ? 'closed' : 'open',
    microphoneTrouble: has('noMicrophone') ? 'denied' : 'none',
    hearing: new Map(hearings.filter(([circumstance]) => has(circumstance)).map(([, name, hearing]) => [name, hearing])),
    isPoor: has('poor'),
    microphoneReturns: has('released'),
    cameraReturns: false,
    talksUnheard: has('talks'),
    deviceChange: has('changed') ? { source: 'microphone', now: 'Laptop microphone' } : null,
    soundNeedsTouch: has('touch'),
  };
}
