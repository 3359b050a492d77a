// What the media server tells of everybody in the circle, oneself included.
import { type Room, Track } from 'livekit-client';
import type { View } from '../../../shared/ritual/view.ts';
import type { Heard } from './hearing.ts';

export function heardIn(room: Room, view: View | null): Heard[] {
  if (view?.kind !== 'room') return [];
  return view.chairs
    .filter(({ state }) => state === 'present')
    .map(({ personId, mayBeHeard, microphone: told }) => {
      const isMe = personId === view.me.personId;
      const person = isMe ? room.localParticipant : room.remoteParticipants.get(personId);
      const microphone = person?.getTrackPublication(Track.Source.Microphone);
      return {
        personId,
        mayBeHeard,
        isConnected: person !== undefined,
        isToldOff: told === 'off',
        // One's own devices know one's own sound better.
        sound: isMe ? 'flowing' : !microphone ? 'none' : microphone.isMuted ? 'muted' : 'flowing',
        quality: person?.connectionQuality ?? 'unknown',
      };
    });
}
