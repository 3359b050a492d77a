// What the members do on their own besides talking: offer a case, say yes when asked, come in when invited, go home at the end.
// They react only to what the person themselves can see.
import { chanceOf } from './chance.ts';
import { Later } from './later.ts';
import type { Member } from './member.ts';

export class Manners {
  private readonly members: readonly Member[];
  private readonly later = new Later(() => this.notice());
  private readonly chance = chanceOf('manners');
  private readonly havePresented = new Set<Member>();
  private readonly haveMet = new Set<Member>();

  constructor(members: readonly Member[]) {
    this.members = members;
  }

  /** Call it whenever anything has changed for anyone. */
  notice(): void {
    for (const member of this.members) this.answer(member);
    this.offer();
    this.goHome();
  }

  stop(): void {
    this.later.stop();
  }

  private answer(member: Member): void {
    const { part } = member;
    if (part === 'asked') {
      this.later.plan(`${member.name} says yes`, this.after(1500, 3000), () => member.part === 'asked', member.accept);
    }
    if (part === 'invitedBack') {
      this.later.plan(`${member.name} comes in`, this.after(1500, 3500), () => member.part === 'invitedBack', member.comeIn);
    }
    if (part === 'presenting') this.havePresented.add(member);
    if (part !== null && member.room?.phase !== 'gathering') this.haveMet.add(member);
    if (member.goodbye === 'over' && this.haveMet.has(member)) this.comeAgain(member);
  }

  /** One member offers: those who have not presented yet come first, and leaders never do. */
  private offer(): void {
    if (!this.whoOffers()) return;
    // Who it will be is decided then: not everybody knows of the new phase yet.
    const isWanted = () => this.whoOffers() !== undefined;
    this.later.plan('a case is offered', this.after(3000, 6000), isWanted, () => this.whoOffers()?.offerCase());
  }

  private whoOffers(): Member | undefined {
    if (this.members.some(({ part }) => part === 'offered' || part === 'asked' || part === 'accepted')) return undefined;
    const rest = this.members.filter(({ part }) => part === 'mayOffer');
    const willing = rest.filter(({ room }) => room?.phase === 'caseCall' && room.pausedAt === null && !room.me.leads);
    return willing.find((member) => !this.havePresented.has(member)) ?? willing[0];
  }

  /** They leave one after the other; leaders stay for the debrief. */
  private goHome(): void {
    const still = this.members.filter(({ room }) => room?.phase === 'farewell' && !room.me.leads);
    const next = still[Math.floor(this.chance() * still.length)];
    if (!next) return;
    const isStillHere = () => next.room?.phase === 'farewell';
    this.later.plan('somebody goes', this.after(3000, 6500), isStillHere, () => {
      next.speak(true);
      const end = async () => {
        next.speak(false);
        if (isStillHere()) await next.leave();
        this.notice();
      };
      this.later.plan('a goodbye is said', 1200, () => true, end);
    });
  }

  /** To the group's next meeting, if it has one. */
  private comeAgain(member: Member): void {
    this.haveMet.delete(member);
    this.later.plan(
      `${member.name} comes again`,
      this.after(4000, 9000),
      () => true,
      () => member.come().catch(() => undefined),
    );
  }

  private after(least: number, most: number): number {
    return least + this.chance() * (most - least);
  }
}
