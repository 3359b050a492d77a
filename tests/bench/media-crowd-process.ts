// The process behind media-crowd.ts, which documents the commands: @livekit/rtc-node in as many rooms as people sit in.
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import { sampleRate, slotMs, Voice } from '../support/tone.ts';
import { nowMs } from './machine.ts';
import type { AskedOfCrowd, Picture, Received } from './media-crowd.ts';

interface Member {
  readonly room: Room;
  readonly stop: () => void;
}

const members = new Map<string, Member>();

const acts = {
  async join({ name = '', url = '', isSpeaking = false, picture: shown }: AskedOfCrowd) {
    if (!shown) throw new Error('somebody shows no picture');
    const room = new Room();
    room.setMaxListeners(200);
    await room.connect(url, 'none', { autoSubscribe: true, dynacast: false });
    const [sound, picture] = [new AudioSource(sampleRate, 1), new VideoSource(shown.width, shown.height)];
    const stops = [speak(sound, isSpeaking), show(picture, shown)];
    members.set(name, { room, stop: () => stops.forEach((stop) => void stop()) });
    const { localParticipant } = room;
    const microphone = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE, dtx: true });
    const videoEncoding = { maxBitrate: BigInt(shown.kbitPerSecond * 1000), maxFramerate: shown.perSecond };
    const camera = new TrackPublishOptions({ source: TrackSource.SOURCE_CAMERA, simulcast: false, videoEncoding });
    await localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack('voice', sound), microphone);
    await localParticipant?.publishTrack(LocalVideoTrack.createVideoTrack('picture', picture), camera);
  },
  async received(): Promise<Received> {
    const all = await Promise.all([...members.values()].map(({ room }) => receivedBy(room)));
    const sum = (count: keyof (typeof all)[number]) => all.reduce((total, one) => total + one[count], 0);
    return {
      at: nowMs(),
      packets: sum('packets'),
      bytes: sum('bytes'),
      lost: sum('lost'),
      pictures: sum('pictures'),
      fewestTracks: Math.min(...all.map(({ tracks }) => tracks)),
    };
  },
  async leave() {
    for (const { room, stop } of members.values()) {
      stop();
      await room.disconnect().catch(() => undefined);
    }
    members.clear();
  },
};

async function receivedBy(room: Room) {
  // With one connection or two: the library decides where incoming data is counted.
  const { publisherStats, subscriberStats } = await room.getRtcStats();
  const inbound = [...publisherStats, ...subscriberStats].flatMap(({ stats }) =>
    stats.case === 'inboundRtp' ? [stats.value] : [],
  );
  const of = (read: (one: (typeof inbound)[number]) => bigint | number | undefined) =>
    inbound.reduce((total, one) => total + Number(read(one) ?? 0), 0);
  return {
    packets: of(({ received }) => received?.packetsReceived),
    lost: of(({ received }) => received?.packetsLost),
    bytes: of(({ inbound: one }) => one?.bytesReceived) + of(({ inbound: one }) => one?.headerBytesReceived),
    pictures: of(({ inbound: one }) => one?.framesDecoded),
    tracks: inbound.filter(({ received }) => Number(received?.packetsReceived ?? 0) > 0).length,
  };
}

/** Silent people have their microphone on all the same. */
function speak(source: AudioSource, isSpeaking: boolean): () => void {
  const voice = new Voice();
  const silence = new Int16Array((sampleRate * slotMs) / 1000);
  return every(slotMs, (ms) => {
    const samples = isSpeaking ? voice.speak(ms) : silence;
    void source.captureFrame(new AudioFrame(samples, sampleRate, 1, samples.length)).catch(() => {});
  });
}

/** Never the same twice, so that there is always something to encode. */
function show(source: VideoSource, { width, height, perSecond }: Picture): () => void {
  const everyMs = 1000 / perSecond;
  const picture = new Uint8Array((width * height * 3) / 2).fill(128);
  return every(everyMs, (ms) => {
    const from = (ms / everyMs) % height;
    for (let i = 0; i < width * 24; i++) picture[(from * width + i) % (width * height)] = (i * 7 + ms) % 256;
    source.captureFrame(new VideoFrame(picture, width, height, VideoBufferType.I420));
  });
}

/** Calls once for each slot of the clock; after a late timer it goes on from now. */
function every(ms: number, call: (at: number) => void): () => void {
  let next = Math.floor(Date.now() / ms) * ms;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - next > 10 * ms) next = Math.floor(now / ms) * ms;
    for (; next <= now; next += ms) call(next);
  }, ms / 2);
  return () => clearInterval(timer);
}

process.on('message', async (asked: AskedOfCrowd) => {
  try {
    process.send?.({ id: asked.id, value: (await acts[asked.act](asked)) ?? null });
  } catch (error) {
    process.send?.({ id: asked.id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; the parent decides when people go.
process.on('SIGINT', () => undefined);
