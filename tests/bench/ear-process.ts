// The process of one bench listener: @livekit/rtc-node in as many rooms as it is told to join, hearing everything ungated and recording
// each 10 ms frame with the moment it was heard and the moment it was spoken. Started by ear.ts, which documents the commands.
import { AudioStream, dispose, Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { listen, sampleRate, spokenAt } from '../support/tone.ts';
import type { Asked, Frame } from './ear.ts';
import { nowMs } from './machine.ts';

/** A minute. */
const kept = 6000;

const rooms = new Map<string, Room>();
const heard = new Map<string, Frame[]>();

const acts = {
  async join({ connection, url, token }: Asked) {
    const room = new Room();
    rooms.set(connection, room);
    room.on(RoomEvent.TrackSubscribed, (track, _publication, { identity }) => {
      if (track.kind !== TrackKind.KIND_AUDIO) return;
      const frames = framesOf(connection, identity);
      void write(new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: 10 }), frames).catch(() => {});
    });
    await room.connect(url ?? '', token ?? 'none', { autoSubscribe: true, dynacast: false });
  },
  frames: ({ connection, identity = '', since = 0 }: Asked) =>
    framesOf(connection, identity).filter(([heardAt]) => heardAt >= since),
  async quit() {
    for (const room of rooms.values()) await room.disconnect().catch(() => {});
    await dispose();
    setImmediate(() => process.exit(0));
  },
};

async function write(stream: AudioStream, frames: Frame[]): Promise<void> {
  for await (const { data } of stream) {
    const now = nowMs();
    const { isAudible, slot } = listen(data);
    frames.push([now, isAudible ? spokenAt(slot, now) : null]);
    if (frames.length > kept * 2) frames.splice(0, kept);
  }
}

function framesOf(connection: string, identity: string): Frame[] {
  const key = `${connection} ${identity}`;
  const frames = heard.get(key) ?? [];
  heard.set(key, frames);
  return frames;
}

process.on('message', async (asked: Asked) => {
  try {
    process.send?.({ id: asked.id, value: (await acts[asked.act](asked)) ?? null });
  } catch (error) {
    process.send?.({ id: asked.id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
