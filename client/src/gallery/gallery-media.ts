// Sound and picture as the gallery pretends them: drawn faces, and whatever state is asked for.
import type { Picture, RoomMedia } from '../room/room-media.ts';
import type { Choice } from './choice.ts';
import { drawnFace } from './faces.ts';
import { names, viewerOf } from './played-room.ts';

const faces = new Map<string, Picture>(names.map((name) => [name, drawnFace(name)]));

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
    line: has('reconnecting') ? 'reconnecting' : has('mediaLost') ? 'lost' : has('noMedia') ? 'none' : 'open',
    pictures,
    ownPicture: has('cameraOff') || has('unseen') ? null : (faces.get(viewerOf(choice)) ?? null),
    microphone: has('held') ? 'withheld' : has('closed') ? 'closed' : 'open',
    camera: has('cameraOff') ? 'closed' : 'open',
    soundNeedsTouch: has('touch'),
    volume: 0.8,
  };
}
