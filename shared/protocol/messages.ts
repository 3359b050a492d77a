// Every message of the room's socket, both directions. PROTOCOL.md shows each with an example.
import type { Command, WireCommand } from '../ritual/commands.ts';
import type { Refusal } from '../ritual/refusals.ts';
import type { PersonId } from '../ritual/state.ts';
import type { View } from '../ritual/view.ts';

/**
 * Raised when an old client could misread a new server, or a new client an old server. 2: the server may say `moving`, and that it is
 * older than the page. 3: a request may carry a deadline (`by`).
 */
export const protocolVersion = 3;
/** Servers are upgraded one after the other while pages stay open, so pages of the version before are served too. */
export const oldestProtocol = 2;

/**
 * Why a message was not even tried. `malformed` and `too-many` are the sender's fault; `unavailable` is ours and worth a retry; `late` missed
 * the sender's deadline.
 */
export type Trouble = 'malformed' | 'too-many' | 'unavailable' | 'wrong-protocol' | 'late';

/** Every message gets exactly one reply; `version` is that of the newest view on its connection (R7.5). */
export type Reply =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly trouble: Trouble };

/** What a browser says when it opens its socket; the session itself is in the cookie that `seat` names. */
export interface Handshake {
  readonly protocol: number;
  /** The public reference of the seat, as in the page's address. */
  readonly seat: string;
  /** A random name that this browser tab keeps for itself (R6.5). */
  readonly device: string;
}

/** `id` makes a resent message harmless: the same id is carried out once. */
export interface Perform<C extends Command = WireCommand> {
  readonly id: string;
  readonly command: C;
  /** R1.8: not to be begun after this, in ms of the server's clock as the page knows it. It can only cancel the command. */
  readonly by?: number | undefined;
}

/** A note (R3.4, R7.1), or a member's private word to the leaders (R7.7): passed on to whoever may read it, stored nowhere. */
export interface Note {
  readonly to: 'leaders' | 'presenter';
  readonly text: string;
}

/** A note on its way to the server; `by` as in a command. */
export interface SentNote extends Note {
  readonly by?: number | undefined;
}

export interface HeardNote extends Note {
  readonly from: PersonId;
  /** For a note to the presenter: who that was. It disappears when their silence ends (R2.5). */
  readonly presenterId?: PersonId;
  /** Milliseconds of the server's clock. */
  readonly at: number;
}

/** R3.7: sound from this person reaches the sender's page, though the newest view says they may not be heard. */
export interface SoundFrom {
  readonly personId: PersonId;
}

/** Leads to the media: `path` is opened on the page's own origin and contains a short-lived ticket. */
export interface MediaDoor {
  readonly path: string;
}

/** Why the server ends a socket for good. */
export type Goodbye = 'replaced' | 'signed-out' | 'wrong-protocol' | 'over';

export interface ClientToServer {
  perform: (message: Perform, reply: (reply: Reply) => void) => void;
  whisper: (message: SentNote, reply: (reply: Reply) => void) => void;
  /** Sent at most once a second for as long as it lasts. The reply does not tell the outcome. */
  soundFrom: (message: SoundFrom, reply: (reply: Reply) => void) => void;
  /** Asks for the address of the media; `null` when the person has no right to hear, or there is no media server. */
  mediaDoor: (reply: (door: MediaDoor | null) => void) => void;
}

export interface ServerToClient {
  view: (view: View) => void;
  whisper: (whisper: HeardNote) => void;
  /** The media server's state, sent on entry and at each change: without it the room keeps its ritual and says so. */
  media: (state: MediaState) => void;
  goodbye: (why: Goodbye) => void;
  /** This server is about to close; another one, or its successor, has the room. The page connects again at once. */
  moving: () => void;
}

export type MediaState = 'up' | 'down' | 'none';

/** Codes of a refused connection (`connect_error.message`). */
export type ConnectionRefusal =
  | 'not-signed-in'
  | 'contract-not-accepted'
  | 'no-meeting'
  /** R6.6: not everybody has said yes to this observer for this meeting. */
  | 'not-agreed'
  /** The page is too old for this server: it has to be loaded again. */
  | 'wrong-protocol'
  /** The server is older than the page and not upgraded yet: worth another try in a moment. */
  | 'server-older'
  | 'malformed'
  | 'unavailable';
