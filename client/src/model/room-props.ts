// Everything that the room's screen is given. It sees neither a socket nor the media server.
import type { ReactNode } from 'react';
import type { HeardNote, Note } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { RoomView } from '../../../shared/ritual/view.ts';
import type { Answer } from './answer.ts';
import type { Preferences } from './preferences.ts';
import type { RoomMedia, RoomMediaActs } from './room-media.ts';

export interface RoomProps {
  readonly view: RoomView;
  /** The server's clock minus this page's steady one, ms. */
  readonly clockOffset: number;
  readonly media: RoomMedia;
  readonly mediaActs: RoomMediaActs;
  /** Of the others, 0 to 1. */
  readonly volume: number;
  readonly perform: (command: WireCommand) => Promise<Answer>;
  /** Oldest first; what this person may read and has sent. */
  readonly notes: readonly HeardNote[];
  readonly whisper: (to: Note['to'], text: string) => Promise<Answer>;
  /** The connection to the room; while it is `lost` and being restored, a calm notice says so. */
  readonly connection: 'open' | 'lost';
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  /** Performs `leave` and shows the farewell. */
  readonly leave: () => void;
  /** Where the person sees, hears and changes their own devices. */
  readonly devicePanel: ReactNode;
  /** The page that checks a device and its network (opened beside the room). */
  readonly checkAddress: string;
  /** Where leaders find the personal links (opened beside the room), or null. */
  readonly linksAddress: string | null;
}
