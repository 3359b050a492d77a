// One person's sitting in this tab, put together outside React: the connection, the own devices, the intents, sound and picture.
// It decides nothing about the ritual and only joins the parts.
import type { Doorstep } from '../../../shared/protocol/doorstep.ts';
import type { Note } from '../../../shared/protocol/messages.ts';
import { ComingConnection } from '../connection/coming-connection.ts';
import type { Ending } from '../connection/connection-state.ts';
import { fetched } from '../connection/fetched.ts';
import type { ConnectionOptions } from '../connection/room-connection.ts';
import { SeatMemory } from '../connection/seat-memory.ts';
import { obstacleNow } from '../connection/who-answers.ts';
import { keepChoices, readChoices } from '../media/device-choices.ts';
import { IntentKeeper } from '../media/intent-keeper.ts';
import { type Source, sources } from '../media/intents.ts';
import type { MediaSession } from '../media/media-session.ts';
import { OwnDevices } from '../media/own-devices.ts';
import type { Answer } from '../model/answer.ts';
import { keepForTabOnly, keptByTab } from '../model/kept.ts';
import type { Obstacle } from '../model/obstacle.ts';
import { pause } from '../model/pause.ts';
import { noMediaYet, type RoomMedia, type RoomMediaActs } from '../model/room-media.ts';
import { Store } from '../model/store.ts';
import { acceptContract, doorstepInPage, type Failed, fetchDoorstep, pageTripMs } from './doorstep-api.ts';
import { lookAgainWhileWaiting } from './look-again.ts';
import { signOutHere } from './sign-out-here.ts';

const askAgainAfterMs = 2000;
const rememberEveryMs = 15_000;
const returnWithinMs = 3000;
const leaveWithinMs = 2000;
const mediaWaitsMs = 700;

export class SeatSession {
  readonly ref: string;
  readonly connection: ComingConnection;
  readonly devices = new OwnDevices();
  readonly intents: IntentKeeper;
  readonly doorstep = new Store<Doorstep | Failed | null>(null);
  /** Why the doorstep's own question has no answer. */
  readonly obstacle = new Store<Obstacle | null>(null);
  readonly media = new Store<RoomMedia>(noMediaYet);
  readonly volume = new Store(readChoices().volume);
  /** The person has left by their own wish and not come back. */
  readonly hasLeft = new Store(false);
  readonly isStillSignedIn = new Store(false);
  /** Somebody who is in has reloaded the page: for a moment nothing is shown, rather than the doorstep. */
  readonly isReturning: Store<boolean>;
  readonly #memory: SeatMemory;
  #mediaSession: Promise<MediaSession> | null = null;
  #rememberedAt: number | null = null;
  #refreshedAfter: Ending | 'end' | null = null;

