// Compares what the media server says with what the rights allow. Pure.
import { type Rights, sameRights } from '../../../shared/ritual/rights.ts';
import type { MediaPresence, MediaTrack } from '../../ports/media.ts';

export function isTrue(presence: MediaPresence, rights: Rights): boolean {
  return isHeldTo(presence, rights) && presence.tracks.every((track) => isAllowed(track, rights));
}

/** The rights are enforced; whether what is published fits them is another question. */
export function isHeldTo(presence: MediaPresence, rights: Rights): boolean {
  return presence.rights !== null && sameRights(presence.rights, rights);
}

/** Judged by kind as well as by label: sound that is labelled as a picture is still sound. */
function isAllowed(track: MediaTrack, rights: Rights): boolean {
  if (track.kind === 'audio') return track.source === 'microphone' && rights.mayBeHeard;
  return track.kind === 'video' && track.source === 'camera' && rights.mayBeSeen;
}

/** R4.6: sound that claims to be something else. A track that is merely forbidden may still be on its way out; this is never honest. */
export function isMislabelled({ tracks }: MediaPresence): boolean {
  return tracks.some(({ kind, source }) => kind === 'audio' && source !== 'microphone');
}

/** An identity that the media server makes up itself, such as a second, publishing shadow of a person, is never one of ours. */
export function isShadow(identity: string): boolean {
  return identity.includes('#');
}

/** Rights that withhold something: somebody not held to them must not stay connected. */
export function withholds(rights: Rights): boolean {
  return !rights.mayHear || !rights.mayBeHeard || !rights.mayBeSeen;
}
