// One member's sound and picture: joined while the room gives the right to hear, turned on as their view allows, joined again when the
// connection is lost. It never turns on what people have to turn on by their own touch (R3.5).
import type { MediaState } from '../../shared/protocol/messages.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import type { Open } from './bot.ts';
import type { MediaChannel } from './media-channel.ts';

const closed: Open = { sound: false, picture: false };
const againMs = 1000;

export class MemberMedia {
  isOpen: Open = closed;
  private readonly name: string;
  private readonly channel: MediaChannel;
  private readonly origin: string;
  private readonly changed: () => void;
  private state: 'out' | 'asking' | 'joining' | 'in' = 'out';
  private server: MediaState = 'up';
  private room: RoomView | null = null;
  private askDoor: () => Promise<string | null> = async () => null;
  private again: NodeJS.Timeout | null = null;

  constructor(name: string, channel: MediaChannel, origin: string, changed: () => void) {
    this.name = name;
    this.channel = channel;
    this.origin = origin;
    this.changed = changed;
    channel.hear(name, (message) => {
      if (message.type === 'joined') this.state = 'in';
      if (message.type === 'opened') this.isOpen = message.open;
      if (message.type === 'left') this.lost();
      this.settle();
      this.changed();
    });
  }

  follow(room: RoomView | null, askDoor: () => Promise<string | null>): void {
    this.room = room;
    this.askDoor = askDoor;
    this.settle();
  }

  serverIs(state: MediaState): void {
    this.server = state;
    this.settle();
  }

  speak(on: boolean): void {
    this.channel.say({ type: 'speak', name: this.name, on });
  }

  leave(): void {
    this.room = null;
    this.settle();
  }

  private settle(): void {
    const mayJoin = this.room?.me.rights.mayHear === true && this.server === 'up';
    if (!mayJoin && this.state !== 'out') this.channel.say({ type: 'leave', name: this.name });
    if (mayJoin && this.state === 'out' && !this.again) void this.join();
    if (this.state === 'in') this.channel.say({ type: 'open', name: this.name, open: whatToOpen(this.room) });
  }

  private async join(): Promise<void> {
    this.state = 'asking';
    const path = await this.askDoor();
    if (path === null) return this.lost();
    this.state = 'joining';
    this.channel.say({ type: 'join', name: this.name, url: `${this.origin.replace(/^http/, 'ws')}${path}` });
  }

  private lost(): void {
    this.state = 'out';
    this.isOpen = closed;
    if (this.again) return;
    this.again = setTimeout(() => {
      this.again = null;
      this.settle();
    }, againMs);
    this.again.unref();
  }
}

export function whatToOpen(room: RoomView | null): Open {
  if (!room) return closed;
  const { rights, case: part } = room.me;
  const waits = part === 'invitedBack';
  return {
    sound: rights.mayBeHeard && !waits && part !== 'steppedBack',
    picture: rights.mayBeSeen && !(waits && room.pushBack === 'unseen'),
  };
}