  constructor(ref: string) {
    this.ref = ref;
    const memory = new SeatMemory(ref, keptByTab);
    this.#memory = memory;
    const wasIn = memory.wasIn(Date.now());
    this.connection = new ComingConnection(() => this.#whoThisIs());
    this.intents = new IntentKeeper({
      read: () => (wasIn ? (memory.intents() ?? {}) : {}),
      keep: (intents) => memory.keepIntents(intents),
    });
    this.isReturning = new Store(wasIn);
    setTimeout(() => this.isReturning.set(false), returnWithinMs);
    this.connection.subscribe(() => this.#follow());
    setInterval(() => this.#remember(), rememberEveryMs);
    lookAgainWhileWaiting(this);
    void this.#begin();
  }

  readonly enter = (replace: boolean): Promise<Answer> => {
    this.intents.begin({ microphone: this.devices.mayCome('microphone'), camera: this.devices.mayCome('camera') });
    return this.connection.enter(replace);
  };

  readonly whisper = (to: Note['to'], text: string): Promise<Answer> => this.connection.whisper(to, text);

  readonly goAway = (): void => void this.connection.leave();

  readonly leave = (): void => {
    this.hasLeft.set(true);
    this.intents.end();
    this.devices.stop();
    void this.connection.leave();
  };

  /** R6.8: leaves the room and this browser, with nothing left behind. Resolves to whether that worked. */
  readonly signOut = async (): Promise<boolean> => {
    const late = pause(leaveWithinMs);
    const wasIn = this.connection.snapshot().view?.kind === 'room';
    if (wasIn) await Promise.race([this.connection.leave(), late]);
    const isOut = await signOutHere(this.ref);
    this.isStillSignedIn.set(wasIn && !isOut);
    if (wasIn && !isOut) this.leave();
    return isOut;
  };

  readonly comeBack = (): void => {
    this.hasLeft.set(false);
    this.isStillSignedIn.set(false);
    void this.devices.open();
    void this.#begin();
  };

  /** R6.5: another device took the seat; the person wants it here after all, with what was on here. */
  readonly takeBack = (): void => {
    this.#openDevices();
    this.connection.takeBack();
  };

  readonly tryAgain = (): void => void this.#begin();

  readonly acceptContract = async (): Promise<boolean> => {
    const read = this.doorstep.snapshot();
    const isKept = await acceptContract(this.ref, typeof read === 'object' && read ? read.contract.hash : undefined);
    if (isKept) await this.#begin();
    else {
      // R11.8: if there is a newer one, it stands here to be read.
      const newest = await fetchDoorstep(this.ref);
      if (typeof newest === 'object') this.doorstep.set(newest);
    }
    return isKept;
  };

  readonly mediaActs: RoomMediaActs = {
    cameIn: (version) => this.intents.cameIn(version),
    openMicrophone: () => void this.#openOwn('microphone'),
    closeMicrophone: () => this.intents.touched('microphone', false),
    openCamera: () => void this.#openOwn('camera'),
    closeCamera: () => {
      this.intents.touched('camera', false);
      this.devices.letGo('camera');
    },
    startSound: () => void this.#mediaSession?.then((session) => session.startSound()),
    setVolume: (volume) => {
      keepChoices({ volume });
      this.volume.set(volume);
    },
  };

  /** A copied tab takes another name, and has not been in (R6.5). */
  async #whoThisIs(): Promise<ConnectionOptions> {
    const { isTakenElsewhere } = await import('../connection/tab-name.ts');
    const device = await this.#memory.device(isTakenElsewhere);
    const wasIn = this.#memory.wasIn(Date.now());
    if (!wasIn) this.isReturning.set(false);
    return { seat: this.ref, device, wasIn };
  }

  /** Asks who this is; with the contract accepted, opens the connection and fetches what the room needs while devices are checked. */
  async #begin(): Promise<void> {
    const asked = performance.now();
    const inPage = doorstepInPage(this.ref);
    const answer = inPage ?? (await fetchDoorstep(this.ref));
    const tripMs = inPage ? pageTripMs() : performance.now() - asked;
    this.doorstep.set(answer);
    if (answer === 'unavailable') {
      this.obstacle.set(await obstacleNow());
      setTimeout(() => void this.#begin(), askAgainAfterMs);
    }
    if (typeof answer === 'string') return;
    if (answer.endsWithBrowser) keepForTabOnly();
    if (!answer.contract.accepted) return;
    const asksDevices = this.isReturning.snapshot() || answer.meeting?.opensAt ? null : this.devices.open();
    this.connection.open(tripMs);
    // The large media program lets the person's own picture go first, but not for long.
    await Promise.race([asksDevices, pause(mediaWaitsMs)]);
    this.#mediaSession ??= this.#loadMedia();
  }

  async #loadMedia(): Promise<MediaSession> {
    const { MediaSession } = await fetched(() => import('../media/media-session.ts'));
    const session = new MediaSession({
      seat: this.ref,
      connection: this.connection,
      devices: this.devices,
      intents: this.intents,
      volume: this.volume,
    });
    const tell = () => this.media.set(session.snapshot());
    session.subscribe(tell);
    tell();
    return session;
  }

  async #openOwn(source: Source): Promise<void> {
    const isThere = this.devices.track(source)?.readyState === 'live' && !this.devices.isMuted(source);
    if (!isThere) await this.devices.bring(source);
    if (this.devices.track(source)) this.intents.touched(source, true);
  }

  #follow(): void {
    const { view, ending } = this.connection.snapshot();
    if (view) this.intents.viewed(view);
    const isIn = view?.kind === 'room' && ending === null;
    // Also after a page was loaded again straight into the room.
    if (isIn && !this.hasLeft.snapshot()) this.#openDevices();
    if (view?.kind === 'over' || ending !== null) this.devices.stop();
    // Whoever undoes the end opens nobody's devices (R4.3).
    if (view?.kind === 'over' && ending === null) void this.devices.open([]);
    this.#remember();
    // The end can be undone for a while; the next date may be known only after that.
    this.#refreshAfter(ending ?? (view?.kind === 'over' ? 'end' : null));
  }

  /** Some endings change what the doorstep says: the next meeting, or a contract to accept. Asked once for each; who is thanked stays thanked. */
  #refreshAfter(ending: Ending | 'end' | null): void {
    if (ending === this.#refreshedAfter) return;
    const isNews = this.#refreshedAfter === 'no-meeting' || ending === 'no-meeting' || ending === 'over' || ending === 'end';
    this.#refreshedAfter = ending;
    if (!isNews && ending !== 'contract-not-accepted') return;
    void fetchDoorstep(this.ref).then((answer) => (isNews && answer === 'unavailable') || this.doorstep.set(answer));
  }

  /** A camera that the person has turned off stays dark. */
  #openDevices(): void {
    const { camera, cameraReturns } = this.intents.snapshot();
    void this.devices.open(camera || cameraReturns ? sources : ['microphone']);
  }

  #remember(): void {
    const { view, ending } = this.connection.snapshot();
    if (view === null && ending === null) return;
    const isIn =
      ending === null &&
      !this.hasLeft.snapshot() &&
      (view?.kind === 'room' || (view?.kind === 'doorstep' && view.door === 'knocking'));
    const now = performance.now();
    if (isIn && this.#rememberedAt !== null && now - this.#rememberedAt < rememberEveryMs / 2) return;
    if (!isIn && this.#rememberedAt === null) return;
    this.#rememberedAt = isIn ? now : null;
    this.#memory.isIn(isIn ? Date.now() : null);
  }
}
