// Fills chairs with simulated members. `lifelike` ones take part by themselves; `still` ones come in, turn on microphone and camera, and
// then wait to be told, so that tests and screenshots can direct them.
import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from '../../shared/protocol/messages.ts';
import { Manners } from './manners.ts';
import { MediaChannel } from './media-channel.ts';
import { Member, type PersonalLink } from './member.ts';
import { Talk } from './talk.ts';

export interface MembersOptions {
  /** The server's address; the links' paths are opened there. */
  readonly baseUrl: string;
  readonly links: readonly PersonalLink[];
  /** Whose chairs to fill; by default everybody's. */
  readonly names?: readonly string[];
  readonly behaviour?: 'lifelike' | 'still';
  /** The most milliseconds between two arrivals; people do not come all at once. */
  readonly apartMs?: number;
  /** Called when somebody else has a member's chair, at the start or later: that member is gone, the others go on. */
  readonly onTaken?: (name: string) => void;
}

export interface Company {
  readonly members: readonly Member[];
  /** Throws for an unknown name. */
  member(name: string): Member;
  /** Resolves when the condition holds after a change; rejects after `ms` with the given sentence. */
  until(what: string, holds: () => boolean, ms?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Resolves when everybody named has come in or knocked. Rejects when one of them was refused, unless `onTaken` is called for them. */
export async function startMembers(options: MembersOptions): Promise<Company> {
  const { onTaken } = options;
  const media = new MediaChannel();
  const waiters = new Set<() => void>();
  const changed = (): void => {
    manners?.notice();
    talk?.notice();
    for (const look of waiters) look();
  };
  const members = options.links
    .filter(({ name }) => options.names?.includes(name) ?? true)
    .map((link) => new Member({ link: { ...link, url: at(options.baseUrl, link.url) }, media, changed, onTaken }));
  const isLifelike = options.behaviour === 'lifelike';
  const manners = isLifelike ? new Manners(members) : null;
  const talk = isLifelike ? new Talk(members) : null;

  const company: Company = {
    members,
    member(name) {
      const found = members.find((member) => member.name === name);
      if (!found) throw new Error(`${name} is not among the members`);
      return found;
    },
    until: (what, holds, ms = 15_000) =>
      new Promise((resolve, reject) => {
        const end = (act: () => void): void => {
          clearTimeout(timer);
          waiters.delete(look);
          act();
        };
        const look = (): void => {
          if (holds()) end(resolve);
        };
        const timer = setTimeout(() => end(() => reject(new Error(`waited in vain until ${what}`))), ms);
        waiters.add(look);
        look();
      }),
    async stop() {
      manners?.stop();
      talk?.stop();
      for (const member of members) member.close();
      await media.stop();
    },
  };
  try {
    for (const member of members) {
      const reply = await member.come();
      if (!onTaken || member.goodbye !== 'replaced') insist(member.name, reply);
      await pause((options.apartMs ?? 0) * Math.random());
    }
  } catch (failure) {
    await company.stop();
    throw failure;
  }
  return company;
}

function insist(name: string, reply: Reply): void {
  if (reply.ok) return;
  throw new Error(`${name} could not come in: ${'refusal' in reply ? reply.refusal : reply.trouble}`);
}

function at(baseUrl: string, link: string): string {
  return new URL(new URL(link).pathname, baseUrl).href;
}
