// Sound and picture of one sitting: one LiveKit room for all of it, held to the newest view in both directions.
// The view says who may send and be played, the person what is on; the devices belong to own-devices.ts.

import { ConnectionState, LogLevel, Room, RoomEvent, setLogLevel } from 'livekit-client';
import { isOfTheCircle } from '../../../shared/ritual/roles.ts';
import type { ConnectionState as ConnectionView } from '../connection/connection-state.ts';
import type { RoomConnection } from '../connection/room-connection.ts';
import { noMediaYet, type RoomMedia } from '../model/room-media.ts';
import { Store } from '../model/store.ts';
import { heardIn } from './heard-in.ts';
import { HearingWatch } from './hearing.ts';
import { HeldConnection } from './held-connection.ts';
import type { IntentKeeper } from './intent-keeper.ts';
import { mayOpen, type Source, sources } from './intents.ts';
import { MediaConnection } from './media-connection.ts';
import { MicrophoneTeller } from './microphone-teller.ts';
import type { OwnDevices } from './own-devices.ts';
import { OwnPublisher } from './own-publisher.ts';
import type { Findings } from './path-watch.ts';
import { PublishQueue, type Wanted } from './publish-queue.ts';
import { RemoteTracks } from './remote-tracks.ts';
import { connectionState, deviceState, isSameMedia, microphoneTold } from './room-media-state.ts';
import { policyWhile, roomOptions } from './room-options.ts';
import { watchSilences } from './silence-watch.ts';
import { SoundWatch } from './sound-watch.ts';
import { UnheardTalk } from './unheard-talk.ts';
import { watchWayBack } from './way-back.ts';

/** Events after which what is sent, played or shown may have to change. */
const looksAgainOn = [
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.AudioPlaybackStatusChanged,
  RoomEvent.ConnectionStateChanged,
] as const;
/** Events that are a new chance for what could not be sent before. */
const triesAgainOn = [RoomEvent.Connected, RoomEvent.Reconnected, RoomEvent.ParticipantPermissionsChanged] as const;

// Its log would name people and rooms in a console that others may see.
setLogLevel(LogLevel.silent);

export interface MediaSessionParts {
  readonly seat: string;
  readonly connection: Pick<RoomConnection, 'subscribe' | 'snapshot' | 'perform' | 'mediaDoor' | 'soundFrom'>;
  readonly devices: OwnDevices;
  readonly intents: IntentKeeper;
  readonly volume: Pick<Store<number>, 'subscribe' | 'snapshot'>;
}

