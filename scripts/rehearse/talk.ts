// Lets the members talk, one at a time and with silences in between; whoever may no longer be heard stops at once.
import { chanceOf } from './chance.ts';
import type { Member } from './member.ts';
import { nextTurn, type Scene } from './turns.ts';

const lookAgainMs = 1000;

export class Talk {
  private readonly members: readonly Member[];
  private readonly chance = chanceOf('talk');
  private last: string | null = null;
  private speaker: Member | null = null;
  private spokenIn: string | null = null;
  private wake: NodeJS.Timeout | null = null;
  private isStopped = false;

  constructor(members: readonly Member[]) {
    this.members = members;
    this.rest(lookAgainMs);
  }

  /** Call it whenever anything has changed for anyone. */
  notice(): void {
    const { speaker } = this;
    if (!speaker) return;
    const room = speaker.room;
    if (room?.phase === this.spokenIn && room.pausedAt === null && mayBeHeard(speaker)) return;
    this.hush();
    this.rest(lookAgainMs);
  }

  stop(): void {
    this.isStopped = true;
    this.hush();
    if (this.wake) clearTimeout(this.wake);
  }

  private begin(): void {
    const turn = nextTurn(this.scene(), this.chance);
    const speaker = this.members.find(({ name }) => name === turn?.name);
    if (!turn || !speaker) {
      this.rest(lookAgainMs);
      return;
    }
    this.speaker = speaker;
    this.last = speaker.name;
    this.spokenIn = speaker.room?.phase ?? null;
    speaker.speak(true);
    this.after(turn.speakMs, () => {
      this.hush();
      this.rest(turn.silenceMs);
    });
  }

  private hush(): void {
    this.speaker?.speak(false);
    this.speaker = null;
  }

  private rest(ms: number): void {
    this.after(ms, () => this.begin());
  }

  private after(ms: number, act: () => void): void {
    if (this.wake) clearTimeout(this.wake);
    if (!this.isStopped) this.wake = setTimeout(act, ms);
  }

  private scene(): Scene {
    const voices = this.members.filter(mayBeHeard);
    const room = this.members.find((member) => member.room)?.room;
    const presenter = voices.find((member) => member.room?.presenterId === member.room?.me.personId);
    return {
      phase: room?.phase ?? 'ended',
      isPaused: room?.pausedAt !== null,
      presenter: presenter?.name ?? null,
      others: voices.filter((member) => member !== presenter).map(({ name }) => name),
      last: this.last,
    };
  }
}

function mayBeHeard(member: Member): boolean {
  return member.isOpen.sound && member.room?.me.rights.mayBeHeard === true;
}
