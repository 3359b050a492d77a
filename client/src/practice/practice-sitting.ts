// One practice from its beginning to its end: the room, its simulated members, their voices and faces, and what the person's own buttons do here.
import type { RoomMedia, RoomMediaActs } from '../model/room-media.ts';
import { noMediaYet } from '../model/room-media.ts';
import { Store } from '../model/store.ts';
import type { PracticeWords } from '../words/en/practice.ts';
import { Company } from './company.ts';
import { Faces } from './faces.ts';
import { type PracticeClock, pageClock } from './practice-clock.ts';
import { PracticeRoom } from './practice-room.ts';
import { beforePresenting, leaderScript, presenterScript, type Script } from './scripts.ts';
import { Talk } from './talk.ts';
import { Tones } from './tones.ts';

/** A browser that may sound does so within this time. */
const soundsWithinMs = 1_200;

export type PracticeKind = 'leader' | 'presenter';

/** What a person has turned on here; nothing of it leaves the page. */
export interface OwnDevices {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly volume: number;
  readonly soundNeedsTouch: boolean;
}

export class PracticeSitting {
  readonly room: PracticeRoom;
  readonly own = new Store<OwnDevices>({ microphone: true, camera: true, volume: 0.8, soundNeedsTouch: false });
  readonly #company: Company;
  readonly #talk: Talk;
  readonly #tones: Tones;
  readonly #faces = new Faces();

  private constructor(script: Script, words: PracticeWords) {
    this.room = practiceRoom(script, words.group, pageClock);
    this.#tones = new Tones(places(script));
    this.#company = new Company(this.room, pageClock, script, words.note);
    this.#talk = new Talk(this.room, pageClock, [this.#tones, this.#faces], Math.random);
  }

  /** In answer to a press, or the browser lets nothing sound. */
  static sounding(kind: PracticeKind, words: PracticeWords): PracticeSitting {
    const sitting = new PracticeSitting(kind === 'leader' ? leaderScript : presenterScript, words);
    sitting.acts.startSound();
    return sitting;
  }

  begin(): void {
    this.#company.begin();
    this.#talk.begin();
  }

  pause(): void {
    this.#company.end();
    this.#talk.end();
  }

  end(): void {
    this.pause();
    void this.#tones.end();
  }

  readonly acts: RoomMediaActs = {
    openMicrophone: () => this.#set({ microphone: true }),
    closeMicrophone: () => this.#set({ microphone: false }),
    openCamera: () => this.#set({ camera: true }),
    closeCamera: () => this.#set({ camera: false }),
    startSound: () => {
      const look = () => this.#set({ soundNeedsTouch: this.#tones.isSilenced });
      // A browser that waits for a touch leaves the question open for ever.
      pageClock.after(soundsWithinMs, look);
      void this.#tones.begin(look).then(look, look);
    },
    setVolume: (volume) => {
      this.#tones.setVolume(volume);
      this.#set({ volume });
    },
    cameIn: () => undefined,
  };

  readonly whisper: PracticeRoom['whisper'] = (to, text) => this.room.whisper(to, text);

  /** As the room's screen has it from a real connection. */
  media(own: OwnDevices, rights: { readonly mayBeHeard: boolean; readonly mayBeSeen: boolean }): RoomMedia {
    const state = (isOn: boolean, isPermitted: boolean) => (!isPermitted ? 'withheld' : isOn ? 'open' : 'closed');
    const camera = state(own.camera, rights.mayBeSeen);
    return {
      ...noMediaYet,
      connection: 'open',
      pictures: this.#faces.pictures,
      ownPicture: camera === 'open' ? (this.#faces.pictures.get(this.room.me) ?? null) : null,
      microphone: state(own.microphone, rights.mayBeHeard),
      camera,
      soundNeedsTouch: own.soundNeedsTouch,
    };
  }

  #set(change: Partial<OwnDevices>): void {
    this.own.set({ ...this.own.snapshot(), ...change });
  }
}

/** A presenter's practice begins where the case does. */
export function practiceRoom(script: Script, groupName: string, clock: PracticeClock): PracticeRoom {
  const { form, seats, me } = script;
  const room = new PracticeRoom({ groupName, form, seats, me, clock });
  if (script === presenterScript) for (const [who, command] of beforePresenting) room.does(who, command);
  return room;
}

/** As the circle is drawn: one's own chair at the bottom, the others around it. */
function places({ seats, me }: Script): ReadonlyMap<string, number> {
  const own = seats.findIndex(({ personId }) => personId === me);
  const around = seats.map(({ personId }, i) => {
    const turn = ((i - own + seats.length) % seats.length) / seats.length;
    return [personId, -0.7 * Math.sin(2 * Math.PI * turn)] as const;
  });
  return new Map(around);
}