export class MediaSession {
  readonly #parts: MediaSessionParts;
  readonly #store = new Store<RoomMedia>(noMediaYet);
  readonly #held = new HeldConnection({
    isAlive: () => this.#sounds.isFlowing && this.#parts.connection.snapshot().isOpen,
    ask: readiness,
  });
  readonly #room = new Room({ ...roomOptions, reconnectPolicy: policyWhile(() => this.#held.isHeld) });
  readonly #connection: MediaConnection;
  readonly #publisher: OwnPublisher;
  readonly #queue: PublishQueue;
  readonly #remote: RemoteTracks;
  readonly #hearing = new HearingWatch();
  readonly #talk = new UnheardTalk(() => this.#tell());
  readonly #teller: MicrophoneTeller;
  readonly #sounds: SoundWatch;
  readonly #ends: (() => void)[] = [];
  #awaySince: number | null = performance.now();
  #wasOpen = false;
  #findings: Pick<Findings, 'unheard' | 'isDeaf'> = { unheard: new Set(), isDeaf: false };
  #arePicturesHeld = false;
  #wasReachable = true;
  #speaker: string | null = null;

  readonly subscribe = this.#store.subscribe;
  readonly snapshot = this.#store.snapshot;

  constructor(parts: MediaSessionParts) {
    this.#parts = parts;
    const { connection, devices, intents } = parts;
    this.#publisher = new OwnPublisher(this.#room, (source) => devices.track(source));
    // What cannot be sent is not on: the button says so, and the person may try again.
    this.#queue = new PublishQueue(this.#publisher, (source) => intents.touched(source, false));
    this.#remote = new RemoteTracks(this.#room, () => this.#tell({ isForced: true }));
    this.#room.on(RoomEvent.ConnectionStateChanged, (state) => this.#held.follow(state === ConnectionState.SignalReconnecting));
    this.#connection = new MediaConnection(
      this.#room,
      () => connection.mediaDoor(),
      () => this.#held.isHeld,
    );
    this.#sounds = new SoundWatch(this.#room, {
      expected: () => this.#remote.expectedSounds(),
      pictures: () => this.#remote.expectedPictures(),
      limitPictures: (allowance) => {
        this.#arePicturesHeld = allowance !== 'all';
        this.#remote.limit(allowance);
      },
      tell: (findings) => {
        this.#findings = findings;
        this.#tell();
      },
      connectAgain: () => void this.#connection.renew(),
      findAnotherPath: (isNeedless) => void this.#connection.renewWhileReachable(isNeedless),
    });
    this.#teller = new MicrophoneTeller(connection);
    for (const event of looksAgainOn) this.#room.on(event, () => this.#follow());
    for (const event of triesAgainOn) this.#room.on(event, () => this.#queue.startOver());
    this.#room.on(RoomEvent.Disconnected, () => this.#queue.connectionLost());
    const tick = setInterval(() => this.#tell(), 1000);
    this.#ends.push(
      connection.subscribe(() => this.#follow()),
      intents.subscribe(() => this.#follow()),
      parts.volume.subscribe(() => {
        this.#remote.volume = parts.volume.snapshot();
      }),
      devices.subscribe(() => this.#chooseSpeaker()),
      devices.subscribe(() => this.#tell()),
      devices.subscribeTracks(() => void this.#devicesChanged()),
      watchSilences(this.#room, connection),
      watchWayBack(this.#room, parts.seat, () => void this.#connection.renewWhileReachable(() => false)),
      () => clearInterval(tick),
    );
    this.#remote.volume = parts.volume.snapshot();
    this.#chooseSpeaker();
    this.#follow();
  }

  startSound(): void {
    this.#room.startAudio().catch(() => this.#tell());
  }

  /** For good. */
  close(): void {
    for (const end of this.#ends) end();
    this.#sounds.stop();
    this.#held.stop();
    this.#queue.stop();
    this.#connection.want(false);
    this.#remote.close();
    this.#talk.follow(null);
  }

  /** Brings everything in line with the newest view and the person's wishes, what must fall silent first. */
  #follow(): void {
    const { connection, devices, intents } = this.#parts;
    const { view, isFresh, isRecent, media, isOpen } = connection.snapshot();
    if (isOpen && !this.#wasReachable) this.#sounds.hurry();
    this.#wasReachable = isOpen;
    this.#remote.apply({ view, isFresh, isRecent });
    const may = mayOpen(view);
    const wished = intents.snapshot();
    const wanted = (source: Source): Wanted => {
      if (!may[source] || devices.track(source)?.readyState !== 'live') return 'withheld';
      // What the system has muted is announced as muted: nobody waits for its packets or sees a black picture.
      return wished[source] && !devices.isMuted(source) ? 'open' : 'closed';
    };
    const isAtDoorstep = view?.kind !== 'room' && this.#room.state === ConnectionState.Disconnected;
    for (const source of sources) this.#publisher.letSound(source, isAtDoorstep || wanted(source) === 'open');
    this.#queue.want({ microphone: wanted('microphone'), camera: wanted('camera') });
    this.#connection.expect({ isDown: media === 'down', canAsk: isOpen });
    this.#connection.want(view?.kind === 'room' && view.me.rights.mayHear && media !== 'none');
    this.#tell();
  }

  async #devicesChanged(): Promise<void> {
    this.#follow();
    await this.#publisher.devicesChanged().catch(() => {});
    this.#queue.startOver();
    this.#tell();
  }

  #chooseSpeaker(): void {
    const speaker = this.#parts.devices.snapshot().chosenSpeaker;
    if (speaker === this.#speaker) return;
    this.#speaker = speaker;
    // Gone or refused: the system's own speaker plays on, and the person is told.
    this.#room.switchActiveDevice('audiooutput', speaker ?? '').catch(() => this.#parts.devices.speakerLost());
  }

  /** `isForced`: something within a picture has changed, though the picture is the same. */
  #tell({ isForced = false } = {}): void {
    const { connection, devices, intents } = this.#parts;
    const seen: ConnectionView = connection.snapshot();
    const isOpen = this.#room.state === ConnectionState.Connected;
    this.#wasOpen ||= isOpen;
    this.#awaySince = isOpen ? null : (this.#awaySince ?? performance.now());
    const own = (source: Source) => deviceState(source, seen.view, intents.snapshot(), devices);
    const camera = own('camera');
    const microphone = own('microphone');
    const isInCircle = seen.view?.kind === 'room' && isOfTheCircle(seen.view.me.role);
    this.#talk.follow(isInCircle && microphone === 'closed' ? devices.track('microphone') : null);
    const willSend = microphone !== 'closed' || camera === 'open' || (camera === 'closed' && intents.snapshot().camera);
    const sendsNothing = isOpen && !willSend && this.#room.localParticipant.trackPublications.size === 0;
    if (isInCircle) this.#teller.tell(microphoneTold(intents.snapshot(), devices, { sendsNothing }));
    // While this page's connection is down, nothing is known of the others.
    const isKnown = isOpen && seen.isFresh;
    const isSilent = seen.view?.kind === 'room' && !isKnown;
    const told = this.#hearing.look(isSilent ? null : heardIn(this.#room, seen.view), performance.now());
    // What arrives is the faster sign.
    const away = isKnown ? [...this.#findings.unheard].map((id) => [id, 'away'] as const) : [];
    const hearing = new Map([...told, ...away]);
    const next: RoomMedia = {
      connection: connectionState(seen.media, this.#room.state, {
        wasOpen: this.#wasOpen,
        awaySince: this.#awaySince,
        isFlowing: this.#sounds.isFlowing,
      }),
      pictures: this.#remote.pictures(),
      isDeaf: isOpen && this.#findings.isDeaf,
      arePicturesHeld: this.#arePicturesHeld,
      ownPicture: camera === 'open' ? devices.snapshot().picture : null,
      microphone,
      camera,
      microphoneTrouble: devices.trouble('microphone'),
      hearing,
      isPoor: seen.view?.kind === 'room' && hearing.has(seen.view.me.personId),
      microphoneReturns: intents.snapshot().microphoneReturns && microphone === 'closed',
      cameraReturns: intents.snapshot().cameraReturns && camera === 'closed',
      talksUnheard: this.#talk.isSaid,
      deviceChange: devices.snapshot().change,
      soundNeedsTouch: isOpen && !this.#room.canPlaybackAudio,
    };
    if (isForced || !isSameMedia(next, this.snapshot())) this.#store.set(next);
  }
}

/** Of whichever server the public address leads to. */
async function readiness(signal: AbortSignal): Promise<number | null> {
  return fetch('/readyz', { cache: 'no-store', signal }).then(
    ({ status }) => status,
    () => null,
  );
}
