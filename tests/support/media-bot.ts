// The process of one media bot: @livekit/rtc-node, which leaks and can take its process down, so it never runs inside a test.
// It counts what it hears twice: all of it (gate off), and what the page's own gate would play (gate on).
// Reads one JSON command per line and answers each with one line. Started by bot-process.ts, which documents the commands.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AudioStream,
  dispose,
  Room,
  RoomEvent,
  SimulateScenarioKind,
  TrackKind,
  TrackSource,
  VideoStream,
} from '@livekit/rtc-node';
import { type Gate, mayBePlayed } from '../../client/src/media/listener-gate.ts';
import type { EarCount } from './bot-process.ts';
import { MediaSpeaker, type PublishLabel } from './media-speaker.ts';
import { listen, sampleRate, spokenAt } from './tone.ts';

type Ear = { -readonly [Count in keyof EarCount]: EarCount[Count] };

/** As livekit-client calls them in a page. */
const sourceWords: Readonly<Record<number, string>> = {
  [TrackSource.SOURCE_MICROPHONE]: 'microphone',
  [TrackSource.SOURCE_CAMERA]: 'camera',
  [TrackSource.SOURCE_SCREENSHARE]: 'screen_share',
  [TrackSource.SOURCE_SCREENSHARE_AUDIO]: 'screen_share_audio',
};

let room = new Room();
let speaker = new MediaSpeaker(room);
const ears = new Map<string, Ear>();
const speakers = new Set<string>();
const received: string[] = [];
let reconnections = 0;
let gate: Gate = { view: null, isFresh: false };

function earFor(identity: string): Ear {
  const ear = ears.get(identity) ?? {
    audible: 0,
    played: 0,
    frames: 0,
    pictures: 0,
    firstAudibleAt: null,
    lastAudibleAt: null,
    lastSpokenAt: null,
    lastPlayedAt: null,
  };
  ears.set(identity, ear);
  return ear;
}

function hear(on: Room): void {
  on.on(RoomEvent.DataReceived, (payload) => void received.push(new TextDecoder().decode(payload)));
  on.on(RoomEvent.TrackSubscribed, (track, { source = TrackSource.SOURCE_UNKNOWN }, participant) => {
    const { identity } = participant;
    // It is heard whatever its label says; the label counts only for the gate.
    const label = { personId: identity, kind: 'audio', source: sourceWords[source] ?? 'unknown' };
    if (track.kind === TrackKind.KIND_VIDEO) {
      void read(new VideoStream(track), () => earFor(identity).pictures++);
      return;
    }
    void read(new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: 10 }), (frame) => {
      const now = nowMs();
      const ear = earFor(identity);
      const { isAudible, slot } = listen(frame.data);
      ear.frames++;
      if (!isAudible) return;
      ear.audible++;
      ear.firstAudibleAt ??= now;
      ear.lastAudibleAt = now;
      ear.lastSpokenAt = spokenAt(slot, now);
      if (!mayBePlayed(label, gate)) return;
      ear.played++;
      ear.lastPlayedAt = now;
    });
  });
}

function notice(on: Room): void {
  on.on(RoomEvent.Reconnected, () => void reconnections++);
  on.on(RoomEvent.ActiveSpeakersChanged, (now) => {
    for (const { identity } of now) speakers.add(identity);
  });
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

function marks() {
  return [...room.remoteParticipants.values()].map(({ identity, metadata, attributes, name }) => ({
    identity,
    text: `${metadata ?? ''}${JSON.stringify(attributes)}${name ?? ''}`,
  }));
}

async function read<T>(stream: AsyncIterable<T>, each: (frame: T) => void): Promise<void> {
  try {
    for await (const frame of stream) each(frame);
  } catch {
    // The track is gone.
  }
}

function again(event: RoomEvent.Reconnected, scenario: SimulateScenarioKind): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('did not reconnect')), 12_000);
    room.once(event, () => {
      clearTimeout(timer);
      resolve();
    });
    room.simulateScenario(scenario).catch(reject);
  });
}

interface Said {
  readonly id: number;
  readonly do: string;
  readonly url?: string;
  readonly token?: string;
  readonly label?: PublishLabel;
  readonly gate?: Gate;
}

const acts: Readonly<Record<string, (said: Said) => unknown>> = {
  async join({ url = '', token = 'none' }) {
    speaker.end();
    // It may wait forever for the answer of a killed server.
    if (room.isConnected) await Promise.race([room.disconnect().catch(() => {}), pause(5_000)]);
    room = new Room();
    room.setMaxListeners(100);
    hear(room);
    notice(room);
    speaker = new MediaSpeaker(room);
    await room.connect(url, token, { autoSubscribe: true, dynacast: false });
    return { identity: room.localParticipant?.identity };
  },
  speak: ({ label }) => speaker.speak(label),
  hush: () => speaker.hush(),
  show: ({ label }) => speaker.show(label),
  hide: () => speaker.hide(),
  gate(said) {
    if (said.gate) gate = said.gate;
    return nowMs();
  },
  ears: () => Object.fromEntries(ears),
  forget() {
    ears.clear();
    speakers.clear();
  },
  signs: () => ({ speakers: [...speakers], marks: marks() }),
  others: () => [...room.remoteParticipants.keys()],
  state: () => ({
    isConnected: room.isConnected,
    token: room.token ?? null,
    sid: room.localParticipant?.sid ?? null,
    received,
    reconnections,
    maySpeak: speaker.may('microphone'),
    mayShow: speaker.may('camera'),
  }),
  data: () => room.localParticipant?.publishData(new TextEncoder().encode('words'), { reliable: true }),
  async sent() {
    const { publisherStats } = await room.getRtcStats();
    const ofVoice = publisherStats.flatMap(({ stats }) =>
      stats.case === 'outboundRtp' && stats.value.stream?.kind === 'audio' ? [Number(stats.value.sent?.packetsSent ?? 0)] : [],
    );
    return ofVoice.reduce((sum, packets) => sum + packets, 0);
  },
  // If it is not allowed, the answer never comes.
  mark: () => void room.localParticipant?.setAttributes({ says: 'words' }).catch(() => {}),
  // The library drops its signalling and resumes its stay, or joins anew with what it had published.
  drop: () => again(RoomEvent.Reconnected, SimulateScenarioKind.SIMULATE_SIGNAL_RECONNECT),
  restart: () => again(RoomEvent.Reconnected, SimulateScenarioKind.SIMULATE_FULL_RECONNECT),
  leave: () => room.disconnect(),
  async quit() {
    await room.disconnect().catch(() => {});
    await dispose();
    setImmediate(() => process.exit(0));
  },
};

function answer(reply: object): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const said = JSON.parse(line) as Said;
    try {
      answer({ id: said.id, ok: true, value: (await acts[said.do]?.(said)) ?? null });
    } catch (error) {
      answer({ id: said.id, ok: false, error: String(error) });
    }
  })
  .on('close', () => process.exit(0));
answer({ id: 0, ok: true, value: null });
