// One simulated member in the media server's room: a drawn face and a soft voice. It knows no ritual: it is told what to turn on, and turns on
// only what the media server has granted (a request without a grant is never answered and would block this member's connection for good).
import {
  AudioFrame,
  AudioSource,
  ContinualGatheringPolicy,
  IceTransportType,
  LocalAudioTrack,
  type LocalTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import { FaceMotion } from './face-motion.ts';
import { faceHeight, faceWidth } from './faces.ts';
import { pictureOf } from './pictures.ts';
import { sampleRate, Voice } from './voice.ts';

export interface Open {
  readonly sound: boolean;
  readonly picture: boolean;
}

type Kind = keyof Open;

const stillFrameMs = 400;
const soundFrame = sampleRate / 50;
const sources = { sound: TrackSource.SOURCE_MICROPHONE, picture: TrackSource.SOURCE_CAMERA };

export class Bot {
  readonly name: string;
  private readonly room = new Room();
  private readonly sound = new AudioSource(sampleRate, 1, 100);
  private readonly picture = new VideoSource(faceWidth, faceHeight);
  private readonly voice: Voice;
  private readonly motion: FaceMotion;
  private readonly published = new Map<Kind, string>();
  private wanted: Open = { sound: false, picture: false };
  private granted: Open = { sound: false, picture: false };
  private queue: Promise<void> = Promise.resolve();
  private speaking = false;
  private shown = '';
  private shownAt = 0;
  private readonly tell: (open: Open) => void;

  constructor(name: string, tell: (open: Open) => void, left: () => void) {
    this.name = name;
    this.tell = tell;
    this.voice = new Voice(name);
    this.motion = new FaceMotion(name, Date.now());
    this.room.setMaxListeners(100);
    this.room.on(RoomEvent.LocalTrackUnpublished, (publication) => this.forget((sid) => sid === publication?.sid));
    this.room.on(RoomEvent.LocalTrackRepublished, (publication, previous) => {
      for (const [kind, sid] of this.published) if (sid === previous) this.published.set(kind, publication.sid ?? '');
    });
    this.room.on(RoomEvent.Disconnected, left);
  }

  async join(url: string, token: string): Promise<void> {
    await this.room.connect(url, token, {
      autoSubscribe: false,
      dynacast: false,
      rtcConfig: {
        iceServers: [],
        iceTransportType: IceTransportType.TRANSPORT_ALL,
        continualGatheringPolicy: ContinualGatheringPolicy.GATHER_ONCE,
      },
    });
    this.reconcile();
  }

  open(wanted: Open): void {
    this.wanted = wanted;
    this.reconcile();
  }

  speak(on: boolean): void {
    if (on && !this.speaking) void this.hum();
    this.speaking = on;
  }

  /** Call it about ten times a second. */
  tick(now: number): void {
    this.followGrants();
    this.showFace(now);
  }

  /** Frames are sent when the face has changed, and occasionally when it has not. */
  private showFace(now: number): void {
    if (!this.published.has('picture')) return;
    const expression = this.motion.at(now, this.speaking ? this.voice.openness : 0);
    const face = JSON.stringify(expression);
    if (face === this.shown && now - this.shownAt < stillFrameMs) return;
    this.shown = face;
    this.shownAt = now;
    this.picture.captureFrame(new VideoFrame(pictureOf(this.name, expression), faceWidth, faceHeight, VideoBufferType.I420));
  }

  async leave(): Promise<void> {
    this.speaking = false;
    this.room.removeAllListeners();
    await this.room.disconnect();
  }

  private async hum(): Promise<void> {
    this.speaking = true;
    while (this.speaking) await this.sound.captureFrame(new AudioFrame(this.voice.next(soundFrame), sampleRate, 1, soundFrame));
    this.voice.openness = 0;
  }

  /** A bot does one thing at a time: two publications at once would jam the media server's state for this member. */
  private reconcile(): void {
    this.queue = this.queue
      .then(() => this.settle('sound'))
      .then(() => this.settle('picture'))
      .catch((failure: unknown) =>
        console.error(`${this.name}: ${failure instanceof Error ? failure.message : 'publishing failed'}`),
      );
  }

  private async settle(kind: Kind): Promise<void> {
    const { localParticipant } = this.room;
    const sid = this.published.get(kind);
    if (!localParticipant || !this.room.isConnected) return;
    if (this.wanted[kind] && sid === undefined && this.granted[kind]) {
      const publication = await localParticipant.publishTrack(this.track(kind), optionsOf(kind));
      this.published.set(kind, publication.sid ?? '');
      this.report();
    } else if (!this.wanted[kind] && sid !== undefined) {
      this.forget((known) => known === sid);
      if (this.granted[kind]) await localParticipant.unpublishTrack(sid, false).catch(() => undefined);
    }
  }

  private track(kind: Kind): LocalTrack {
    return kind === 'sound'
      ? LocalAudioTrack.createAudioTrack('voice', this.sound)
      : LocalVideoTrack.createVideoTrack('face', this.picture);
  }

  /** The library does not report new grants, and never learns of tracks that the media server has closed. */
  private followGrants(): void {
    const granted = grantsOf(this.room);
    if (granted.sound === this.granted.sound && granted.picture === this.granted.picture) return;
    this.granted = granted;
    this.forget((_sid, kind) => !granted[kind]);
    this.reconcile();
  }

  private forget(isGone: (sid: string, kind: Kind) => boolean): void {
    const gone = [...this.published].filter(([kind, sid]) => isGone(sid, kind));
    for (const [kind] of gone) this.published.delete(kind);
    if (gone.length > 0) this.report();
  }

  private report(): void {
    this.tell({ sound: this.published.has('sound'), picture: this.published.has('picture') });
  }
}

function optionsOf(kind: Kind): TrackPublishOptions {
  return new TrackPublishOptions({
    source: sources[kind],
    simulcast: false,
    dtx: true,
    ...(kind === 'picture' && { videoEncoding: { maxBitrate: 250_000n, maxFramerate: 10 } }),
  });
}

function grantsOf({ localParticipant, isConnected }: Room): Open {
  const permission = isConnected ? localParticipant?.info.permission : undefined;
  const listed = permission?.canPublishSources ?? [];
  const may = (source: TrackSource) => permission?.canPublish === true && (listed.length === 0 || listed.includes(source));
  return { sound: may(sources.sound), picture: may(sources.picture) };
}
