// Passes what other servers store and say to those it concerns here.
import type { Media } from './media/media.ts';
import type { ServerBus, ServerNews } from './ports/cluster.ts';
import type { RoomId, RoomLog } from './ports/rooms.ts';
import type { LiveRooms } from './rooms/live-rooms.ts';
import type { Notes } from './sockets/notes.ts';
import type { Reception } from './sockets/reception.ts';

export interface FollowedBy {
  readonly log: RoomLog;
  readonly others: ServerBus;
  readonly rooms: LiveRooms;
  readonly media: Media | null;
  readonly notes: Notes;
  readonly reception: Reception;
  readonly over: (room: RoomId) => void;
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
}

/** The returned function stops it. */
export function followOthers({ log, others, rooms, media, notes, reception, over, failed }: FollowedBy): () => void {
  const stops = [
    log.follow((room, news) => {
      if (news === 'removed') return over(room);
      const heard = news === 'unsure' ? rooms.catchUp(room) : rooms.hear(room, news);
      heard.catch((cause: unknown) => failed(room, 'catchUp', cause));
    }),
    others.follow((news) => void heard(news).catch((cause: unknown) => failed('', news.type, cause))),
  ];
  return () => {
    for (const stop of stops) stop();
  };

  async function heard(news: ServerNews): Promise<void> {
    if (news.type === 'sessionsEnded') return reception.sessionsEnded(news.ref);
    if (news.type !== 'whisper') return media?.heard(news);
    // First as up to date as the sender: the note may be about a presenter we have not heard of.
    const live = await rooms.catchUp(news.room).catch((cause: unknown) => failed(news.room, 'whisper', cause));
    if (live) notes.hear(news.room, live.state, news.whisper);
  }
}
